import type { FindingCode, FindingData } from './finding.ts';
import type { JsonMatcher } from './plan.ts';
import { clip, counted, oneLine, spoken } from './text.ts';
import { type Words, path, quoted } from './wording.ts';

type ApiCode = Extract<FindingCode, `API_${string}` | `STEP_${string}` | 'LEFT_BEHIND' | 'CERTIFICATE_EXPIRES' | 'CREDENTIAL_ENDS' | 'CLOCK_SKEW'>;

/** The words of an HTML text; other text as it is. */
function withoutTags(text: string): string {
  return oneLine(text.replace(/<[^<>]*>?/g, ' '));
}

function call(data: { method: string; url: string }): string {
  return `${data.method} ${path(data.url)}`;
}

/** A matcher as a person reads it. */
export function matcherInWords(matcher: JsonMatcher): string {
  const parts = [
    matcher.equals === undefined ? null : JSON.stringify(matcher.equals),
    matcher.oneOf ? `one of ${matcher.oneOf.map((value) => JSON.stringify(value)).join(', ')}` : null,
    matcher.type ? `type ${matcher.type}` : null,
    matcher.matches ? `text matching /${matcher.matches}/` : null,
    matcher.captured === undefined ? null : `the captured ${matcher.captured}`,
    matcher.not === undefined ? null : `another value than the captured ${matcher.not.captured}`,
    matcher.minItems === undefined ? null : `at least ${counted(matcher.minItems, 'item')}`,
  ].filter((part) => part !== null);
  return parts.join(' and ') || 'a value';
}

const redirectProblems = {
  'no-location': 'names no place',
  downgrade: 'leaves https',
  host: 'leads to another host',
  method: 'turns the call into a GET',
  'too-many': 'is one redirect too many',
};

const encodingProblems = {
  unreadable: (detail: string) => `cannot be decoded (${detail})`,
  lost: (detail: string) => `has no answer (${detail})`,
  unasked: (detail: string) => `came as ${detail}`,
  status: (detail: string) => `has another status than without encoding (${detail})`,
  'not-json': (detail: string) => `is no JSON, as it is without encoding (${detail})`,
  body: (detail: string) => `has another body than without encoding (${detail})`,
};

const leftOutcomes = {
  cleaned: () => 'cleaned up now',
  kept: (detail: string) => `not cleaned up yet, because ${detail}`,
  lost: (detail: string) => `it cannot be cleaned up, because ${detail}`,
};

const leftAdvice = {
  cleaned: 'Find out what killed that run: a time limit of the job that is shorter than --deadline is usual.',
  kept: 'The next run tries again; or clean up by hand, and delete its file in the folder cleanup-journal.',
  lost: 'Look for what it made at the partner: its calls carried the run id in the header x-gonogo-run. This is told once.',
};

const tokenAdvice = {
  client: 'Check client, secret and scope in this environment, and whether the authorisation server is the right one.',
  'refresh-token': 'Check whether the refresh token has ended, was revoked, or was used before: a server that replaces refresh tokens takes each only once, so a run needs one that stays.',
  github: 'Look at the status of GitHub Actions, and whether the job has the permission id-token: write. It says nothing of the release.',
};

/** The first of what a contract declares. */
function declaredInWords(declared: string[]): string {
  const shown = declared.slice(0, 6).map((one) => clip(oneLine(one), 40)).join(', ') || 'nothing';
  return declared.length > 6 ? `${shown} and others` : shown;
}

/** How often a call was tried, and why not once more. */
function tried({ attempts, unretried }: { attempts: number; unretried?: number }): string {
  return `${counted(attempts, 'attempt')}${unretried === undefined ? '' : `; not tried again, because the run made all of its ${counted(unretried, 'retry', 'retries')}`}`;
}

/** The words for what a partner's journey showed. */
export const apiWords: { [Code in ApiCode]: (data: FindingData[Code]) => Words } = {
  API_UNREACHABLE: (data) => ({
    seen: `${call(data)} ${{ reset: 'lost its connection', protocol: 'got an answer that cannot be read' }[data.error.kind as string] ?? 'got no connection'}: ${data.error.code} (${clip(oneLine(data.error.message), 100)}), ${tried(data)}`,
    expected: 'an answer',
    advice: { proxy: 'The proxy belongs to the way out of this runner, not to the release: check its address and credentials, and whether it lets this host through.', dns: 'The host name does not resolve: check DNS.', tls: 'Check the certificate and its chain.', protocol: 'Compare what the server, proxy or CDN sends (content encoding, framing) with the other environments.' }[data.error.kind as string] ?? 'Check that the service listens, and what stands before it.',
  }),
  API_TIMEOUT: (data) => ({
    seen: `${call(data)} had no answer within ${spoken(data.budgetMs)}, ${tried(data)}`,
    expected: 'an answer in time',
    advice: 'Check what this call waits for: database, connection pool, a partner.',
  }),
  API_STATUS: (data) => ({
    seen: `${call(data)} answered ${data.status}${data.attempts > 1 || data.unretried !== undefined ? ` after ${tried(data)}` : ''}${withoutTags(data.sample) ? `, ${quoted(withoutTags(data.sample), 80)}` : ''}`,
    expected: `status ${data.expected}`,
    advice: data.status >= 500 ? 'Read the log of this API around the time of the run.' : 'Check the route, the credentials and the version of this API.',
  }),
  API_QUOTA: (data) => ({
    seen: data.answered
      ? `${call(data)} answered 429, too many requests, after ${tried(data)}${data.detail === '' ? '' : ` (${data.detail})`}`
      : `${call(data)} was not called${data.attempts === 0 ? '' : ` again after ${counted(data.attempts, 'attempt')}`}: its host says that ${oneLine(data.detail)}`,
    expected: 'a quota with room for these calls',
    advice: 'This says nothing of the call itself. Raise the quota of this client, or call less: see limits of the partner.',
  }),
  API_NOT_JSON: (data) => ({
    seen: `${call(data)} answered ${data.contentType ?? 'no type'}${data.sample ? `, starting with ${quoted(data.sample, 40)}` : ''} (${data.error})`,
    expected: 'JSON',
    advice: 'A fallback, login or error page answers in place of the API: check the route to the API.',
  }),
  API_TOO_LARGE: (data) => ({
    seen: `${call(data)} sent more than ${Math.floor(data.bytes / 1_048_576)} MB`,
    expected: 'a body small enough to be read',
    advice: 'Ask for less in this check, or find out why the answer grew.',
  }),
  API_HEADER: (data) => ({
    seen: `${call(data)}: header ${data.header} is ${data.actual === null ? 'missing' : quoted(data.actual, 80)}`,
    expected: data.expected,
    advice: 'Check the gateway and the release for this header.',
  }),
  API_VALUE: (data) => ({
    seen: `${call(data)}: ${data.path} ${data.reason}`,
    expected: matcherInWords(data.expected),
    advice: 'The contract changed for partners: compare with the last release, and keep the old field until every partner has moved.',
  }),
  API_SCHEMA: (data) => ({
    seen: `${call(data)}: ${data.errors.slice(0, 3).map(({ path: at, message }) => oneLine(`${at === '' ? 'the answer' : at} ${message}`)).join('; ')}${data.total > 3 ? ` (3 of ${data.total} errors)` : ''}`,
    expected: `what the schema says (${data.schema})`,
    advice: 'The contract changed for partners: compare with the last release, and keep the old form until every partner has moved.',
  }),
  API_NOT_XML: (data) => ({
    seen: `${call(data)} answered ${data.contentType ?? 'no type'}${data.sample ? `, starting with ${quoted(data.sample, 40)}` : ''} (${data.error})`,
    expected: 'XML',
    advice: 'A fallback, login or error page answers in place of the API: check the route to the API.',
  }),
  API_TEXT: (data) => ({
    seen: `${call(data)} answered without ${data.kind === 'contains' ? quoted(data.wanted, 80) : `a text that matches /${clip(data.wanted, 80)}/`}${data.sample ? `, starting with ${quoted(data.sample, 60)}` : ''}`,
    expected: 'it in the body',
    advice: 'Compare the answer with that of the last release.',
  }),
  API_SIZE: (data) => ({
    seen: `${call(data)} answered with ${counted(data.bytes, 'byte')}`,
    expected: data.expected,
    advice: 'An answer that shrank lost content, one that grew lost a limit: compare with the last release.',
  }),
  API_CONTENT_TYPE: (data) => ({
    seen: `${call(data)} answered ${data.contentType === null ? 'without a content type' : quoted(data.contentType, 80)}`,
    expected: data.expected,
    advice: 'Check the gateway and the release for the content type.',
  }),
  API_UNDECLARED_STATUS: (data) => ({
    seen: `${call(data)} answered ${data.status}, a status that its contract does not declare`,
    expected: `one of ${declaredInWords(data.declared)} (${clip(oneLine(data.contract), 120)})`,
    advice: 'Partners are built for what the contract declares: declare the status, or find out why the API answers so.',
  }),
  API_UNDECLARED_TYPE: (data) => ({
    seen: `${call(data)} answered ${data.status} ${data.contentType === null ? 'without a content type' : `as ${quoted(data.contentType, 80)}`}${data.sample ? `, starting with ${quoted(data.sample, 40)}` : ''}; its contract does not declare that`,
    expected: `one of ${declaredInWords(data.declared)} (${clip(oneLine(data.contract), 120)})`,
    advice: 'Partners cannot read what the contract does not declare: check the route to the API, then what the release sends.',
  }),
  API_ENCODING: (data) => ({
    seen: `${call(data)}, asked for with ${data.asked === 'identity' ? 'no encoding' : data.asked}, ${encodingProblems[data.problem](clip(oneLine(data.detail), 120))}`,
    expected: 'the same answer in every encoding',
    advice: 'Look at what compresses on the way (server, gateway, CDN), at files that were compressed beforehand, and whether caches keep encodings apart (Vary: Accept-Encoding).',
  }),
  API_PROTOCOL: (data) => ({
    seen: `${call(data)} was answered over HTTP/${data.http}, though HTTP/2 was offered`,
    expected: 'HTTP/2',
    advice: 'What ends TLS for this API does not offer h2 any more: compare load balancer, gateway and CDN with the other environments.',
  }),
  API_SLOW: (data) => ({
    seen: `${call(data)} took ${spoken(data.durationMs)}`,
    expected: `at most ${spoken(data.limitMs)}`,
    advice: 'Partners give up on slow answers: look for a cold cache or start, a missing index, a slower dependency.',
  }),
  API_REDIRECT: (data) => ({
    seen: `${call(data)}: ${data.hop.status} from ${path(data.hop.from)} to ${data.hop.to === null ? 'nowhere' : clip(data.hop.to, 80)} ${redirectProblems[data.hop.problem ?? 'host']}`,
    expected: 'a redirect that a partner can follow',
    advice: 'Check the redirects of gateway and release, and the public base URL.',
  }),
  API_GRAPHQL_ERRORS: (data) => ({
    seen: `${call(data)} answered with ${counted(data.total, 'GraphQL error')}: ${data.messages.slice(0, 2).map((message) => quoted(message, 100)).join(', ')}`,
    expected: 'data without errors',
    advice: 'The status says success, the answer does not: read the log of the resolver, and compare the schema with the last release.',
  }),
  API_REUSE_LOST: (data) => ({
    seen: `${call(data)} lost its answer on a reused connection (${data.error.code}), ${data.lost} of ${counted(data.tries, 'try', 'tries')}; on a fresh one it answered in ${spoken(data.freshMs)}`,
    expected: 'the same answer on a kept connection',
    advice: 'Partners keep connections open: compare keep-alive timeouts of server, proxy and load balancer, and whether the new instance drops kept connections.',
  }),
  API_RETRIED: (data) => ({
    seen: `${call(data)} answered only at attempt ${data.attempts}; the first one: ${clip(data.first, 100)}`,
    expected: 'an answer at the first attempt',
    advice: 'Partners that do not retry lost this request: look for restarts or a cold start.',
  }),
  STEP_NOT_REACHED: (data) => ({
    seen: `${call(data)} (${data.step}) was not reached`,
    expected: 'it to be called',
    advice: data.reason === undefined ? 'A step before it failed.' : `${oneLine(data.reason)}.`,
  }),
  STEP_NOT_DUE: (data) => ({
    seen: `${call(data)} (${data.step}) was not due: ${data.reason}`,
    expected: 'to be called only when it is due',
    advice: 'Nothing to do.',
  }),
  API_SUNSET: (data) => ({
    seen: `${call(data)} says that it ${data.end === null ? 'is deprecated' : `${(data.days ?? 0) < 0 ? 'ended' : 'ends'} on ${data.end.slice(0, 10)}`} (${clip(data.announcement, 60)})`,
    expected: 'a version that stays',
    advice: 'Move partners and pages to the version that replaces it, before it is switched off.',
  }),
  CERTIFICATE_EXPIRES: (data) => ({
    seen: `The certificate of ${clip(data.host, 80)} ends in ${counted(data.days, 'day')}, on ${data.validTo.slice(0, 10)}${data.issuer === '' ? '' : `; it is signed by ${clip(oneLine(data.issuer), 60)}`}`,
    expected: `at least ${counted(data.limitDays, 'day')}`,
    advice: 'Renew it, and find out why that did not happen by itself. From that day on every call fails.',
  }),
  CREDENTIAL_ENDS: (data) => ({
    seen: `The ${oneLine(data.name)} of the configuration ${data.leftS < 0 ? 'ended' : 'ends'} on ${data.endsAt.slice(0, 16).replace('T', ' at ')} UTC${data.leftS < 0 ? '' : `, in ${data.leftS < 3600 ? spoken(data.leftS * 1000) : data.leftS < 172_800 ? counted(Math.floor(data.leftS / 3600), 'hour') : counted(Math.floor(data.leftS / 86_400), 'day')}`}`,
    expected: `a credential that is good for another ${data.limitDays === 1 ? 'day' : counted(data.limitDays, 'day')}`,
    advice: 'Renew it where this run takes it from: calls are refused from then on, whatever the release.',
  }),
  CLOCK_SKEW: (data) => ({
    seen: `The clock of ${clip(data.host, 80)} is ${spoken(Math.abs(data.seconds) * 1000)} ${data.seconds < 0 ? 'behind' : 'ahead of'} the one of this machine`,
    expected: `at most ${data.limitSeconds} s`,
    advice: 'Tokens and signatures carry a time, and are refused when clocks differ: check the time service of the servers, and of this machine.',
  }),
  LEFT_BEHIND: (data) => ({
    seen: `Run ${oneLine(data.run)} ended ${clip(data.startedAt, 24)} before its clean-up, after ${data.sent.map((sent) => clip(oneLine(sent), 100)).join(', ')}: ${leftOutcomes[data.outcome](oneLine(data.detail))}`,
    expected: 'runs to clean up after themselves',
    advice: leftAdvice[data.outcome],
  }),
  API_NO_TOKEN: (data) => ({
    seen: `${clip(data.url, 80)} gave no access token: ${data.error}`,
    expected: data.source === 'github' ? 'an ID token for the job' : 'a token for the client',
    advice: tokenAdvice[data.source],
  }),
  API_NOT_CAPTURED: (data) => ({
    seen: `${call(data)}: ${data.path} ${data.problem}, so ${data.name} was not captured`,
    expected: 'a value that the next steps can use',
    advice: 'The contract changed for partners: they cannot go on without this value.',
  }),
  API_NOT_SETTLED: (data) => ({
    seen: `${call(data)} was asked ${counted(data.calls, 'time')} within ${spoken(data.withinMs)}; at the end ${data.missing}`,
    expected: 'it to settle in time',
    advice: 'Look at what works behind this call: queue, worker, a partner further on.',
  }),
};

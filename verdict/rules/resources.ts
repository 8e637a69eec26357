import { consequencesOf, rootCauses } from '../console/root-cause.ts';
import type { Remark } from '../finding.ts';
import type { MessageGroup, PageLook, RequestFact } from '../observation.ts';
import { type PageContext, type PageRule, milder } from './page-rule.ts';

/** Milliseconds after which a page's own call that has no answer is worth a word. */
const pendingMs = 6000;

/** Browser errors that are a block by a rule, and the rule's name. */
const blockedBy: [RegExp, string][] = [
  [/^csp$|ERR_BLOCKED_BY_CSP/, 'the Content-Security-Policy'],
  [/ERR_BLOCKED_BY_RESPONSE/, 'a cross-origin policy (COEP, CORP)'],
  [/ERR_BLOCKED_BY_ORB/, 'opaque response blocking'],
  [/mixed-content/, 'mixed content'],
];

/** Console lines that tell of a blocked resource; the group is the resource. */
const blockingLines: [RegExp, string][] = [
  [/Loading the (?:script|stylesheet) '([^']+)' violates the following Content Security Policy/, 'the Content-Security-Policy'],
  [/Refused to load the (?:script|stylesheet) '([^']+)' because it violates/, 'the Content-Security-Policy'],
  [/Connecting to '([^']+)' violates the following Content Security Policy/, 'the Content-Security-Policy'],
  [/Executing (inline) script violates the following Content Security Policy/, 'the Content-Security-Policy'],
  [/Failed to find a valid digest in the 'integrity' attribute for resource '([^']+)'/, 'Subresource Integrity'],
  [/Access to (?:script|CSS stylesheet|font|fetch|XMLHttpRequest) at '([^']+)' from origin .* blocked by CORS policy/, 'the CORS policy'],
];

/** An ended request for a script or stylesheet that did not bring one. */
export function isBrokenResource(fact: RequestFact): boolean {
  if (fact.type !== 'script' && fact.type !== 'stylesheet') return false;
  if (fact.error !== null) return fact.error !== 'net::ERR_ABORTED' || fact.status === null || fact.status >= 400;
  return (fact.status ?? 0) >= 400 || isWrongType(fact);
}

/** A call for data, made by the page. */
export function isPageApi(fact: RequestFact): boolean {
  return fact.type === 'fetch' || fact.type === 'xhr';
}

/** A piece of a page, which other pages fetch to put it into themselves; a page has a doctype, or begins with its head. */
const fragment = /^\s*<(?!html\b|head\b|body\b)[a-z]/i;

/** Paths that are there for data: a web page is never what they are asked for. */
const dataPath = /\.json$|\/(?:api|graphql)(?:\/|$)/i;

/** A call for data that was answered with a web page. */
export function isHtmlAnswer(fact: RequestFact): boolean {
  return isPageApi(fact) && fact.error === null && (fact.status ?? 0) < 400 && (fact.contentType ?? '').includes('text/html') && !fragment.test(fact.sample ?? '');
}

function isWrongType(fact: RequestFact): boolean {
  const type = (fact.contentType ?? '').toLowerCase();
  if (type === '') return false;
  if (fact.type === 'script') return /text\/html|text\/css|image\/|application\/xml/.test(type);
  if (fact.type === 'stylesheet') return !type.includes('text/css');
  return type.includes('text/html');
}

/** R5, R6 and R8: what the page needs of its own did not come, or is not what it should be. */
export const resources: PageRule = (look, context) => [
  ...withConsequences([...loaded(look, context), ...blocked(look, context), ...called(look, context)], look),
  ...foreign(look, context),
];

/** Adds to each remark what the console says only because of it. */
function withConsequences(remarks: Remark[], look: PageLook): Remark[] {
  const followed = rootCauses(look.messages.groups, look.requests.suspicious);
  if (followed.size === 0) return remarks;
  return remarks.map((remark) => {
    if (remark.code !== 'RESOURCE_FAILED' && remark.code !== 'RESOURCE_BLOCKED' && remark.code !== 'RESOURCE_WRONG_TYPE' && remark.code !== 'PAGE_API_FAILED' && remark.code !== 'PAGE_API_HTML') return remark;
    const follows = consequencesOf(remark.code === 'RESOURCE_BLOCKED' ? remark.data.resource : remark.data.cause.url, followed);
    return follows === null ? remark : ({ ...remark, data: { ...remark.data, follows } } as Remark);
  });
}

function loaded(look: PageLook, { page, severity, partyOf }: PageContext): Remark[] {
  const own = look.requests.suspicious.filter((fact) => partyOf(fact.url) === 'first' && isBrokenResource(fact));
  return own.map((cause): Remark => {
    const rule = blockedBy.find(([pattern]) => pattern.test(cause.error ?? ''))?.[1];
    if (rule) return { code: 'RESOURCE_BLOCKED', severity, attribution: 'environment', data: { url: page.url, resource: cause.url, by: rule, detail: cause.error ?? '' } };
    if (cause.error === null && (cause.status ?? 0) < 400) {
      return { code: 'RESOURCE_WRONG_TYPE', severity, attribution: 'release', data: { url: page.url, cause, sample: cause.sample } };
    }
    return { code: 'RESOURCE_FAILED', severity, attribution: 'release', data: { url: page.url, cause } };
  });
}

/** Blocks that end in no failed request: the browser only says so in the console. */
function blocked(look: PageLook, { page, severity, partyOf }: PageContext): Remark[] {
  const told = new Set(look.requests.suspicious.filter(isBrokenResource).map(({ url }) => url));
  const remarks: Remark[] = [];
  for (const group of look.messages.groups) {
    const line = blockingLine(group);
    if (line === null || told.has(line.resource) || partyOf(line.resource) !== 'first') continue;
    told.add(line.resource);
    remarks.push({ code: 'RESOURCE_BLOCKED', severity, attribution: 'environment', data: { url: page.url, resource: line.resource, by: line.by, detail: group.text } });
  }
  return remarks;
}

/** The resource that a console line says was blocked, or null. */
export function blockingLine(group: MessageGroup): { resource: string; by: string } | null {
  for (const [pattern, by] of blockingLines) {
    const resource = pattern.exec(group.text)?.[1];
    if (resource) return { resource, by };
  }
  return null;
}

function called(look: PageLook, { page, severity, partyOf }: PageContext): Remark[] {
  const own = (fact: RequestFact) => isPageApi(fact) && partyOf(fact.url) === 'first';
  const failed = look.requests.suspicious.filter(own).flatMap((cause): Remark[] => {
    const data = { url: page.url, cause };
    if ((cause.status ?? 0) >= 500) return [{ code: 'PAGE_API_FAILED', severity, attribution: 'release', data: { ...data, alike: 0 } }];
    if (cause.error !== null && cause.error !== 'net::ERR_ABORTED') return [{ code: 'PAGE_API_FAILED', severity, attribution: 'environment', data: { ...data, alike: 0 } }];
    if (!isHtmlAnswer(cause)) return [];
    const forData = dataPath.test(URL.parse(cause.url)?.pathname ?? '');
    return [{ code: 'PAGE_API_HTML', severity: forData ? severity : milder(severity, 'normal'), attribution: 'release', data }];
  });
  const pending = look.requests.pending
    .filter((fact) => own(fact) && look.durationMs - fact.startMs >= pendingMs)
    .map((cause): Remark => {
      const blank = look.readyMs === null;
      return { code: 'PAGE_API_PENDING', severity: blank ? severity : milder(severity, 'normal'), attribution: 'release', data: { url: page.url, cause, seconds: (look.durationMs - cause.startMs) / 1000 } };
    });
  return [...alike(failed), ...pending];
}

/** Failed calls that differ only in their last path segment are one cause: the first stands for all, with their number. */
function alike(remarks: Remark[]): Remark[] {
  const first = new Map<string, Remark>();
  for (const remark of remarks) {
    if (remark.code !== 'PAGE_API_FAILED') {
      first.set(`${first.size}`, remark);
      continue;
    }
    const { url, status, error } = remark.data.cause;
    const key = `${url.replace(/[?#].*$/, '').replace(/[^/]*$/, '')} ${status} ${error}`;
    const known = first.get(key);
    if (known?.code === 'PAGE_API_FAILED') known.data.alike++;
    else first.set(key, { ...remark, data: { ...remark.data } });
  }
  return [...first.values()];
}

function foreign(look: PageLook, { page, severity, partyOf }: PageContext): Remark[] {
  const failed = look.requests.suspicious.filter((fact) => partyOf(fact.url) === 'third' && (fact.error !== null ? fact.error !== 'net::ERR_ABORTED' : (fact.status ?? 0) >= 400));
  if (failed.length === 0) return [];
  const hosts = [...new Set(failed.map(({ url }) => URL.parse(url)?.host ?? url))].slice(0, 5);
  return [{ code: 'THIRD_PARTY_FAILED', severity: milder(severity, 'minor'), attribution: 'dependency', data: { url: page.url, hosts, count: failed.length } }];
}

import { apiWords } from './api-words.ts';
import { consoleWords } from './console/words.ts';
import type { FindingCode, FindingData } from './finding.ts';
import { releaseWords } from './release-words.ts';
import { shapeWords } from './shape/words.ts';
import { clip, counted, oneLine, shortUrl } from './text.ts';
import { webhookWords } from './webhook-words.ts';
import { type Words, ending, following, named, path, plainError, quoted } from './wording.ts';

export type { Words } from './wording.ts';
export { matcherInWords } from './api-words.ts';
export { ending } from './wording.ts';

type Wording = { [Code in FindingCode]: (data: FindingData[Code]) => Words };

function whiteScreenWhy(data: FindingData['WHITE_SCREEN']): string {
  if (data.characters > 0) {
    return `${counted(data.characters, 'character')} exist in the page, none visible${data.hiddenBy ? `: ${data.hiddenBy}` : ''}`;
  }
  return data.hiddenBy !== null ? `its content is hidden: ${data.hiddenBy}` : (data.cause ?? 'the page holds no text');
}

/** `0 visible edges in both pictures`, or each picture's own number. */
function edgesInWords(edges: number[]): string {
  const [first] = edges;
  return edges.every((count) => count === first) ? `${counted(first ?? 0, 'visible edge')} in both pictures` : `${edges.join(' and ')} visible edges in two pictures`;
}

function whiteScreenAdvice(data: FindingData['WHITE_SCREEN']): string {
  if (data.characters > 0) return 'The content is there but cannot be seen: look for a style, overlay or anti-flicker snippet that hides it.';
  return data.cause === null ? 'Nothing else broke: open the page with the console at the side, and compare its HTML with the last good release.' : 'Repair that first: the page shows nothing without it.';
}

/** The one table of wording: a code without an entry does not compile. */
export const messages: Wording = {
  NAVIGATION_FAILED: (data) => ({
    seen: `${path(data.url)} could not be opened: ${plainError(data.error)}`,
    expected: 'a page',
    advice: 'Check that the host resolves, listens and has a valid certificate from where users are; then the load balancer and the new instances.',
  }),
  DOCUMENT_STATUS: (data) => ({
    seen: `${path(data.url)} answered ${data.status}`,
    expected: `status ${data.expected}`,
    advice: data.status >= 500 ? 'Read the log of the service that renders this page around the time of the run.' : 'Check routes and rewrites of the new release.',
  }),
  DOCUMENT_TYPE: (data) => ({
    seen: `${path(data.url)} came as ${data.contentType ?? 'no type at all'}`,
    expected: data.expected,
    advice: 'Check the content type that the server or CDN sends for documents.',
  }),
  FINAL_URL: (data) => ({
    seen: `${path(data.url)} ended at ${clip(data.finalUrl, 80)}`,
    expected: data.expected,
    advice: 'Check redirects, the public base URL and the login set-up of this environment.',
  }),
  RENDERER_CRASHED: (data) => ({
    seen: `${path(data.url)} crashed the tab`,
    expected: 'a page that stays alive',
    advice: 'Look for an endless allocation in the new client code; open the page with the memory panel.',
  }),
  PAGE_FROZEN: (data) => ({
    seen: `${path(data.url)} froze: its main thread did not answer within 5 s, ${counted(data.times, 'time')}`,
    expected: 'a page that reacts',
    advice: 'Look for an endless loop in the new client code; the trace shows the last script that ran.',
  }),
  NO_FRAME: (data) => ({
    seen: `${path(data.url)} never painted: no frame within 6 s, ${counted(data.times, 'time')}${data.pending ? `; ${named(data.pending)}` : ''}`,
    expected: 'a first frame',
    advice: 'A stylesheet or script in the head that never answers blocks the first paint: check the named request at the server or CDN.',
  }),
  RELOAD_LOOP: (data) => ({
    seen: `${path(data.url)} navigated ${data.navigations} times by itself`,
    expected: 'at most 3 navigations',
    advice: 'A recovery handler or login redirect loops: look for missing chunks, or cookies that are not kept.',
  }),
  WHITE_SCREEN: (data) => ({
    seen: `White screen on ${path(data.url)}: ${whiteScreenWhy(data)}; ${edgesInWords(data.edges)} of ${data.width}×${data.height}`,
    expected: 'at least 100 edges',
    advice: whiteScreenAdvice(data),
  }),
  NO_CONTENT: (data) => ({
    seen:
      data.main === undefined
        ? `${path(data.url)} shows only a spinner, skeleton or frame: ${counted(data.edges, 'edge')}, but no text, control or picture${data.cause ? `; ${data.cause}` : ''}`
        : `${path(data.url)} has ${data.main === '' ? 'nothing' : `only ${quoted(data.main, 60)}`} in its main part${data.cause ? `; ${data.cause}` : ''}`,
    expected: 'content',
    advice: 'The page waits for something: check the requests it makes for data.',
  }),
  NOT_SEEN: (data) => ({
    seen: `${path(data.url)} does not show ${quoted(data.wanted, 60)}`,
    expected: 'to see it',
    advice: 'Check whether the page lost this part, or whether the configuration of this check is out of date.',
  }),
  ERROR_PAGE: (data) => ({
    seen: `${path(data.url)} shows ${quoted(data.phrase, 80)}, ${data.by}`,
    expected: 'the page',
    advice: 'Look at what answers this URL: the router, the upstream and the instance behind it.',
  }),
  TEMPLATE_NOT_RENDERED: (data) => ({
    seen: `${path(data.url)} shows placeholders in place of values: ${data.placeholders.slice(0, 3).map((text) => quoted(text, 40)).join(', ')}`,
    expected: 'values',
    advice: 'The template engine did not run, or ran without data: check the script that fills the page, and what it was given.',
  }),
  PAGE_LOCKED: (data) => ({
    seen: `Nothing on ${path(data.url)} can be clicked: ${clip(data.coveredBy, 80)} is empty and lies over all controls in the window`,
    expected: 'controls that can be reached',
    advice: 'A backdrop stayed without its dialog, or before its script: find what opens it, and which request it waits for.',
  }),
  TEXT_GARBLED: (data) => ({
    seen: `Text on ${path(data.url)} lost its encoding: ${data.samples.slice(0, 3).map((text) => quoted(text, 30)).join(', ')}`,
    expected: 'readable letters',
    advice: 'Check the charset of the content type and of the page, and the encoding that texts are stored and read in.',
  }),
  STYLES_EMPTY: (data) => ({
    seen: `${path(data.url)} has no styles: ${counted(data.stylesheets, 'stylesheet')} loaded, none with a rule`,
    expected: 'stylesheets with rules',
    advice: 'Compare the stylesheets that are deployed with those of the build: they may be empty or cut short.',
  }),
  RESOURCE_FAILED: (data) => ({
    seen: `${named(data.cause)} on ${path(data.url)}${following(data.follows)}`,
    expected: 'it to load',
    advice: data.cause.status === 404 ? 'The HTML names a file that is not deployed: check that assets were uploaded before the HTML, and that CDN and HTML are of the same build.' : 'Check this file at the server or CDN.',
  }),
  RESOURCE_BLOCKED: (data) => ({
    seen: `${data.resource === 'inline' ? 'an inline script' : shortUrl(data.resource)} was blocked by ${data.by} on ${path(data.url)}${following(data.follows)}`,
    expected: 'it to load',
    advice: `Compare ${data.by} with the one of the other environments.${data.detail.length > 20 ? ` The browser: ${quoted(data.detail, 200)}` : ''}`,
  }),
  RESOURCE_WRONG_TYPE: (data) => ({
    seen: `${data.cause.type} ${shortUrl(data.cause.url)} came as ${data.cause.contentType ?? 'no type'}${data.sample ? `, starting with ${quoted(data.sample, 40)}` : ''} on ${path(data.url)}${following(data.follows)}`,
    expected: `a ${data.cause.type}`,
    advice: 'The host answers a missing file with a page: check that this file is deployed, and exclude assets from the fallback rule.',
  }),
  PAGE_API_FAILED: (data) => ({
    seen: `${shortUrl(data.cause.url)} ${ending(data.cause)} while ${path(data.url)} loaded${data.alike > 0 ? `, and ${data.alike} more like it` : ''}${following(data.follows)}`,
    expected: 'an answer below 500',
    advice: 'Read the log of this API around the time of the run.',
  }),
  PAGE_API_PENDING: (data) => ({
    seen: `${shortUrl(data.cause.url)} had no answer after ${data.seconds.toFixed(0)} s while ${path(data.url)} waited`,
    expected: 'an answer within 6 s',
    advice: 'Check what this API waits for: database, connection pool, a partner.',
  }),
  PAGE_API_HTML: (data) => ({
    seen: `${shortUrl(data.cause.url)} answered a web page (${data.cause.contentType}) to ${path(data.url)}${following(data.follows)}`,
    expected: 'data',
    advice: 'A fallback or login page answers in place of the API: check the route to the API.',
  }),
  THIRD_PARTY_FAILED: (data) => ({
    seen: `${counted(data.count, 'request')} of ${path(data.url)} to other parties failed: ${data.hosts.join(', ')}`,
    expected: 'answers',
    advice: 'Not of this release, as long as the page renders; check the vendor if it matters.',
  }),
  ...consoleWords,
  ASSET_MISSING: (data) => ({
    seen: `${data.lazy ? 'lazily loaded ' : ''}${data.cause.status !== null && data.cause.status < 400 ? `${data.cause.type} ${shortUrl(data.cause.url)} came as ${data.cause.contentType ?? 'no type'}` : named(data.cause)}`,
    expected: `a ${data.cause.type}`,
    advice: data.lazy ? 'The page opens, but the route or feature behind this file will not: upload all files of the build before its HTML.' : 'Upload all files of the build before its HTML.',
  }),
  MIXED_BUILDS: (data) => ({
    seen: `${path(data.url)} came from ${counted(data.builds, 'build')} in ${counted(data.samples, 'fetch', 'fetches')} over fresh connections${data.versions.length > 1 ? ` (${data.versions.slice(0, 4).join(', ')})` : ''}`,
    expected: 'one build everywhere',
    advice: `Some instance or edge still serves another build: finish the rollout or purge the cache. One of them loads ${shortUrl(data.example)}.`,
  }),
  STALE_FORM: (data) => ({
    seen: `${path(data.form)} serves another build than ${path(data.url)}: it loads ${shortUrl(data.asset)}`,
    expected: 'the same build under both forms of the URL',
    advice: 'Purge the cache for every form of the URL.',
  }),
  MISSING_MASKED: (data) => ({
    seen: `a file that cannot exist (${shortUrl(data.url)}) is answered with 200 ${data.contentType}`,
    expected: '404',
    advice: 'Exclude assets from the fallback rule, so that a missing file is seen as missing.',
  }),
  ...releaseWords,
  ...apiWords,
  ...webhookWords,
  ...shapeWords,
  NOT_OBSERVED: (data) => ({
    seen: `${data.subject} was not observed: ${clip(oneLine(data.detail), 200)}`,
    expected: 'an observation',
    advice: { deadline: 'Give the run more time with --deadline, or find out what was slow.', 'no-browser': 'Run "gonogo run" where a browser is found; see --browser.' }[data.reason] ?? 'Run again; the runner itself had trouble.',
  }),
  BROWSER_DIED: (data) => ({
    seen: `the browser died ${counted(data.times, 'time')} while ${path(data.url)} was open`,
    expected: 'a browser that stays alive',
    advice: 'Look at the memory of the machine that runs gonogo; if only this page does it, at the page.',
  }),
  CONTROL_UNREACHABLE: (data) => ({
    seen: `the control URL ${clip(data.url, 80)} cannot be reached from here either: ${clip(data.detail, 100)}`,
    expected: 'an answer',
    advice: 'The runner has no network: nothing can be said about the release. Repair the runner and run again.',
  }),
  CHECK_NOT_RUN: (data) => ({
    seen: `the check was not run: ${clip(oneLine(data.detail), 200)}`,
    expected: 'to run',
    advice: 'Run again; see runner.log in the output folder.',
  }),
  NOT_COMPARED: (data) => ({
    seen: `the environment was not compared with ${clip(data.reference, 80)}: ${clip(oneLine(data.detail), 200)}`,
    expected: 'a comparison',
    advice: 'The verdict stands without it; give the run more time, or take a snapshot and compare it.',
  }),
  REPORT_FAILED: (data) => ({
    seen: `the report format ${clip(data.format, 80)} failed to render ${clip(data.file, 80)}: ${clip(oneLine(data.detail), 200)}`,
    expected: 'a report',
    advice: 'The verdict stands without it; repair the format, or leave it out of --format.',
  }),
  RUNNER_FAILED: (data) => ({
    seen: `the runner failed: ${clip(oneLine(data.detail), 300)}`,
    expected: 'a complete run',
    advice: 'Nothing can be said about the release. See runner.log in the output folder and run again.',
  }),
  SPEC_FAILED: (data) => ({
    seen: `${clip(oneLine(data.error), 240)}`,
    expected: 'the spec to pass',
    advice: `Look at ${data.file}.`,
  }),
};

/** The words for one finding. */
export function wordsFor<Code extends FindingCode>(code: Code, data: FindingData[Code]): Words {
  return messages[code](data);
}

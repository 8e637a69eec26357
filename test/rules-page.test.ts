import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Remark } from '../verdict/finding.ts';
import type { PageLook } from '../verdict/observation.ts';
import { consoleErrors } from '../verdict/rules/console.ts';
import { content } from '../verdict/rules/content.ts';
import { errorPage } from '../verdict/rules/error-page.ts';
import { flaws } from '../verdict/rules/flaws.ts';
import { liveness } from '../verdict/rules/liveness.ts';
import type { PageContext, PageRule } from '../verdict/rules/page-rule.ts';
import { resources } from '../verdict/rules/resources.ts';
import { transport } from '../verdict/rules/transport.ts';
import { visible } from '../verdict/rules/visible.ts';
import { emptyContent, emptyShots, messages, navigation, requests, sampleContext, sampleFlaws, sampleLook, samplePage } from './sample-look.ts';

/** What is changed about a healthy look, and the codes, severities and attributions that must come of it. */
interface Case {
  name: string;
  rule: PageRule;
  look: Partial<PageLook>;
  context?: Partial<PageContext>;
  expected: string[];
}

const third = 'https://tags.vendor.io/t.js';
const blank = { content: emptyContent, shots: emptyShots, readyMs: null };

const cases: Case[] = [
  { name: 'a healthy page has nothing in transport', rule: transport, look: {}, expected: [] },
  { name: 'a name that does not resolve is the environment', rule: transport, look: navigation({ error: 'net::ERR_NAME_NOT_RESOLVED', status: null }), expected: ['NAVIGATION_FAILED blocker environment'] },
  { name: 'a machine without network is the runner', rule: transport, look: navigation({ error: 'net::ERR_INTERNET_DISCONNECTED', status: null }), expected: ['NAVIGATION_FAILED blocker runner'] },
  { name: 'a redirect loop is the release', rule: transport, look: navigation({ error: 'net::ERR_TOO_MANY_REDIRECTS', status: null }), expected: ['NAVIGATION_FAILED blocker release'] },
  { name: 'a 500 with the browser error page is told by its status', rule: transport, look: navigation({ error: 'net::ERR_HTTP_RESPONSE_CODE_FAILURE', status: 500 }), expected: ['DOCUMENT_STATUS blocker release'] },
  { name: 'a 404 document fails', rule: transport, look: navigation({ status: 404 }), expected: ['DOCUMENT_STATUS blocker release'] },
  { name: 'a declared 404 is as it should be', rule: transport, look: navigation({ status: 404 }), context: { page: { ...samplePage, document: { status: 404 } } }, expected: [] },
  { name: 'a declared status that does not come fails', rule: transport, look: {}, context: { page: { ...samplePage, document: { status: 404 } } }, expected: ['DOCUMENT_STATUS blocker release'] },
  { name: 'HTML sent as plain text fails', rule: transport, look: navigation({ contentType: 'text/plain' }), expected: ['DOCUMENT_TYPE blocker release'] },
  { name: 'a declared JSON document is as it should be', rule: transport, look: navigation({ contentType: 'application/json' }), context: { page: { ...samplePage, document: { type: 'application/json' } } }, expected: [] },
  { name: 'a redirect to another origin fails when it was not declared', rule: transport, look: navigation({ finalUrl: 'https://login.example/', redirects: 1 }), expected: ['FINAL_URL blocker environment'] },
  { name: 'a declared final URL is as it should be', rule: transport, look: navigation({ finalUrl: 'https://login.example/', redirects: 1 }), context: { page: { ...samplePage, document: { finalUrl: 'https://login.example/' } } }, expected: [] },
  { name: 'a redirect within the origin is fine', rule: transport, look: navigation({ finalUrl: 'https://shop.example/en/shop', redirects: 1 }), expected: [] },

  { name: 'a crashed tab', rule: liveness, look: { liveness: { crashed: true, unanswered: 0, frameless: 0 } }, expected: ['RENDERER_CRASHED blocker release'] },
  { name: 'one silent answer is not frozen', rule: liveness, look: { liveness: { crashed: false, unanswered: 1, frameless: 0 } }, expected: [] },
  { name: 'two silent answers are frozen', rule: liveness, look: { liveness: { crashed: false, unanswered: 2, frameless: 0 } }, expected: ['PAGE_FROZEN blocker release'] },
  { name: 'no frame twice names the pending stylesheet', rule: liveness, look: { liveness: { crashed: false, unanswered: 0, frameless: 2 }, ...requests([], [{ type: 'stylesheet', url: 'https://shop.example/app.css' }]) }, expected: ['NO_FRAME blocker release'] },
  { name: 'three navigations are not a loop', rule: liveness, look: navigation({ navigations: 3 }), expected: [] },
  { name: 'four navigations are a loop', rule: liveness, look: navigation({ navigations: 4 }), expected: ['RELOAD_LOOP blocker release'] },

  { name: 'one placeholder may be meant', rule: flaws, look: { flaws: { ...sampleFlaws, placeholders: ['{{ name }}'] } }, expected: [] },
  { name: 'placeholders in place of a short page', rule: flaws, look: { content: { ...emptyContent, texts: 2, characters: 60 }, flaws: { ...sampleFlaws, placeholders: ['{{ name }}', '{{ text }}'] } }, expected: ['TEMPLATE_NOT_RENDERED blocker release'] },
  { name: 'placeholders in a long page may explain templates', rule: flaws, look: { flaws: { ...sampleFlaws, placeholders: ['{{ name }}', '{{ text }}'] } }, expected: ['TEMPLATE_NOT_RENDERED normal release'] },
  { name: 'an empty element over every control', rule: flaws, look: { flaws: { ...sampleFlaws, coveredBy: 'div#backdrop' } }, expected: ['PAGE_LOCKED blocker release'] },
  { name: 'one odd letter is a letter', rule: flaws, look: { flaws: { ...sampleFlaws, garbled: ['ThÃ©'] } }, expected: [] },
  { name: 'letters lost to an encoding', rule: flaws, look: { flaws: { ...sampleFlaws, garbled: ['ThÃ©', 'crÃ¨me'] } }, expected: ['TEXT_GARBLED normal release'] },
  { name: 'stylesheets without a rule', rule: flaws, look: { flaws: { ...sampleFlaws, stylesheets: 2, styled: 0 } }, expected: ['STYLES_EMPTY normal release'] },
  { name: 'a page without stylesheets', rule: flaws, look: { flaws: { ...sampleFlaws, stylesheets: 0, styled: 0 } }, expected: [] },
  { name: 'a page that could not be asked has no flaws', rule: flaws, look: { flaws: null }, expected: [] },
  { name: 'what is not to be seen at all is told by the white screen alone', rule: flaws, look: { ...blank, flaws: { ...sampleFlaws, coveredBy: 'div#veil' } }, expected: [] },

  { name: 'two empty pictures are a white screen', rule: visible, look: blank, expected: ['WHITE_SCREEN blocker release'] },
  { name: 'one empty picture is not believed', rule: visible, look: { shots: emptyShots.slice(0, 1) }, expected: [] },
  { name: 'an empty and a full picture are not a white screen', rule: visible, look: { shots: [emptyShots[0], { atMs: 9000, width: 1280, height: 720, edges: 100, scale: 1 }] as PageLook['shots'] }, expected: [] },
  { name: '99 edges are still nothing', rule: visible, look: { shots: emptyShots.map((shot) => ({ ...shot, edges: 99 })) }, expected: ['WHITE_SCREEN blocker release'] },
  { name: 'a navigation error is not told again as a white screen', rule: visible, look: { ...blank, ...navigation({ error: 'net::ERR_FAILED' }) }, expected: [] },

  { name: 'edges without any content are a spinner', rule: content, look: { content: emptyContent }, expected: ['NO_CONTENT blocker release'] },
  { name: 'a main part that still says that it loads is not done', rule: content, look: { flaws: { ...sampleFlaws, main: 'Loading…', mainBare: true } }, expected: ['NO_CONTENT blocker release'] },
  { name: 'a part of the main part that loads is no matter', rule: content, look: { flaws: { ...sampleFlaws, main: 'Loading…', mainBare: false } }, expected: [] },
  { name: 'words about loading are content', rule: content, look: { flaws: { ...sampleFlaws, main: 'Loading reviews…', mainBare: true } }, expected: [] },
  { name: 'an empty main part may be meant', rule: content, look: { flaws: { ...sampleFlaws, main: '', mainBare: true } }, expected: [] },
  { name: 'an empty main part after a failed call is not', rule: content, look: { flaws: { ...sampleFlaws, main: '', mainBare: true }, ...requests([{ type: 'fetch', status: 404 }]) }, expected: ['NO_CONTENT blocker release'] },
  { name: 'nor is it after an error of own code', rule: content, look: { flaws: { ...sampleFlaws, main: '', mainBare: true }, ...messages([{ text: 'TypeError: stop is undefined', url: 'https://shop.example/assets/entry.js' }]) }, expected: ['NO_CONTENT blocker release'] },
  { name: 'a missing picture leaves it alone', rule: content, look: { flaws: { ...sampleFlaws, main: '', mainBare: true }, ...messages([{ text: 'Failed to load resource: the server responded with a status of 404 (Not Found)', url: 'https://shop.example/cup.jpg' }]) }, expected: [] },
  { name: "an empty main part after another party's failure may be meant", rule: content, look: { flaws: { ...sampleFlaws, main: '', mainBare: true }, ...requests([{ url: third, status: 404 }]) }, expected: [] },
  { name: 'a page whose only text says that it loads is not done', rule: content, look: { content: { ...emptyContent, texts: 1, characters: 8, sample: 'Loading…' } }, expected: ['NO_CONTENT blocker release'] },
  { name: 'a page that speaks of loading docks is content', rule: content, look: { content: { ...emptyContent, texts: 1, characters: 17, sample: 'Loading docks 1-9' } }, expected: [] },
  { name: 'text that only the accessibility tree sees is content', rule: content, look: { content: { ...emptyContent, texts: 1, characters: 30, sample: '' } }, expected: [] },
  { name: 'a lone canvas is content', rule: content, look: { content: { ...emptyContent, media: 1 } }, expected: [] },
  { name: 'a lone field is content', rule: content, look: { content: { ...emptyContent, controls: 1 } }, expected: [] },
  { name: 'what had to be seen and is not', rule: content, look: { sees: { wanted: 'Basket', visible: false } }, expected: ['NOT_SEEN blocker release'] },
  { name: 'what had to be seen and is', rule: content, look: { sees: { wanted: 'Basket', visible: true } }, expected: [] },

  { name: 'the apology of a part of the page', rule: errorPage, look: { flaws: { ...sampleFlaws, main: 'Something went wrong here. We have been told.' } }, expected: ['ERROR_PAGE blocker release'] },
  { name: 'the default page of nginx', rule: errorPage, look: said('Welcome to nginx!', 'If you see this page, the server is installed.'), expected: ['ERROR_PAGE blocker release'] },
  { name: 'the fatal screen of Next.js', rule: errorPage, look: said('Shop', 'Application error: a client-side exception has occurred (see the browser console).'), expected: ['ERROR_PAGE blocker release'] },
  { name: 'a directory listing', rule: errorPage, look: said('Index of /', 'Index of / ../ assets/'), expected: ['ERROR_PAGE blocker release'] },
  { name: 'a gateway error told with status 200', rule: errorPage, look: said('502 Bad Gateway', '502 Bad Gateway nginx'), expected: ['ERROR_PAGE blocker release'] },
  { name: 'a stack trace', rule: errorPage, look: said('Error', "TypeError: Cannot read properties of undefined (reading 'id') at render (/srv/app/server.js:10:5)"), expected: ['ERROR_PAGE blocker release'] },
  { name: 'a bot challenge is not the release', rule: errorPage, look: said('Just a moment...', 'Checking your browser'), expected: ['ERROR_PAGE blocker runner'] },
  { name: 'a page that only mentions nginx', rule: errorPage, look: said('Guide', 'How to replace the page that says Welcome to nginx! with your own'), expected: [] },
  { name: 'a shop that says 404 as a product', rule: errorPage, look: said('Model 404 teapot', '404 teapots in stock'), expected: [] },
  { name: 'an error page that is declared', rule: errorPage, look: said('404 Not Found', '404 Not Found'), context: { page: { ...samplePage, document: { status: 404 } } }, expected: [] },

  { name: 'an own script that answers 404', rule: resources, look: requests([{ status: 404, error: 'net::ERR_ABORTED' }]), expected: ['RESOURCE_FAILED blocker release'] },
  { name: 'an own stylesheet that answers 404', rule: resources, look: requests([{ type: 'stylesheet', status: 404 }]), expected: ['RESOURCE_FAILED blocker release'] },
  { name: 'an own script that came as HTML', rule: resources, look: requests([{ contentType: 'text/html' }]), expected: ['RESOURCE_WRONG_TYPE blocker release'] },
  { name: 'an own stylesheet that came as HTML, of which the console says nothing', rule: resources, look: requests([{ type: 'stylesheet', contentType: 'text/html' }]), expected: ['RESOURCE_WRONG_TYPE blocker release'] },
  { name: 'a script blocked by CSP', rule: resources, look: requests([{ status: null, error: 'csp' }]), expected: ['RESOURCE_BLOCKED blocker environment'] },
  { name: 'a script that fails its integrity, known from the console only', rule: resources, look: messages([{ text: "Failed to find a valid digest in the 'integrity' attribute for resource 'https://shop.example/assets/app.js' with computed SHA-256 integrity 'x'. The resource has been blocked." }]), expected: ['RESOURCE_BLOCKED blocker environment'] },
  { name: 'an asset on a declared host is first party', rule: resources, look: requests([{ url: 'https://cdn.shopstatic.net/app.js', status: 503 }]), expected: ['RESOURCE_FAILED blocker release'] },
  { name: 'a foreign script that fails is a dependency', rule: resources, look: requests([{ url: third, status: 500 }]), expected: ['THIRD_PARTY_FAILED minor dependency'] },
  { name: 'an own image that fails is no critical resource', rule: resources, look: requests([{ type: 'image', status: 404 }]), expected: [] },
  { name: 'an own call that answers 503', rule: resources, look: requests([{ type: 'fetch', status: 503 }]), expected: ['PAGE_API_FAILED blocker release'] },
  { name: 'a 401 for an anonymous visitor is fine', rule: resources, look: requests([{ type: 'fetch', status: 401 }]), expected: [] },
  { name: 'a call that the page aborted is fine', rule: resources, look: requests([{ type: 'fetch', status: null, error: 'net::ERR_ABORTED' }]), expected: [] },
  { name: 'an own call that answers a page is a warning', rule: resources, look: requests([{ type: 'xhr', contentType: 'text/html' }]), expected: ['PAGE_API_HTML normal release'] },
  { name: 'an own call that answers with a doctype is a warning', rule: resources, look: requests([{ type: 'fetch', contentType: 'text/html; charset=utf-8', sample: '\n<!doctype html><html lang="en">' }]), expected: ['PAGE_API_HTML normal release'] },
  { name: 'a call for JSON that answers a page fails', rule: resources, look: requests([{ type: 'fetch', url: 'https://shop.example/data/teas.json?v=2', contentType: 'text/html' }]), expected: ['PAGE_API_HTML blocker release'] },
  { name: 'an API path that answers a page fails', rule: resources, look: requests([{ type: 'fetch', url: 'https://shop.example/api/teas', contentType: 'text/html' }]), expected: ['PAGE_API_HTML blocker release'] },
  { name: 'an own call that a policy forbids is the environment', rule: resources, look: messages([{ text: "Connecting to 'https://shop.example/api/teas' violates the following Content Security Policy directive: \"connect-src 'none'\". The action has been blocked." }]), expected: ['RESOURCE_BLOCKED blocker environment'] },
  { name: "another party's call that a policy forbids is theirs", rule: resources, look: messages([{ text: `Connecting to '${third}' violates the following Content Security Policy directive: "connect-src 'self'". The action has been blocked.` }]), expected: [] },
  { name: 'an own call that answers a piece of a page is as it should be', rule: resources, look: requests([{ type: 'xhr', contentType: 'text/html', sample: '\n<section id="hours"><h1>When we are open</h1>' }]), expected: [] },
  { name: 'a call pending for 9 s on an empty page blocks', rule: resources, look: { ...requests([], [{ type: 'fetch', startMs: 100 }]), durationMs: 9100, readyMs: null }, expected: ['PAGE_API_PENDING blocker release'] },
  { name: 'a long poll on a page with content is a warning', rule: resources, look: { ...requests([], [{ type: 'fetch', startMs: 100 }]), durationMs: 9100 }, expected: ['PAGE_API_PENDING normal release'] },

  { name: 'an uncaught exception in own code blocks', rule: consoleErrors, look: messages([{ source: 'exception', text: 'TypeError: x is not a function' }]), expected: ['UNCAUGHT_EXCEPTION blocker release'] },
  { name: 'an uncaught exception in foreign code does not', rule: consoleErrors, look: messages([{ source: 'exception', url: third }]), expected: ['THIRD_PARTY_EXCEPTION minor dependency'] },
  { name: 'a lone console.error is a warning', rule: consoleErrors, look: messages([{}]), expected: ['CONSOLE_ERROR normal release'] },
  { name: 'a warning line is nothing', rule: consoleErrors, look: messages([{ level: 'warning' }]), expected: [] },
  { name: 'an accepted message is nothing', rule: consoleErrors, look: messages([{}]), context: { consoleAllow: [{ match: 'went wrong', reason: 'known', expires: '2026-11-24' }] }, expected: [] },
  { name: 'an acceptance that expired yesterday no longer counts, and says so', rule: consoleErrors, look: messages([{}]), context: { consoleAllow: [{ match: 'went wrong', reason: 'known', expires: '2026-11-23' }] }, expected: ['CONSOLE_ERROR normal release', 'ALLOWANCE_EXPIRED minor release'] },
  { name: 'a line that repeats a failed request is told by the resources check', rule: consoleErrors, look: { ...requests([{ status: 404 }]), ...messages([{ text: 'Failed to load resource: the server responded with a status of 404 (Not Found)' }]) }, expected: [] },
  { name: 'and when nothing else tells it, the console check does', rule: consoleErrors, look: messages([{ text: 'Failed to load resource: the server responded with a status of 404 (Not Found)' }]), expected: ['CONSOLE_ERROR normal release'] },
  { name: 'the syntax error of a script that came as HTML is its consequence', rule: consoleErrors, look: { ...requests([{ contentType: 'text/html' }]), ...messages([{ source: 'exception', text: "SyntaxError: Unexpected token '<'" }]) }, expected: [] },
  { name: 'the same error with other numbers is one cause', rule: consoleErrors, look: messages([{ text: 'order 1 failed' }, { text: 'order 2 failed' }]), expected: ['CONSOLE_ERROR normal release'] },
  { name: 'a hundred lines are a storm', rule: consoleErrors, look: messages([{ count: 100 }]), expected: ['CONSOLE_STORM blocker release', 'CONSOLE_ERROR normal release'] },
  { name: 'ten distinct errors are a storm, five of them told', rule: consoleErrors, look: messages([...'abcdefghij'].map((letter) => ({ text: `${letter} broke` }))), expected: ['CONSOLE_STORM blocker release', ...Array<string>(5).fill('CONSOLE_ERROR normal release')] },
  { name: 'a hydration error with content on the page is a warning', rule: consoleErrors, look: messages([{ source: 'exception', text: 'Error: Minified React error #418; visit …' }]), expected: ['UNCAUGHT_EXCEPTION normal release'] },
  { name: 'the same on an empty page blocks', rule: consoleErrors, look: { ...messages([{ source: 'exception', text: 'Error: Minified React error #418; visit …' }]), readyMs: null }, expected: ['UNCAUGHT_EXCEPTION blocker release'] },
  { name: 'a chunk that could not be loaded is never noise', rule: consoleErrors, look: messages([{ source: 'exception', text: 'ChunkLoadError: Loading chunk 12 failed.' }]), expected: ['UNCAUGHT_EXCEPTION blocker release'] },
];

for (const { name, rule, look, context, expected } of cases) {
  test(name, () => {
    const remarks = rule(sampleLook(look), { ...sampleContext, ...context });
    assert.deepEqual(remarks.map(short), expected);
  });
}

test('a white screen names the script that is missing', () => {
  const [remark] = visible(sampleLook({ ...blank, ...requests([{ status: 404 }]) }), sampleContext);
  assert.ok(remark?.code === 'WHITE_SCREEN');
  assert.equal(remark.data.cause, 'script /assets/app.js answered 404');
});

test('a white screen with text names what hides it', () => {
  const [remark] = visible(sampleLook({ ...blank, content: { ...emptyContent, characters: 167, hiddenBy: 'body has opacity 0' } }), sampleContext);
  assert.ok(remark?.code === 'WHITE_SCREEN');
  assert.deepEqual([remark.data.characters, remark.data.hiddenBy], [167, 'body has opacity 0']);
});

test('a white screen with text names the element that lies over it', () => {
  const flaws = { ...sampleFlaws, coveredBy: 'div#veil' };
  const look = sampleLook({ ...blank, content: { ...emptyContent, characters: 167 }, flaws });
  const [remark] = visible(look, sampleContext);
  assert.ok(remark?.code === 'WHITE_SCREEN');
  assert.equal(remark.data.hiddenBy, 'div#veil lies over everything');
});

/** A look at a page with this title and text. */
function said(title: string, sample: string): Partial<PageLook> {
  return { content: { ...emptyContent, texts: 1, characters: sample.length, title, sample } };
}

function short({ code, severity, attribution }: Remark): string {
  return `${code} ${severity} ${attribution}`;
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FamilyId, families, familyOf } from '../verdict/console/families.ts';
import { formatConsole, hasDirective } from '../verdict/console/format-string.ts';
import { neverNoise, noise, noiseOf } from '../verdict/console/noise.ts';
import type { Remark } from '../verdict/finding.ts';
import { wordsFor } from '../verdict/messages.ts';
import type { MessageGroup, PageLook, RequestFact } from '../verdict/observation.ts';
import { consoleErrors } from '../verdict/rules/console.ts';
import { resources } from '../verdict/rules/resources.ts';
import { group, messages, request, requests, sampleContext, sampleLook } from './sample-look.ts';

const own = 'https://shop.example/assets/app.js';
const third = 'https://tags.vendor.io/t.js';

/** How engines and libraries word each family, and the resource that the text names. */
const wordings: [FamilyId, string, string | null][] = [
  ['MOD', 'Failed to load module script: Expected a JavaScript-or-Wasm module script but the server responded with a MIME type of "text/html". Strict MIME type checking is enforced for module scripts per HTML spec.', null],
  ['MOD', 'Failed to load module script: Expected a JavaScript module script but the server responded with a MIME type of "text/html".', null],
  ['MOD', `Loading module from “${own}” was blocked because of a disallowed MIME type (“text/html”).`, own],
  ['MOD', "TypeError: 'text/html' is not a valid JavaScript MIME type.", null],
  ['CLS', "SyntaxError: Unexpected token '<'", null],
  ['CLS', "SyntaxError: expected expression, got '<'", null],
  ['NOSNIFF', `Refused to execute script from '${own}' because its MIME type ('text/plain') is not executable, and strict MIME type checking is enabled.`, own],
  ['NOSNIFF', `The resource from “${own}” was blocked due to MIME type (“text/plain”) mismatch (X-Content-Type-Options: nosniff).`, own],
  ['DYN', `TypeError: Failed to fetch dynamically imported module: ${own}`, own],
  ['DYN', `TypeError: error loading dynamically imported module: ${own}`, own],
  ['DYN', 'TypeError: Importing a module script failed.', null],
  ['CHUNK', `ChunkLoadError: Loading chunk 12 failed.\n(error: ${own})`, own],
  ['CHUNK', 'Error: Loading CSS chunk 7 failed.', null],
  ['CHUNK', 'Error: Failed to load chunk /_next/static/chunks/1.js from module 2', null],
  ['CHUNK', 'Error: Unable to preload CSS for /assets/cart.css', '/assets/cart.css'],
  ['CHUNK', 'ScriptExternalLoadError: Loading script failed.', null],
  ['CSP', `Loading the script '${own}' violates the following Content Security Policy directive: "script-src 'none'". The action has been blocked.`, own],
  ['CSP', `Executing inline script violates the following Content Security Policy directive 'script-src https://static.example'.`, 'inline'],
  ['CSP', `Connecting to 'https://shop.example/api' violates the following Content Security Policy directive: "connect-src 'none'".`, 'https://shop.example/api'],
  ['CSP', `Refused to load the script '${own}' because it violates the following Content Security Policy directive: "x".`, own],
  ['CSP', "Fetch API cannot load https://shop.example/api. Refused to connect because it violates the document's Content Security Policy.", 'https://shop.example/api'],
  ['CSP', `Content-Security-Policy: The page’s settings blocked a script (script-src-elem) at ${own} from being executed because it violates the following directive: “script-src 'none'”`, own],
  ['CSP', `Refused to load ${own} because it does not appear in the script-src directive of the Content Security Policy.`, own],
  ['SRI', `Failed to find a valid digest in the 'integrity' attribute for resource '${own}' with computed SHA-256 integrity 'x'. The resource has been blocked.`, own],
  ['SRI', `None of the “sha384” hashes in the integrity attribute match the content of the subresource at “${own}”.`, own],
  ['SRI', `Cannot load script ${own}. Failed integrity metadata check. Content length: 7`, own],
  ['CORS', `Access to script at '${own}' from origin 'https://shop.example' has been blocked by CORS policy: No header`, own],
  ['CORS', 'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example/x. (Reason: CORS header missing).', 'https://api.example/x'],
  ['CORS', 'Fetch API cannot load https://api.example/x due to access control checks.', 'https://api.example/x'],
  ['MIXED', "Mixed Content: The page at 'https://shop.example/' was loaded over HTTPS, but requested an insecure script 'http://shop.example/a.js'. This request has been blocked; the content must be served over HTTPS.", 'http://shop.example/a.js'],
  ['MIXED', 'Blocked loading mixed active content “http://shop.example/a.js”', 'http://shop.example/a.js'],
  ['FRAME', "Refused to display 'https://shop.example/' in a frame because it set 'X-Frame-Options' to 'deny'.", 'https://shop.example/'],
  ['FRAME', "Framing 'https://shop.example/' violates the following Content Security Policy directive: \"frame-ancestors 'none'\".", 'https://shop.example/'],
  ['FRAME', 'The loading of “https://shop.example/” in a frame is denied by “X-Frame-Options“ directive set to “deny“.', 'https://shop.example/'],
  ['NET', 'Failed to load resource: net::ERR_CONTENT_DECODING_FAILED', null],
  ['NET', 'Failed to load resource: the server responded with a status of 404 (Not Found)', null],
  ['NET', `Loading failed for the <script> with source “${own}”.`, own],
  ['SOCKET', "WebSocket connection to 'wss://shop.example/live' failed: Error during WebSocket handshake", 'wss://shop.example/live'],
  ['JSON', `SyntaxError: Unexpected token '<', "<!doctype "... is not valid JSON`, null],
  ['JSON', 'SyntaxError: JSON.parse: unexpected character at line 1 column 1 of the JSON data', null],
  ['JSON', "SyntaxError: JSON Parse error: Unrecognized token '<'", null],
  ['CSSMIME', "Refused to apply style from 'https://shop.example/a.css' because its MIME type ('text/html') is not a supported stylesheet MIME type", 'https://shop.example/a.css'],
  ['CSSMIME', 'The stylesheet https://shop.example/a.css was not loaded because its MIME type, “text/html”, is not “text/css”.', 'https://shop.example/a.css'],
  ['CSSMIME', "Did not parse stylesheet at 'https://shop.example/a.css' because non CSS MIME types are not allowed in strict mode.", 'https://shop.example/a.css'],
  ['FONT', 'Failed to decode downloaded font: https://shop.example/i.woff2', 'https://shop.example/i.woff2'],
  ['FONT', 'OTS parsing error: invalid sfntVersion: 1008813135', null],
  ['HYD', 'Error: Minified React error #418; visit …', null],
  ['HYD', 'Hydration completed but contains mismatches.', null],
  ['HYD', 'NG0500: During hydration Angular expected <div> but found <p>.', null],
  ['WASM', "TypeError: Failed to execute 'compile' on 'WebAssembly': Incorrect response MIME type. Expected 'application/wasm'.", null],
  ['WASM', "WebAssembly: Response has unsupported MIME type 'text/html' expected 'application/wasm'", null],
  ['SPEC', 'TypeError: Failed to resolve module specifier "lit". Relative references must start with either "/", "./", or "../".', null],
  ['SPEC', "SyntaxError: The requested module './b.js' does not provide an export named 'y'", null],
  ['WORKER', "Failed to construct 'Worker': Script at 'x' cannot be accessed", null],
  ['FETCH', 'TypeError: Failed to fetch', null],
  ['FETCH', 'TypeError: NetworkError when attempting to fetch resource.', null],
  ['FETCH', 'TypeError: Load failed', null],
  ['INJECT', 'NullInjectorError: R3InjectorError: No provider for HttpClient!', null],
  ['WEBGL', 'THREE.WebGLRenderer: Error creating WebGL context.', null],
  ['GLOBAL', 'ReferenceError: Stripe is not defined', null],
  ['UNDEF', "TypeError: Cannot read properties of undefined (reading 'price')", null],
  ['UNDEF', "TypeError: undefined is not an object (evaluating 'e.price')", null],
];

for (const [id, text, resource] of wordings) {
  test(`${id} is recognised: ${text.slice(0, 70)}`, () => {
    const known = familyOf(text);
    assert.deepEqual([known?.family.id, known?.resource], [id, resource]);
  });
}

test('every family has a wording here, and words for people', () => {
  assert.deepEqual(families.map(({ id }) => id).filter((id) => !wordings.some(([known]) => known === id)), []);
  for (const { says, cause, advice } of families) assert.ok(says && cause && advice);
});

test('an app of its own words is of no family', () => {
  for (const text of ['Something went wrong', 'payment failed', 'CSP violation counter reset', 'loading chunk of data', '404', '']) assert.equal(familyOf(text), null, text);
});

/** One message for each entry of the noise list. */
const noisy: Record<string, { text: string; url?: string }> = {
  favicon: { text: 'Failed to load resource: the server responded with a status of 404 (Not Found)', url: 'https://shop.example/favicon.ico' },
  'favicon-line': { text: 'GET https://shop.example/favicon.ico 404' },
  'source-map': { text: 'DevTools failed to load source map: Could not load content for https://shop.example/app.js.map' },
  'source-map-request': { text: 'Failed to load resource: the server responded with a status of 404 ()', url: `${own}.map` },
  'aborted-request': { text: 'Failed to load resource: net::ERR_ABORTED' },
  'aborted-promise': { text: 'Uncaught (in promise) AbortError: signal is aborted without reason' },
  autoplay: { text: "NotAllowedError: play() failed because the user didn't interact with the document first." },
  'preload-unused': { text: 'The resource https://shop.example/a.css was preloaded using link preload but not used within a few seconds' },
  'resize-observer': { text: 'ResizeObserver loop completed with undelivered notifications.' },
  extension: { text: 'TypeError: x', url: 'chrome-extension://abc/content.js' },
  'extension-line': { text: 'Unchecked runtime.lastError: The message port closed' },
  'devtools-hint': { text: '%cDownload the React DevTools for a better development experience' },
  'graphics-driver': { text: '[.WebGL-0x1234] GL Driver Message (OpenGL, Performance, GL_CLOSE_PATH_NV, High): GPU stall due to ReadPixels' },
  'report-only': { text: "[Report Only] Refused to load the script 'https://x/y.js' because it violates the following Content Security Policy directive" },
  'cookie-notice': { text: 'Third-party cookie will be blocked in future Chrome versions' },
  'policy-feature': { text: "Error with Permissions-Policy header: Unrecognized feature: 'interest-cohort'." },
};

for (const entry of noise) {
  test(`noise is dropped: ${entry.id}`, () => {
    const message = noisy[entry.id];
    assert.ok(message, `no message for ${entry.id}`);
    assert.equal(noiseOf({ url: own, ...message })?.id, entry.id);
    assert.ok(entry.reason.length > 10);
    assert.deepEqual(consoleErrors(sampleLook(messages([{ ...message }])), sampleContext), []);
  });
}

test('nothing of a broken deploy is ever noise, whatever stands around it', () => {
  for (const [id, text] of wordings.filter(([family]) => neverNoise.has(family))) {
    for (const place of [own, 'https://shop.example/favicon.ico', `${own}.map`, 'chrome-extension://x/y.js']) {
      for (const shaped of [text, `AbortError: ${text}`, `ResizeObserver loop limit exceeded ${text}`]) assert.equal(noiseOf({ text: shaped, url: place }), null, `${id} ${shaped}`);
    }
  }
});

test('a bare status is no noise', () => {
  assert.equal(noiseOf({ text: 'Failed to load resource: the server responded with a status of 404 (Not Found)', url: own }), null);
});

/** What the console check, and with `all` also the resources check, makes of a look. */
interface Case {
  name: string;
  groups: Partial<MessageGroup>[];
  facts?: Partial<RequestFact>[];
  look?: Partial<PageLook>;
  expected: string[];
}

const image = 'https://shop.example/img/hero.jpg';
const missing = 'Failed to load resource: the server responded with a status of 404 (Not Found)';
const api = { url: 'https://shop.example/api/items', type: 'fetch' };

const cases: Case[] = [
  { name: 'H36 an app that logs errors of its own is warned about', groups: [{ text: 'consent missing' }, { text: 'no translation' }], expected: ['CONSOLE_ERROR normal release', 'CONSOLE_ERROR normal release'] },
  { name: 'H37 a tag that is blocked is of the vendor', groups: [{ text: 'Failed to load resource: net::ERR_FAILED', url: third }], facts: [{ url: third, status: null, error: 'net::ERR_FAILED' }], expected: [] },
  { name: 'H37 the same without a request in the list', groups: [{ text: 'Failed to load resource: net::ERR_FAILED', url: third }], expected: ['THIRD_PARTY_CONSOLE minor dependency'] },
  { name: 'H37 a beacon whose failure nobody catches', groups: [{ source: 'exception', text: 'TypeError: Failed to fetch', firstMs: 130 }], facts: [{ url: 'https://tags.vendor.io/hit', type: 'fetch', status: null, error: 'net::ERR_FAILED' }], expected: ['UNCAUGHT_EXCEPTION normal dependency'] },
  { name: 'H37 a beacon that the policy refuses', groups: [{ text: "Connecting to 'https://tags.vendor.io/hit' violates the following Content Security Policy directive: \"connect-src 'self'\".", url: 'https://shop.example/shop' }], expected: ['THIRD_PARTY_CONSOLE minor dependency'] },
  { name: 'H38 two codes of one hydration are one warning', groups: [{ source: 'exception', text: 'Error: Minified React error #418; visit …' }, { source: 'exception', text: 'Error: Minified React error #423; visit …' }], expected: ['UNCAUGHT_EXCEPTION normal release'] },
  { name: 'H39 an anonymous visitor', groups: [{ text: 'Failed to load resource: the server responded with a status of 401 (Unauthorized)', url: 'https://shop.example/me' }], facts: [{ url: 'https://shop.example/me', type: 'fetch', status: 401 }], expected: [] },
  { name: 'a script that answers 401 is no anonymous visitor', groups: [{ text: 'Failed to load resource: the server responded with a status of 401 (Unauthorized)', url: own }], expected: ['CONSOLE_ERROR normal release'] },
  { name: 'H40 a favicon', groups: [{ text: missing, url: 'https://shop.example/favicon.ico' }], expected: [] },
  { name: 'H41 a cancelled call', groups: [{ text: 'Failed to load resource: net::ERR_FAILED', url: api.url }], facts: [{ ...api, status: null, error: 'net::ERR_ABORTED' }], expected: [] },
  { name: 'H41 its rejection', groups: [{ source: 'exception', text: 'AbortError: The user aborted a request.' }], expected: [] },
  { name: 'H45 a resize notice', groups: [{ text: 'ResizeObserver loop completed with undelivered notifications.' }], expected: [] },

  { name: 'pictures that are missing are one warning', groups: [{ text: missing, url: image }, { text: missing, url: 'https://shop.example/img/b.jpg' }], facts: [{ url: image, type: 'image', status: 404 }], expected: ['CONSOLE_ERROR normal release'] },
  { name: 'a missing chunk and all that follows is told by its request', groups: [{ text: missing, url: own }, { source: 'exception', text: `ChunkLoadError: Loading chunk 12 failed.\n(error: ${own})` }, { text: `TypeError: Failed to fetch dynamically imported module: ${own}` }], facts: [{ status: 404, error: 'net::ERR_ABORTED' }], expected: [] },
  { name: 'a missing chunk that no request tells blocks', groups: [{ text: `TypeError: Failed to fetch dynamically imported module: ${own}` }], expected: ['CONSOLE_ERROR blocker release'] },
  { name: 'a script refused for its type, told by nothing else, blocks', groups: [{ text: wordings[2]?.[1] ?? '' }], expected: ['CONSOLE_ERROR blocker release'] },
  { name: 'a script that the policy refuses in another engine blocks, and is of the environment', groups: [{ text: (wordings.find(([, text]) => text.startsWith('Content-Security-Policy: '))?.[1] ?? '') }], expected: ['CONSOLE_ERROR blocker environment'] },
  { name: 'a picture that the policy refuses is a warning', groups: [{ text: `Loading the image '${image}' violates the following Content Security Policy directive: "img-src 'none'". The action has been blocked.` }], expected: ['CONSOLE_ERROR normal environment'] },
  { name: 'an inline script that the policy refuses is told by the resources check', groups: [{ text: "Executing inline script violates the following Content Security Policy directive 'script-src https://static.example'." }], expected: [] },
  { name: 'an inline style that it refuses is a warning', groups: [{ text: "Applying inline style violates the following Content Security Policy directive 'style-src https://static.example'. The action has been blocked." }], expected: ['CONSOLE_ERROR normal environment'] },
  { name: 'a script blocked by integrity is told by the resources check', groups: [{ text: `Failed to find a valid digest in the 'integrity' attribute for resource '${own}' with computed SHA-256 integrity 'x'. The resource has been blocked.` }], expected: [] },
  { name: 'a call that fails and the rejection that follows', groups: [{ source: 'exception', text: 'TypeError: Failed to fetch', firstMs: 150 }], facts: [{ ...api, status: null, error: 'net::ERR_CONNECTION_REFUSED' }], expected: [] },
  { name: 'a rejection long after is its own', groups: [{ source: 'exception', text: 'TypeError: Failed to fetch', firstMs: 5000 }], facts: [{ ...api, status: null, error: 'net::ERR_CONNECTION_REFUSED' }], expected: ['UNCAUGHT_EXCEPTION blocker release'] },
  { name: 'an answer that is no JSON is only a warning of the resources check, so the exception blocks', groups: [{ source: 'exception', text: `SyntaxError: Unexpected token '<', "<!doctype "... is not valid JSON`, firstMs: 150 }], facts: [{ ...api, url: 'https://shop.example/basket', contentType: 'text/html' }], expected: ['UNCAUGHT_EXCEPTION blocker release'] },
  { name: 'an answer that is no JSON on a path of data is told by the resources check', groups: [{ source: 'exception', text: `SyntaxError: Unexpected token '<', "<!doctype "... is not valid JSON`, firstMs: 150 }], facts: [{ ...api, contentType: 'text/html' }], expected: [] },
  { name: 'a TypeError after a failed call is an error of its own, with the call named', groups: [{ source: 'exception', text: "TypeError: Cannot read properties of undefined (reading 'price')", firstMs: 150 }], facts: [{ ...api, status: 500 }], expected: ['UNCAUGHT_EXCEPTION blocker release'] },
  { name: 'a missing vendor global in own code stays own', groups: [{ source: 'exception', text: 'ReferenceError: Stripe is not defined', firstMs: 150 }], facts: [{ url: third, status: 404 }], expected: ['UNCAUGHT_EXCEPTION blocker release'] },
  { name: 'a failed assertion is an error', groups: [{ text: 'Assertion failed: total is positive' }], expected: ['CONSOLE_ERROR normal release'] },
  { name: 'an exception in a worker blocks', groups: [{ source: 'exception', text: 'Error: no index', url: 'https://shop.example/assets/worker.js', origin: 'worker' }], expected: ['UNCAUGHT_EXCEPTION blocker release'] },
  { name: 'foreign lines are one warning', groups: [{ url: third, text: 'a' }, { url: third, text: 'b', count: 300 }], expected: ['THIRD_PARTY_CONSOLE minor dependency'] },
  { name: 'a font that cannot be used is a word', groups: [{ level: 'warning', text: 'Failed to decode downloaded font: https://shop.example/i.woff2' }], expected: ['CONSOLE_ERROR minor release'] },
  { name: 'lines beyond the bounds make a storm', groups: [{ text: 'a', count: 3 }], look: { messages: { groups: [group({ text: 'a', count: 3 })], errors: 5000, warnings: 0, exceptions: 0, dropped: 4997 } }, expected: ['CONSOLE_STORM blocker release', 'CONSOLE_ERROR normal release'] },
  { name: 'foreign lines beyond the bounds do not', groups: [], look: { messages: { groups: [group({ text: 'a', url: third, count: 3 })], errors: 5000, warnings: 0, exceptions: 0, dropped: 4997 } }, expected: ['THIRD_PARTY_CONSOLE minor dependency'] },
  { name: 'fifteen missing pictures are no storm', groups: [...'abcdefghijklmno'].map((letter) => ({ text: missing, url: `https://shop.example/img/${letter}.jpg` })), expected: ['CONSOLE_ERROR normal release'] },
  { name: 'a hundred lines that only repeat a told request are no second failure', groups: [{ text: missing, url: own, count: 150 }], facts: [{ status: 404 }], expected: [] },
];

for (const { name, groups, facts, look, expected } of cases) {
  test(name, () => {
    const remarks = consoleErrors(sampleLook({ ...(facts ? requests(facts) : {}), ...messages(groups), ...look }), sampleContext);
    assert.deepEqual(remarks.map(({ code, severity, attribution }) => `${code} ${severity} ${attribution}`), expected);
  });
}

test('consequences are counted in the finding of their cause', () => {
  const look = sampleLook({ ...requests([{ status: 404 }]), ...messages([{ text: missing, url: own, count: 2 }, { source: 'exception', text: `ChunkLoadError: Loading chunk 12 failed.\n(error: ${own})` }]) });
  const [remark] = resources(look, sampleContext);
  assert.ok(remark?.code === 'RESOURCE_FAILED');
  assert.deepEqual([remark.data.follows?.lines, remark.data.follows?.exceptions, remark.data.follows?.texts.length], [2, 1, 2]);
  assert.match(wordsFor(remark.code, remark.data).seen, /2 console errors and 1 exception follow from it/);
});

test('an exception says what it came after, where it is in the source, and what its family advises', () => {
  const look = sampleLook({ ...requests([{ ...api, status: 404 }]), ...messages([{ source: 'exception', text: "TypeError: Cannot read properties of undefined (reading 'price')", firstMs: 150, mapped: { source: 'src/total.ts', line: 7, name: 'total' } }]) });
  const [remark] = consoleErrors(look, sampleContext) as [Extract<Remark, { code: 'UNCAUGHT_EXCEPTION' }>];
  assert.match(wordsFor(remark.code, remark.data).seen, /at src\/total\.ts:7 in total, after fetch \/api\/items answered 404$/);
  assert.equal(remark.data.family, 'UNDEF');
});

test('an accepted message is no consequence and no cause', () => {
  const look = sampleLook(messages([{ source: 'exception', text: 'Error: known' }]));
  assert.deepEqual(consoleErrors(look, { ...sampleContext, consoleAllow: [{ match: 'known', reason: 'x' }] }), []);
  assert.equal(request({}).url, own);
});

test('format strings are put together as the console shows them', () => {
  assert.equal(formatConsole(['%s failed with %d', 'cart', '42']), 'cart failed with 42');
  assert.equal(formatConsole(['%c[shop]%c no stock', 'color: red', '']), '[shop] no stock');
  assert.equal(formatConsole(['100%% of %i, %f', '3.9', '2.50', 'more']), '100% of 3, 2.5 more');
  assert.equal(formatConsole(['%o and %O', '{a: 1}', '[1]']), '{a: 1} and [1]');
  assert.equal(formatConsole(['%s and %s', 'one']), 'one and %s');
  assert.equal(formatConsole(['%d', 'x']), 'NaN');
  assert.equal(formatConsole([]), '');
  assert.deepEqual(['%s', '50% off', 'a %c'].map(hasDirective), [true, false, true]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Recognisable, fingerprint } from '../verdict/console/fingerprint.ts';
import { filePattern, pathPattern, urlPattern } from '../verdict/console/path-pattern.ts';
import { stackFrames } from '../verdict/console/stack-frames.ts';
import { noiseOf } from '../verdict/console/noise.ts';
import { familyOf } from '../verdict/console/families.ts';
import { partyOf } from '../verdict/party.ts';

const party = partyOf('https://shop.example/', ['cdn.shopstatic.net']);
const url = 'https://shop.example/assets/index-DkX3a_9-.js';

function message(change: Partial<Recognisable> | string): Recognisable {
  return { source: 'console', text: '', url, stack: null, ...(typeof change === 'string' ? { text: change } : change) };
}

function keys(change: Partial<Recognisable> | string) {
  return fingerprint(message(change), party);
}

/** The same error as two loads or two builds tell it. */
const same: [string, Partial<Recognisable> | string, Partial<Recognisable> | string][] = [
  ['numbers', 'order 17 of 20 failed', 'order 9 of 4 failed'],
  ['a number with a hash sign', 'order #17 failed', 'order #18 failed'],
  ['an e-mail', 'no user ann@shop.example', 'no user bob.miller+x@mail.example'],
  ['a UUID', 'basket 0b51ae34-60f2-4cbb-8e9a-0a6f4b6b3a11 is gone', 'basket 7fe1f8d2-91c5-4f3f-9c1e-8f1ddc2d9a00 is gone'],
  ['a date', 'expired at 2026-11-24T10:00:00.123Z', 'expired at 2026-12-01T08:15:59Z'],
  ['a local date', 'expired Tue Nov 24 2026 19:30:53 GMT+0000 (Coordinated Universal Time)', 'expired Wed Nov 25 2026 01:02:03 GMT+0100 (Central European Standard Time)'],
  ['a duration', 'gave up after 1200ms', 'gave up after 3.5 s'],
  ['an address', 'cannot reach 10.0.0.7:8080', 'cannot reach 10.4.19.200:8080'],
  ['a trace id', 'trace 4bf92f3577b34da6a3ce929d0e0e4736 was lost', 'trace a3ce929d0e0e47364bf92f3577b34da6 was lost'],
  ['a short commit', 'build 3f2a1bc is unknown', 'build 9e8d7c1 is unknown'],
  ['a value after =', 'param name="ann" rejected', "param name='bob' rejected"],
  ['an opaque id', 'session Zx81kQpL09aBcD3eFgH7 ended', 'session pQ77aLmN12xYzW9vUtS4 ended'],
  ['the query of a URL', 'GET https://shop.example/api/items?page=1 broke', 'GET https://shop.example/api/items?page=2&sort=up broke'],
  ['the id in a URL', 'https://shop.example/api/orders/123 broke', 'https://shop.example/api/orders/98765 broke'],
  ['the own host of another environment', 'https://shop.example/api/orders broke', 'https://uat.shop.example/api/orders broke'],
  ['a blob id', 'worker blob:https://shop.example/0b51ae34-60f2-4cbb-8e9a-0a6f4b6b3a11 died', 'worker blob:https://shop.example/7fe1f8d2-91c5-4f3f-9c1e-8f1ddc2d9a00 died'],
  ['a content hash in the text', 'cannot use /assets/index-DkX3a_9-.js', 'cannot use /assets/index-BQWnKz8d.js'],
  ['line and column in the text', 'at app.js:12:345', 'at app.js:7:1'],
  ['a rebuilt file that it comes from', { text: 'broke', url: 'https://shop.example/assets/index-DkX3a_9-.js' }, { text: 'broke', url: 'https://shop.example/assets/index-CbQRzWmx.js' }],
  ['webpack files', { text: 'broke', url: 'https://shop.example/static/js/main.3f2a1b9c.js' }, { text: 'broke', url: 'https://shop.example/static/js/main.90ab12cd.js' }],
  ['numbered chunks', { text: 'broke', url: 'https://shop.example/static/js/123.3f2a1b9c.chunk.js' }, { text: 'broke', url: 'https://shop.example/static/js/45.90ab12cd.chunk.js' }],
  ['esbuild files', { text: 'broke', url: 'https://shop.example/assets/entry-7KZPQ3XA.js' }, { text: 'broke', url: 'https://shop.example/assets/entry-WM2LTTX5.js' }],
  ['the build id of a path', { text: 'broke', url: 'https://shop.example/_next/static/Ab3dEf6hIj9kLm2nOp5qR/_buildManifest.js' }, { text: 'broke', url: 'https://shop.example/_next/static/zY8xWv5uTs2rQp9oNm6lK/_buildManifest.js' }],
  ['the prefixes of browsers', 'Uncaught TypeError: x.foo is not a function', 'TypeError: x.foo is not a function'],
  ['a rejection', 'Uncaught (in promise) Error: no stock', 'Error: no stock'],
  ['a name said twice', 'Error: TypeError: no stock', 'TypeError: no stock'],
  ['a foreign name for a rejection', 'Uncaught Error: TypeError: no stock', 'TypeError: no stock'],
  ['styling', '%c[shop]%c no stock color: red; font-weight: bold', '[shop] no stock'],
  ['minified names', 'TypeError: e is not a function', 'TypeError: tt is not a function'],
  ['a minified object', 'TypeError: e.map is not a function', 'TypeError: t.map is not a function'],
  ['a minified object, as WebKit tells it', "TypeError: undefined is not an object (evaluating 'e.price.amount')", "TypeError: undefined is not an object (evaluating 'n.price.amount')"],
  ['webpack module ids', "Error: Cannot find module '4821'", "Error: Cannot find module '77'"],
  ['the arguments of a React error', 'Error: Minified React error #31; visit https://react.dev/errors/31?args[]=object%20with%20keys for the full message', 'Error: Minified React error #31; visit https://react.dev/errors/31?args[]=other for the full message'],
  ['chunks of one build', 'ChunkLoadError: Loading chunk 12 failed.\n(error: https://shop.example/12.3f2a1b9c.js)', 'ChunkLoadError: Loading chunk checkout failed.\n(missing: https://shop.example/checkout.90ab12cd.js)'],
  ['hydration codes', 'Error: Minified React error #418; visit …', 'Error: Minified React error #425; visit …'],
  [
    'a stack whose lines, hash and minified names moved',
    { source: 'exception', text: 'TypeError: x', stack: 'TypeError: x\n    at renderTotal (https://shop.example/assets/index-DkX3a_9-.js:12:345)\n    at e (https://shop.example/assets/index-DkX3a_9-.js:1:2)\n    at https://shop.example/assets/vendor-DkX3a_9-.js:1:2' },
    { source: 'exception', text: 'TypeError: x', stack: 'TypeError: x\n    at renderTotal (https://shop.example/assets/index-BQWnKz8d.js:99:1)\n    at tt (https://shop.example/assets/index-BQWnKz8d.js:4:2)\n    at Object.qq (https://shop.example/assets/vendor-BQWnKz8d.js:8:1)' },
  ],
  [
    'a logged error whose stack moved',
    'Error: no stock\n    at renderTotal (https://shop.example/assets/index-DkX3a_9-.js:12:345)\n    at e (https://shop.example/assets/index-DkX3a_9-.js:1:2)',
    'Error: no stock\n    at renderTotal (https://shop.example/assets/index-BQWnKz8d.js:3:4)',
  ],
  [
    'a stack of Chromium and of Firefox',
    { source: 'exception', text: 'Error: x', stack: 'Error: x\n    at async renderTotal (https://shop.example/app.js:12:345)' },
    { source: 'exception', text: 'Error: x', stack: 'renderTotal@https://shop.example/app.js:12:345' },
  ],
];

for (const [name, a, b] of same) {
  test(`the same in spite of ${name}`, () => assert.equal(keys(a).strict, keys(b).strict));
}

/** Two errors that must not be taken for one. */
const different: [string, Partial<Recognisable> | string, Partial<Recognisable> | string][] = [
  ['words', 'no stock', 'no price'],
  ['status', 'Failed to load resource: the server responded with a status of 404 (Not Found)', 'Failed to load resource: the server responded with a status of 500 ()'],
  ['React codes', 'Error: Minified React error #31; visit x', 'Error: Minified React error #130; visit x'],
  ['Angular codes', 'Error: NG0203: inject()', 'Error: NG0201: inject()'],
  ['error names', 'TypeError: broke', 'RangeError: broke'],
  ['properties', "TypeError: Cannot read properties of undefined (reading 'price')", "TypeError: Cannot read properties of undefined (reading 'name')"],
  ['methods', 'TypeError: e.map is not a function', 'TypeError: e.filter is not a function'],
  ['undefined and null', "TypeError: Cannot read properties of undefined (reading 'price')", "TypeError: Cannot read properties of null (reading 'price')"],
  ['paths', 'https://shop.example/api/orders broke', 'https://shop.example/api/basket broke'],
  ['API versions', 'https://shop.example/api/v1/orders broke', 'https://shop.example/api/v2/orders broke'],
  ['own and foreign hosts', 'https://shop.example/a.js broke', 'https://vendor.io/a.js broke'],
  ['two vendors', 'https://pay.vendor.io/v3 broke', 'https://ads.other.io/v3 broke'],
  ['files', { text: 'broke', url: 'https://shop.example/assets/index-DkX3a_9-.js' }, { text: 'broke', url: 'https://shop.example/assets/checkout-DkX3a_9-.js' }],
  ['named exports of globals', 'ReferenceError: dataLayer is not defined', 'ReferenceError: Stripe is not defined'],
  ['jQuery and a setting', 'ReferenceError: $ is not defined', 'ReferenceError: CONFIG is not defined'],
  ['kinds', { source: 'exception', text: 'Error: broke' }, { source: 'console', text: 'Error: broke' }],
  ['parties', { text: 'broke' }, { text: 'broke', url: 'https://vendor.io/t.js' }],
  ['own functions', { source: 'exception', text: 'Error: x', stack: 'Error: x\n    at renderTotal (https://shop.example/app.js:1:2)' }, { source: 'exception', text: 'Error: x', stack: 'Error: x\n    at renderMenu (https://shop.example/app.js:1:2)' }],
  ['families', 'Error: Minified React error #418; visit x', 'ChunkLoadError: Loading chunk 1 failed.'],
  ['mapped places', { text: 'Error: x', mapped: { source: 'src/a.ts', line: 1, name: 'total' } }, { text: 'Error: x', mapped: { source: 'src/b.ts', line: 1, name: 'total' } }],
];

for (const [name, a, b] of different) {
  test(`not the same with different ${name}`, () => assert.notEqual(keys(a).strict, keys(b).strict));
}

test('the looser key leaves the place out', () => {
  const a = keys({ source: 'exception', text: 'Error: x', stack: 'Error: x\n    at renderTotal (https://shop.example/app.js:1:2)' });
  const b = keys({ source: 'exception', text: 'Error: x', stack: 'Error: x\n    at renderTotal (https://shop.example/other.js:1:2)' });
  assert.equal(a.loose, b.loose);
  assert.notEqual(a.strict, b.strict);
});

test('names that people chose are kept in patterns', () => {
  for (const name of ['basket-checkout.js', 'view-UserCard.js', 'main.js', 'order-list-item.css', 'index-product.js', 'jquery.min.js', 'checkout.js', 'settings.json']) assert.equal(filePattern(name), name);
  assert.equal(pathPattern('/api/v2/orders/12/items/3f2a1b9c'), '/api/v2/orders/<n>/items/<id>');
  assert.equal(urlPattern('https://cdn.shopstatic.net/a.js?x#y', party), '<own>/a.js');
  assert.equal(urlPattern('https://js.vendor.io:8443/v3/', party), '<vendor.io>/v3/');
});

test('library frames are not own, minified names are no names', () => {
  const frames = stackFrames('Error\n    at tt (https://shop.example/a.js:1:2)\n    at new OrderList (https://shop.example/assets/vendor-ab.js:3:4)\n    at <anonymous>\n    at async Object.load (https://tags.vendor.io/t.js:5:6)');
  assert.deepEqual(frames.map((frame) => [frame.name, frame.line, frame.own(party)]), [['', 1, true], ['OrderList', 3, false], ['load', 5, false]]);
});

test('a hostile text of one megabyte takes no time', () => {
  const parts = ['a', '(', ' ', '/', '-', '.', '1', '1.', 'a@', 'a.a', "'", '"', '=', 'https://', 'Uncaught ', 'Error: ', 'Access to x at ', '%c', 'a-z: x;', ':1', '0a', 'TypeError: x', 'Mon ', '\n', 'Refused to load ', '    at (', '::', 'é', 'Loading the script '];
  const started = performance.now();
  for (const part of parts) {
    const text = part.repeat(Math.ceil(1_000_000 / part.length));
    for (const shaped of [text, `TypeError: ${text}`, `Uncaught ${text}!`]) {
      keys({ source: 'exception', text: shaped, url: `https://shop.example/${text}`, stack: shaped });
      noiseOf({ text: shaped, url: text });
      familyOf(shaped);
      stackFrames(`    at ${shaped}`);
    }
  }
  const each = (performance.now() - started) / (parts.length * 3);
  assert.ok(each < 150, `${each.toFixed(0)} ms each`);
});

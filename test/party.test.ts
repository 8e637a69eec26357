import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partyOf } from '../verdict/party.ts';

const cases: [string, string, 'first' | 'third'][] = [
  ['https://shop.example.co.uk/', 'https://static.example.co.uk/a.js', 'first'],
  ['https://shop.example.co.uk/', 'https://other.co.uk/a.js', 'third'],
  ['https://app.github.io/', 'https://evil.github.io/a.js', 'third'],
  ['https://shop.example/', 'https://cdn.assets.net/a.js', 'first'],
  ['https://shop.example/', 'https://eu.cdn.assets.net/a.js', 'first'],
  ['https://shop.example/', 'https://cdn.assets.net.evil.org/a.js', 'third'],
  ['http://127.0.0.1:3000/', 'http://127.0.0.1:4000/a.js', 'first'],
  ['http://127.0.0.1:3000/', 'http://127.0.0.2:3000/a.js', 'third'],
  ['http://localhost:3000/', 'http://127.0.0.1:3000/a.js', 'third'],
  ['https://shop.example/', 'blob:https://shop.example/1234', 'first'],
  ['https://shop.example/', 'data:text/javascript,1', 'first'],
  ['https://shop.example/', '', 'first'],
];

for (const [target, url, expected] of cases) {
  test(`seen from ${target}, ${url || 'an inline script'} is ${expected} party`, () => {
    assert.equal(partyOf(target, ['cdn.assets.net'])(url), expected);
  });
}

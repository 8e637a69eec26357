import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webAddress } from '../reports/web-address.ts';

const addresses: [value: string | undefined, address: string | null][] = [
  ['https://a.example', 'https://a.example/'],
  ['http://a.example:8080/b?c=d&e=%20#f', 'http://a.example:8080/b?c=d&e=%20#f'],
  ['https://a.example/a b|[c]"<d>?x=[1]|y#a#b', 'https://a.example/a%20b%7C%5Bc%5D%22%3Cd%3E?x=%5B1%5D%7Cy#a%23b'],
  ['https://a.example/漢\ud800?100%', 'https://a.example/%E6%BC%A2%EF%BF%BD?100%25'],
  ['https://a.example/::error::x', 'https://a.example/%3A:error%3A:x'],
  ['https://user:secret@a.example/', null],
  ['javascript:alert(1)', null],
  ['/relative', null],
  [`https://a.example/${'a'.repeat(2000)}`, null],
  [undefined, null],
];
for (const [value, address] of addresses) test(`${value?.slice(0, 60)} is ${address}`, () => assert.equal(webAddress(value), address));

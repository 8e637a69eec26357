import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assetsOf } from '../fixtures/html-assets.ts';
import { importsOf } from '../fixtures/script-imports.ts';

const page = 'https://shop.example/en/cart';

const documents: { name: string; html: string; expected: string[] }[] = [
  { name: 'scripts and stylesheets, in order', html: '<link rel="stylesheet" href="/a.css"><script type="module" src="/assets/b.js"></script><script src=c.js></script>', expected: ['stylesheet https://shop.example/a.css', 'script https://shop.example/assets/b.js', 'script https://shop.example/en/c.js'] },
  { name: 'what is preloaded is lazy', html: '<link rel="modulepreload" href="/chunk.js"><link rel=preload as=style href=/later.css>', expected: ['lazy script https://shop.example/chunk.js', 'lazy stylesheet https://shop.example/later.css'] },
  { name: 'a preload of what is loaded anyway is not lazy', html: '<link rel=modulepreload href=/b.js><script type=module src=/b.js></script>', expected: ['script https://shop.example/b.js'] },
  { name: 'the base counts', html: '<base href="/app/"><script src="main.js"></script>', expected: ['script https://shop.example/app/main.js'] },
  { name: 'data, inline and templates of JSON are left out', html: '<script src="data:text/javascript,1"></script><script>1</script><script type="application/json" src="/x.json"></script><link rel="icon" href="/favicon.ico">', expected: [] },
  { name: 'what only looks like markup is left out', html: '<!-- <script src="/old.js"></script> --><textarea><script src="/text.js"></script></textarea>', expected: [] },
  { name: 'a hostile address is left out', html: '<script src="javascript:alert(1)"></script><script src="http://[bad"></script>', expected: [] },
];

for (const { name, html, expected } of documents) {
  test(name, () => {
    assert.deepEqual(assetsOf(html, page).map(({ url, kind, lazy }) => `${lazy ? 'lazy ' : ''}${kind} ${url}`), expected);
  });
}

const viteList = (...listed: string[]): string => `const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=${JSON.stringify(listed)})))=>i.map(i=>d[i]);`;

const scripts: { name: string; code: string; at?: string; expected: string[] }[] = [
  { name: 'static and dynamic imports', code: 'import{a}from"./chunk-1.js";const p=()=>import("./page-2.js");', expected: ['/assets/chunk-1.js', '/assets/page-2.js'] },
  { name: 'bare names and patterns name no file', code: 'import("react");const l=x=>import(`./locales/${x}.js`);', expected: [] },
  { name: "Vite's list of what lazy chunks need", code: viteList('assets/cart-1.js', 'assets/cart-1.css'), expected: ['/assets/cart-1.js', '/assets/cart-1.css'] },
  { name: 'that list in a build with a relative base', code: viteList('./cart-1.js', './cart-1.css'), at: '/shop/assets/entry.js', expected: ['/shop/assets/cart-1.js', '/shop/assets/cart-1.css'] },
  { name: 'that list in a build for a path of the site', code: viteList('js/cart-1.js', 'css/cart-1.css'), at: '/shop/js/entry.js', expected: ['/shop/js/cart-1.js', '/shop/css/cart-1.css'] },
  { name: 'that list in a build whose files lie flat below a path', code: viteList('cart-1.css'), at: '/shop/entry.js', expected: ['/shop/cart-1.css'] },
  { name: 'that list beside files that tell no base', code: viteList('css/cart-1.css'), at: '/js/entry.js', expected: ['/css/cart-1.css'] },
  { name: 'what does not parse names nothing', code: 'import { from "./a.js"; )))', expected: [] },
];

for (const { name, code, at = '/assets/entry.js', expected } of scripts) {
  test(name, async () => {
    const found = await importsOf(code, `https://shop.example${at}`);
    assert.deepEqual(found.map(({ url }) => new URL(url).pathname), expected);
  });
}

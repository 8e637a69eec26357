/** A part of the lab that a fault can be put on. Partner covers both its own port and the mount on the shop. */
export type Place = 'document' | 'entry-script' | 'chunk' | 'stylesheet' | 'shop-api' | 'partner' | 'experiment' | 'other';

/** Where an injection acts: a place, optionally narrowed. `path` is matched without the partner mount's prefix. */
type Where<On extends string> = { on: On; path?: RegExp; method?: string };

/**
 * One change made to an answer on its way out, as a proxy would make it.
 *
 * - `replace`: another answer instead
 * - `shell`: the app's index.html with status 200 instead, as a single-page fallback does
 * - `edit`: every match of `find` in the body becomes `put`
 * - `header`: a response header more, or another value for it
 * - `shorten`: only the first share of the body, as if that were all
 * - `cut`: only the first share of the body, after which the connection ends before what was promised
 * - `delay`: later by `ms`
 * - `silence`: no answer; the connection stays open
 * - `silence-reused`: no answer to a request that is not the first for this place on its connection
 */
export type Injection<On extends string = Place> = Where<On> &
  (
    | { do: 'replace'; status: number; type?: string; body?: string }
    | { do: 'shell' }
    | { do: 'edit'; find: RegExp; put: string }
    | { do: 'header'; name: string; value: string }
    | { do: 'shorten' | 'cut'; to: number }
    | { do: 'delay'; ms: number }
    | { do: 'silence' }
    | { do: 'silence-reused' }
  );

/** One way for a release to be broken. Ids are those of the fault catalogue (P page side, A partner API side). */
export type Fault = {
  id: string;
  title: string;
  /** Who meets it first: a person on a page, or a program calling the API. */
  side: 'page' | 'api';
  /** What went wrong in the release. */
  cause: string;
  /** What the user or caller gets. */
  effect: string;
  /** Release id served while it is on; the healthy one when absent. */
  release?: string;
  injections: readonly Injection[];
};

const nginxBadGateway =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n';

/** The faults that tests and benchmarks go through, one cause each. */
export const faults = [
  {
    id: 'P1',
    title: 'Entry script missing',
    side: 'page',
    cause: 'The HTML is older than the assets: its entry file is gone',
    effect: 'White page; the script answers 404',
    injections: [{ on: 'entry-script', do: 'replace', status: 404, type: 'text/plain; charset=utf-8', body: 'Not Found' }],
  },
  {
    id: 'P2',
    title: 'HTML in place of the module script',
    side: 'page',
    cause: 'A missing asset is answered by the single-page fallback',
    effect: 'White page; the script answers 200 text/html and is refused',
    injections: [{ on: 'entry-script', do: 'shell' }],
  },
  {
    id: 'P3',
    title: 'HTML in place of the classic script',
    side: 'page',
    cause: 'A missing asset is answered by the single-page fallback, script tag without type=module',
    effect: "White page; uncaught SyntaxError: Unexpected token '<'",
    injections: [
      { on: 'document', do: 'edit', find: / type="module" crossorigin/g, put: ' defer' },
      { on: 'entry-script', do: 'shell' },
    ],
  },
  {
    id: 'P16',
    title: 'Content security policy blocks own scripts',
    side: 'page',
    cause: 'A production-only Content-Security-Policy names the wrong script host',
    effect: 'White page; the browser refuses every script',
    injections: [
      {
        on: 'document',
        do: 'header',
        name: 'content-security-policy',
        value: "default-src 'self'; script-src https://static.steep.example; style-src 'self' 'unsafe-inline'; img-src 'self' data:",
      },
    ],
  },
  {
    id: 'P30',
    title: 'Server error with empty body',
    side: 'page',
    cause: 'The web server fails before it writes anything',
    effect: "The browser's own error page",
    injections: [{ on: 'document', do: 'replace', status: 500 }],
  },
  {
    id: 'P31',
    title: 'Render error after first content',
    side: 'page',
    cause: 'An API field is null and no error boundary catches the TypeError',
    effect: 'Content for a moment, then white',
    injections: [
      { on: 'shop-api', path: /^\/api\/offer$/, do: 'edit', find: /"product":\{[^}]*\}/g, put: '"product":null' },
      { on: 'shop-api', path: /^\/api\/offer$/, do: 'delay', ms: 600 },
    ],
  },
  {
    id: 'P40',
    title: 'Blocking stylesheet never answers',
    side: 'page',
    cause: 'The asset host accepts connections and stays silent',
    effect: 'White tab that keeps loading; no frame is ever painted',
    injections: [{ on: 'stylesheet', do: 'silence' }],
  },
  {
    id: 'P43',
    title: 'API never answers',
    side: 'page',
    cause: "The page's own API hangs",
    effect: 'A skeleton without text, for ever',
    injections: [{ on: 'shop-api', do: 'silence' }],
  },
  {
    id: 'P45',
    title: 'Everything hidden by one CSS rule',
    side: 'page',
    cause: 'A cloak rule reached production',
    effect: 'White page with a complete DOM and a silent console',
    injections: [{ on: 'stylesheet', do: 'edit', find: /$/g, put: '\nbody{opacity:0}\n' }],
  },
  {
    id: 'P47',
    title: 'Stylesheet missing',
    side: 'page',
    cause: 'The stylesheet was not uploaded with the release',
    effect: 'Unstyled text; the stylesheet answers 404',
    injections: [{ on: 'stylesheet', do: 'replace', status: 404, type: 'text/plain; charset=utf-8', body: 'Not Found' }],
  },
  {
    id: 'P57',
    title: 'Main thread never yields',
    side: 'page',
    cause: 'An endless loop in the entry script',
    effect: 'Frozen white tab; evaluate and screenshot never return',
    injections: [{ on: 'entry-script', do: 'edit', find: /$/g, put: '\nfor(;;);\n' }],
  },
  {
    id: 'A1',
    title: 'HTML instead of JSON',
    side: 'api',
    cause: 'The partner routes fall through to the single-page fallback',
    effect: 'Every partner call gets 200 text/html',
    injections: [{ on: 'partner', do: 'shell' }],
  },
  {
    id: 'A6',
    title: 'Field renamed',
    side: 'api',
    cause: 'order.total became order.grandTotal',
    effect: 'Partners read undefined; the orders page goes white on a TypeError',
    injections: [{ on: 'partner', do: 'edit', find: /"total":/g, put: '"grandTotal":' }],
  },
  {
    id: 'A8',
    title: 'Null where an object was',
    side: 'api',
    cause: 'order.customer is null',
    effect: 'Partners fail on a TypeError, and so does the orders page',
    injections: [{ on: 'partner', do: 'edit', find: /"customer":\{[^}]*\}/g, put: '"customer":null' }],
  },
  {
    id: 'A16',
    title: 'Requests on a reused connection get lost',
    side: 'api',
    cause: 'The balancer keeps connections that the back end has already given up',
    effect: 'A probe on a fresh connection passes; the next call on it hangs',
    injections: [{ on: 'partner', do: 'silence-reused' }],
  },
] as const satisfies readonly Fault[];

/** Faults outside that set: one that needs the third-party tag, and the broken release of the demo. */
export const extraFaults = [
  {
    id: 'P44',
    title: 'Anti-flicker snippet stuck',
    side: 'page',
    cause: 'The experiment host is silent and the snippet has no timeout',
    effect: 'White page with a complete DOM',
    injections: [
      { on: 'document', do: 'edit', find: /setTimeout\(show, ?\d+\);/g, put: '' },
      { on: 'experiment', do: 'silence' },
    ],
  },
  {
    id: 'story',
    title: 'The release that passed UAT',
    side: 'page',
    cause: 'A release that differs in production only: stale checkout page, missing stock service, partner gateway without back end',
    effect: 'Checkout is white, consoles fill with errors, partner calls get 502 or hang while the status path says ok',
    release: '2026.7.0',
    injections: [
      { on: 'document', path: /^\/checkout/, do: 'edit', find: /\/assets\/entry-\w+\.js/g, put: '/assets/entry-3F9K2MZQ.js' },
      {
        on: 'shop-api',
        path: /^\/api\/stock\//,
        do: 'replace',
        status: 503,
        type: 'application/json; charset=utf-8',
        body: '{"error":"stock service unavailable"}',
      },
      { on: 'partner', path: /^\/v1\/orders$/, method: 'GET', do: 'replace', status: 502, type: 'text/html', body: nginxBadGateway },
      { on: 'partner', path: /^\/v1\/orders$/, method: 'POST', do: 'silence' },
      { on: 'partner', path: /^\/v1\/orders\//, do: 'silence' },
    ],
  },
] as const satisfies readonly Fault[];

/** Id of any fault the lab can switch on. */
export type FaultId = (typeof faults)[number]['id'] | (typeof extraFaults)[number]['id'];

/** The fault with this id, or undefined when the lab knows none. */
export function findFault(id: string): (Fault & { id: FaultId }) | undefined {
  return [...faults, ...extraFaults].find((fault) => fault.id === id);
}

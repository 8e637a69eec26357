import { answer, json, problem, type Answer, type Handler, type LabRequest } from './answer.ts';
import type { Place } from './faults.ts';
import type { Injector } from './inject.ts';
import type { ShopFiles } from './shop-build.ts';
import { basket, products } from './shop-data.ts';

/** What the shop's origin is made of. */
export type ShopParts = {
  files: ShopFiles;
  shell: () => Answer;
  release: string;
  partner: Handler;
  /** Token that the mount adds for the shop's own page, which sends none. */
  partnerToken?: string | undefined;
  inject: Injector;
  /** How many `/bench/page/N` and `/bench/api/N` exist. */
  benchPages: number;
  benchApiPaths: number;
};

/** Handler of the shop's origin: app files, its API, the partner API under `/partner`, and the bench paths. */
export function createShop(parts: ShopParts): Handler {
  return async (request) => {
    const { place, path, respond } = route(parts, request);
    return withRelease(await parts.inject(place, path, request, await respond()), parts.release);
  };
}

type Routed = { place: Place; path: string; respond: () => Promise<Answer> | Answer };

function route(parts: ShopParts, request: LabRequest): Routed {
  const { path } = request;
  if (path === '/partner' || path.startsWith('/partner/')) {
    const inner = path.slice('/partner'.length) || '/';
    const authorization = request.headers['authorization'] ?? (parts.partnerToken ? `Bearer ${parts.partnerToken}` : undefined);
    const headers = { ...request.headers, authorization };
    return { place: 'partner', path: inner, respond: () => parts.partner({ ...request, path: inner, headers }) };
  }
  if (path.startsWith('/api/')) return { place: 'shop-api', path, respond: () => shopApi(request, parts.release) };
  if (path.startsWith('/bench/api/')) return { place: 'shop-api', path, respond: () => benchApi(path, parts.benchApiPaths) };

  const file = path === '/index.html' ? undefined : parts.files.get(path);
  if (file || path.startsWith('/assets/')) {
    const respond = (): Answer =>
      file
        ? answer(200, file.type, file.body, { 'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache' })
        : answer(404, 'text/plain; charset=utf-8', 'Not Found');
    return { place: assetPlace(path), path, respond };
  }
  const bench = /^\/bench\/page\/(\d+)$/.exec(path)?.[1];
  const beyond = bench !== undefined && (Number(bench) < 1 || Number(bench) > parts.benchPages);
  return { place: 'document', path, respond: () => (beyond ? problem(404, 'Not found', `Nothing at ${path}.`) : parts.shell()) };
}

function assetPlace(path: string): Place {
  if (path.endsWith('.css')) return 'stylesheet';
  if (!path.endsWith('.js')) return 'other';
  return path.startsWith('/assets/entry-') ? 'entry-script' : 'chunk';
}

function shopApi({ method, path, query }: LabRequest, release: string): Answer {
  if (path === '/api/checkout' && method === 'POST') return json(201, { confirmation: 'SC-20481' });
  if (method !== 'GET' && method !== 'HEAD') return problem(405, 'Method not allowed', `${method} ${path}`);
  const sku = /^\/api\/(?:stock|products)\/([\w-]+)$/.exec(path)?.[1];
  if (sku !== undefined) {
    const product = products.find((candidate) => candidate.sku === sku);
    if (!product) return problem(404, 'Not found', `No product ${sku}.`);
    return path.startsWith('/api/stock/') ? json(200, { sku, available: product.stock }) : json(200, product);
  }
  switch (path) {
    case '/api/session':
      return json(200, { customer: { name: 'Mina' }, currency: 'EUR', basketCount: basket.reduce((sum, line) => sum + line.quantity, 0), release });
    case '/api/products':
      return json(200, { products: query.has('featured') ? products.filter((product) => product.featured) : products });
    case '/api/cart':
      return json(200, { lines: basket.map(({ sku, quantity }) => ({ quantity, product: products.find((product) => product.sku === sku) })) });
    case '/api/offer':
      return json(200, { percent: 15, until: 'Sunday', product: { sku: 'pot-clay', name: 'Little Clay' } });
    default:
      return problem(404, 'Not found', `Nothing at ${path}.`);
  }
}

const herbs = ['mint', 'verbena', 'chamomile', 'rosehip', 'lemon balm', 'hibiscus', 'fennel', 'sage', 'nettle', 'linden'];

function benchApi(path: string, count: number): Answer {
  const number = Number(/^\/bench\/api\/(\d+)$/.exec(path)?.[1] ?? Number.NaN);
  if (!(number >= 1 && number <= count)) return problem(404, 'Not found', `Nothing at ${path}.`);
  const herb = (step: number): string => herbs[Math.floor(number / step) % herbs.length] ?? 'tea';
  return json(200, {
    number,
    name: `Blend no. ${number}`,
    parts: [
      { herb: herb(1), grams: 20 + (number % 7) },
      { herb: herb(3), grams: 10 + (number % 5) },
      { herb: herb(7), grams: 5 + (number % 3) },
    ],
    price: { amount: 900 + (number * 37) % 1400, currency: 'EUR' },
  });
}

/** Adds the header that says which release answered. */
export function withRelease(sent: Answer, release: string): Answer {
  return sent === 'never' ? sent : { ...sent, headers: { 'x-release': release, ...sent.headers } };
}

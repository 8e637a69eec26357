import { createHash, randomBytes } from 'node:crypto';
import { answer, type Answer, json, type LabRequest } from './answer.ts';
import type { EnvironmentFaultId } from './environment-faults.ts';
import { listen } from './listen.ts';

/** How to start an environment; everything has a default. */
export interface EnvironmentOptions {
  /** What to break; nothing by default. */
  faults?: readonly EnvironmentFaultId[];
  /** Release that is deployed; `2026.7.0`. */
  release?: string;
  /** Release before it; `2026.6.3`. */
  previous?: string;
  /** Requests of documents that still get the previous release before the rollout reaches them; 0. */
  rollout?: number;
}

/** A running environment. URLs are origins without a trailing slash. */
export interface Environment {
  url: string;
  /** Addresses of its two instances, as `127.0.0.1:4711`. */
  instances: [string, string];
  /** Paths of the scripts of the previous release. */
  previousAssets: string[];
  /** Paths that were asked for, in order. */
  asked: string[];
  close(): Promise<void>;
}

/**
 * A small site with all that makes an environment: policy, cookie, configuration, flags, an API, a service worker and two
 * instances behind one address. Its answers differ from load to load where those of real sites do: nonce, request id, date.
 */
export async function startEnvironment(options: EnvironmentOptions = {}): Promise<Environment> {
  const { faults = [], release = '2026.7.0', previous = '2026.6.3', rollout = 0 } = options;
  const asked: string[] = [];
  let documents = 0;
  const isOld = (instance: number) => faults.includes('old-build') || (faults.includes('half-old') && instance === 1) || documents <= rollout;
  const respond = (instance: () => number) => (request: LabRequest): Answer => {
    asked.push(request.path);
    if (/^\/(index\.html)?$/.test(request.path)) documents++;
    const served = isOld(instance()) && documents > 0 ? previous : release;
    return withEnvironment(site(request, served, { faults, previous, release }), served, faults);
  };
  let turn = 0;
  const servers = [await listen(respond(() => turn++ % 2)), await listen(respond(() => 0)), await listen(respond(() => 1))];
  const [shared, first, second] = servers.map(({ port }) => `127.0.0.1:${port}`) as [string, string, string];
  return {
    url: `http://${shared}`,
    instances: [first, second],
    previousAssets: [script(previous), style(previous)],
    asked,
    close: async () => void (await Promise.all(servers.map((server) => server.close()))),
  };
}

interface Deployed {
  faults: readonly EnvironmentFaultId[];
  release: string;
  previous: string;
}

function site({ path, query }: LabRequest, served: string, { faults, release, previous }: Deployed): Answer {
  if (path === '/' || path === '/index.html') {
    const cached = faults.includes('cached-html') && path === '/' && !query.has('gonogo');
    return cached ? page(previous, faults, { 'x-release': previous, 'x-cache': 'HIT', age: '512' }) : page(served, faults);
  }
  const isPrevious = path === script(previous) || path === style(previous);
  if (isPrevious && faults.includes('previous-gone')) return answer(404, 'text/plain; charset=utf-8', 'Not Found');
  if (isPrevious || path === script(release) || path === style(release)) return asset(path);
  if (path === '/config.json') return json(200, { api: { base: '/api', ...(faults.includes('config-missing') ? {} : { timeoutMs: 4000 }) }, payments: { merchant: 'M-2041', secretKey: 'lab-merchant-key-55012' } });
  if (path === '/api/flags') return json(200, { flags: { 'new-checkout': !faults.includes('flag-flipped'), 'dark-mode': false } });
  if (path === '/api/status') return json(200, { status: 'ok', at: new Date().toISOString() }, { 'x-api-version': faults.includes('api-older') ? 'v2' : 'v3' });
  if (path === '/robots.txt') return answer(200, 'text/plain; charset=utf-8', 'User-agent: *\nDisallow: /basket\n');
  if (path === '/worker.js') return answer(200, 'text/javascript; charset=utf-8', 'self.addEventListener("install", () => self.skipWaiting());');
  if (path === '/favicon.ico') return answer(204, 'image/x-icon', '');
  return answer(404, 'text/html; charset=utf-8', '<!doctype html><title>Not here</title><p>There is no such page.</p>');
}

function page(served: string, faults: readonly EnvironmentFaultId[], headers: Record<string, string> = {}): Answer {
  const nonce = randomBytes(12).toString('base64');
  const hosts = faults.includes('policy-narrower') ? "'self'" : "'self' https://pay.example";
  const policy = `default-src 'self'; script-src 'self' 'nonce-${nonce}' http://localhost:9; connect-src ${hosts}; style-src 'self'`;
  const html = `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Kettle</title><meta name="release" content="${served}">
<link rel="stylesheet" href="${style(served)}"><script nonce="${nonce}">window.__SETTINGS__ = { region: 'eu-1', limits: { basket: 40 }, session: '${nonce}' };</script>
<script type="module" src="${script(served)}"></script>${faults.includes('origin-added') ? '<script async src="http://localhost:9/tag.js"></script>' : ''}</head>
<body><h1>Kettle</h1><p>Everything for tea, sent on the same day.</p></body></html>`;
  const cookie = `sid=${randomBytes(8).toString('hex')}; Path=/; ${faults.includes('cookie-flag-lost') ? '' : 'HttpOnly; '}SameSite=Lax`;
  return answer(200, 'text/html; charset=utf-8', html, { 'content-security-policy': policy, 'cache-control': 'no-cache', 'set-cookie': cookie, 'strict-transport-security': 'max-age=31536000', ...headers });
}

function asset(path: string): Answer {
  if (path.endsWith('.css')) return answer(200, 'text/css; charset=utf-8', 'body{font:16px sans-serif;margin:3em}', { 'cache-control': 'public, max-age=31536000, immutable' });
  const code = `localStorage.setItem('basket', '[]'); sessionStorage.setItem('seen', String(Date.now()));
navigator.serviceWorker?.register('/worker.js').catch(() => {});
fetch('/config.json').then((answer) => answer.json()).then((config) => { window.__CONFIG__ = config; document.body.dataset.patience = config.api.timeoutMs.toFixed(0); });`;
  return answer(200, 'text/javascript; charset=utf-8', code, { 'cache-control': 'public, max-age=31536000, immutable' });
}

function withEnvironment(sent: Answer, served: string, faults: readonly EnvironmentFaultId[]): Answer {
  if (sent === 'never') return sent;
  const clock: Record<string, string> = faults.includes('clock-off') ? { date: new Date(Date.now() + 300_000).toUTCString() } : {};
  return { ...sent, headers: { 'x-release': served, 'x-request-id': randomBytes(8).toString('hex'), ...clock, ...sent.headers } };
}

function script(release: string): string {
  return `/assets/app-${hash(release)}.js`;
}

function style(release: string): string {
  return `/assets/app-${hash(release)}.css`;
}

/** As a bundler hashes a file's content. */
function hash(release: string): string {
  return `${createHash('sha256').update(release).digest('hex').slice(0, 7)}0`.toUpperCase();
}

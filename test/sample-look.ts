import type { Flaws, MessageGroup, PageLook, RequestFact } from '../verdict/observation.ts';
import type { PagePlan } from '../verdict/plan.ts';
import { partyOf } from '../verdict/party.ts';
import type { PageContext } from '../verdict/rules/page-rule.ts';

export const samplePage: PagePlan = { id: 'page:/shop', name: '/shop', url: 'https://shop.example/shop', severity: 'blocker', viewport: 'desktop' };

export const sampleContext: PageContext = {
  page: samplePage,
  severity: 'blocker',
  partyOf: partyOf('https://shop.example/', ['cdn.shopstatic.net']),
  consoleAllow: [],
  today: '2026-11-24',
};

export const sampleFlaws: Flaws = { skeletonBars: 0, placeholders: [], garbled: [], coveredBy: null, main: 'Everything for tea, from the pot to the cup', mainBare: false, stylesheets: 2, styled: 2 };

/** A healthy look, with what a case changes about it. */
export function sampleLook(change: Partial<PageLook> = {}): PageLook {
  return {
    startedAt: '2026-11-24T10:00:00.000Z',
    durationMs: 2700,
    navigation: { finalUrl: 'https://shop.example/shop', status: 200, contentType: 'text/html; charset=utf-8', redirects: 0, navigations: 1, error: null, versions: [] },
    liveness: { crashed: false, unanswered: 0, frameless: 0 },
    shots: [
      { atMs: 400, width: 640, height: 360, edges: 9700, scale: 0.5 },
      { atMs: 2600, width: 640, height: 360, edges: 9800, scale: 0.5 },
    ],
    content: { texts: 40, characters: 500, domCharacters: 500, controls: 9, media: 2, editables: 0, structures: 1, frames: 1, hiddenBy: null, title: 'Shop', sample: 'Tea' },
    sees: null,
    requests: { total: 10, suspicious: [], pending: [], dropped: 0 },
    messages: { groups: [], errors: 0, warnings: 0, exceptions: 0, dropped: 0 },
    flaws: sampleFlaws,
    readyMs: 400,
    evidence: [],
    ...change,
  };
}

/** The fields of `navigation` with a change. */
export function navigation(change: Partial<PageLook['navigation']>): Partial<PageLook> {
  return { navigation: { ...sampleLook().navigation, ...change } };
}

export const emptyContent = { texts: 0, characters: 0, domCharacters: 0, controls: 0, media: 0, editables: 0, structures: 0, frames: 1, hiddenBy: null, title: '', sample: '' };

export const emptyShots = [
  { atMs: 8100, width: 1280, height: 720, edges: 0, scale: 1 },
  { atMs: 8900, width: 1280, height: 720, edges: 0, scale: 1 },
];

export function request(change: Partial<RequestFact>): RequestFact {
  return { url: 'https://shop.example/assets/app.js', method: 'GET', type: 'script', status: 200, contentType: 'text/javascript', error: null, startMs: 100, durationMs: 20, sample: null, ...change };
}

export function requests(suspicious: Partial<RequestFact>[], pending: Partial<RequestFact>[] = []): Partial<PageLook> {
  return { requests: { total: 10, suspicious: suspicious.map(request), pending: pending.map((fact) => request({ status: null, durationMs: null, ...fact })), dropped: 0 } };
}

export function group(change: Partial<MessageGroup>): MessageGroup {
  return { source: 'console', level: 'error', text: 'Something went wrong', url: 'https://shop.example/assets/app.js', line: 3, stack: null, count: 1, firstMs: 300, ...change };
}

export function messages(groups: Partial<MessageGroup>[]): Partial<PageLook> {
  const all = groups.map(group);
  return { messages: { groups: all, errors: all.length, warnings: 0, exceptions: 0, dropped: 0 } };
}

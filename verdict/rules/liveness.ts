import type { PageRule } from './page-rule.ts';

/** Main-frame navigations that a page may make by itself. */
const navigationLimit = 3;

/** R2: the page crashed, froze, never painted, or keeps reloading. */
export const liveness: PageRule = (look, { page, severity, partyOf }) => {
  const { crashed, unanswered, frameless } = look.liveness;
  const url = page.url;
  const base = { severity, attribution: 'release' as const };
  if (crashed) return [{ code: 'RENDERER_CRASHED', ...base, data: { url } }];
  if (unanswered >= 2) return [{ code: 'PAGE_FROZEN', ...base, data: { url, times: unanswered } }];
  if (frameless >= 2) {
    const pending = look.requests.pending.find(({ type, url: asked }) => type !== 'document' && partyOf(asked) === 'first') ?? look.requests.pending.find(({ type }) => type === 'stylesheet' || type === 'script') ?? null;
    return [{ code: 'NO_FRAME', ...base, data: { url, times: frameless, pending } }];
  }
  const { navigations } = look.navigation;
  return navigations > navigationLimit ? [{ code: 'RELOAD_LOOP', ...base, data: { url, navigations } }] : [];
};

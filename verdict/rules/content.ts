import { likelyCause } from './cause.ts';
import { isPageApi } from './resources.ts';
import type { PageRule } from './page-rule.ts';
import { onlyLogo, onlyWaits } from './unfinished.ts';
import { voidEdges } from './visible.ts';

/** R4: something is painted, but it is no content: a spinner, a skeleton, a bare frame. And what had to be seen is not. */
export const content: PageRule = (look, context) => {
  const held = look.content;
  if (held === null || look.navigation.error !== null) return [];
  const url = context.page.url;
  const edges = look.shots.at(-1)?.edges ?? 0;
  const empty = held.texts === 0 && held.characters === 0 && held.controls === 0 && held.media === 0 && held.editables === 0 && held.structures === 0;
  const last = look.shots.at(-1);
  const splash = look.readyMs === null && last !== undefined && onlyLogo(held, last) && look.requests.pending.some(isPageApi);
  if ((empty || onlyWaits(held) || splash) && edges >= voidEdges) {
    return [{ code: 'NO_CONTENT', severity: context.severity, attribution: 'release', data: { url, edges, cause: likelyCause(look, context) } }];
  }
  if (look.sees !== null && !look.sees.visible) {
    return [{ code: 'NOT_SEEN', severity: context.severity, attribution: 'release', data: { url, wanted: look.sees.wanted } }];
  }
  return [];
};

import type { PageLook } from '../observation.ts';
import { likelyCause } from './cause.ts';
import { isBrokenResource, isPageApi } from './resources.ts';
import type { PageContext, PageRule } from './page-rule.ts';
import { mainPart, onlyLogo, onlyWaits } from './unfinished.ts';
import { voidEdges } from './visible.ts';

/** The words of an error that code threw, or logged after it had caught it. */
const thrown = /^(Uncaught )?(\(in promise\) )?\w*Error\b/;

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
  if (isStalled(look, context) && edges >= voidEdges) {
    return [{ code: 'NO_CONTENT', severity: context.severity, attribution: 'release', data: { url, edges, cause: likelyCause(look, context), main: look.flaws?.main ?? '' } }];
  }
  if (look.sees !== null && !look.sees.visible) {
    return [{ code: 'NOT_SEEN', severity: context.severity, attribution: 'release', data: { url, wanted: look.sees.wanted } }];
  }
  return [];
};

/** True when the frame of the page stands, but its main part never came: it still says so, or is empty and something of its own failed. */
function isStalled({ flaws, requests, messages }: PageLook, { partyOf }: PageContext): boolean {
  const part = mainPart(flaws);
  if (part !== 'empty') return part === 'waits';
  const failed = requests.suspicious.some((fact) => partyOf(fact.url) === 'first' && (isBrokenResource(fact) || isPageApi(fact)));
  return failed || messages.groups.some(({ level, text, url }) => level === 'error' && thrown.test(text) && partyOf(url) === 'first');
}

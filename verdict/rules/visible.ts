import { likelyCause } from './cause.ts';
import type { PageRule } from './page-rule.ts';

/**
 * A window with fewer edges than this, at 1280×720, shows nothing: pages that are empty have 0, the emptiest healthy
 * page that was measured (a dark hero with one heading) has 188.
 */
export const voidEdges = 100;

/** R3: two pictures, and nothing to be seen in either. */
export const visible: PageRule = (look, context) => {
  if (look.navigation.error !== null || look.shots.length < 2) return [];
  if (look.shots.some(({ edges }) => edges >= voidEdges)) return [];
  const last = look.shots[look.shots.length - 1];
  const cover = look.flaws?.coveredBy;
  return [
    {
      code: 'WHITE_SCREEN',
      severity: context.severity,
      attribution: 'release',
      data: {
        url: context.page.url,
        edges: look.shots.map(({ edges }) => edges),
        width: last?.width ?? 0,
        height: last?.height ?? 0,
        characters: Math.max(look.content?.characters ?? 0, look.content?.domCharacters ?? 0),
        hiddenBy: look.content?.hiddenBy ?? (cover ? `${cover} lies over everything` : null),
        cause: likelyCause(look, context),
      },
    },
  ];
};

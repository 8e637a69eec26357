import { clip } from '../../verdict/text.ts';
import { checkAnchor } from './anchors.ts';
import { type Markup, html } from './markup.ts';
import { lastScreenshot } from './pictures.ts';
import type { Telling } from './telling.ts';

const most = 60;

/** The pages that passed and are not shown yet, as they were seen; null when there are no pictures of them. */
export function galleryPart({ material, shelf }: Telling): Markup | null {
  const { pictures } = material;
  const seen = material.verdict.checks.flatMap((check) => {
    const path = lastScreenshot(check, pictures);
    const small = path && shelf.thumbnail(path, html`<a href="#${checkAnchor(check.id)}"><bdi>${clip(check.title, 120)}</bdi></a>`);
    return small ? [small] : [];
  });
  if (seen.length === 0) return null;
  return html`<section id="pages" aria-labelledby="pages-heading"><h2 id="pages-heading">Pages that passed, as they were seen</h2><div class="gallery">${seen.slice(0, most)}</div></section>`;
}

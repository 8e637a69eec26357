import type { PageLook } from '../../verdict/observation.ts';
import { counted } from '../../verdict/text.ts';
import { pictureAnchor } from './anchors.ts';
import { fileLink } from './links.ts';
import { type Markup, type Part, html, trusted } from './markup.ts';
import type { Picture } from './pictures.ts';
import { lasting } from './times.ts';

/** Hands out the pictures of a report so that each is embedded once and referred to afterwards. */
export interface PictureShelf {
  /**
   * Pictures side by side, equal ones told together: those of the last visit, and those of the others to be opened.
   * @param looks the visits that they come from, when known.
   */
  figures(paths: string[], looks: PageLook[]): { last: Markup | null; others: Markup | null };
  /** One small picture; null when there is none, or when it was shown before. */
  thumbnail(path: string, caption: Part): Markup | null;
}

/** A shelf for one rendering of a report. */
export function openPictureShelf(pictures: ReadonlyMap<string, Picture>): PictureShelf {
  const shown = new Set<string>();
  const figure = (picture: Picture, alt: string, caption: Part): Markup => {
    const anchor = pictureAnchor(picture);
    if (picture.uri === null) return html`<p class="elsewhere">${caption}: in the folder, ${fileLink(picture.path)}</p>`;
    if (shown.has(picture.sha256)) return html`<p class="elsewhere">${caption}: <a href="#${anchor}">the same picture as above</a></p>`;
    shown.add(picture.sha256);
    const size = picture.size && html` width="${picture.size.width}" height="${picture.size.height}"`;
    return html`<figure id="${anchor}"><a href="#${anchor}"><img src="${trusted(picture.uri)}" alt="${alt}"${size}></a><figcaption>${caption}</figcaption></figure>`;
  };
  return {
    figures(paths, looks) {
      const groups = Map.groupBy(paths.flatMap((path) => pictures.get(path) ?? []), ({ sha256 }) => sha256);
      const [firstOfAll] = [...groups.values()].flat();
      if (firstOfAll === undefined) return { last: null, others: null };
      if ([...groups.keys()].every((sum) => shown.has(sum))) return { last: html`<p class="elsewhere">The same ${groups.size === 1 ? 'picture' : 'pictures'} as <a href="#${pictureAnchor(firstOfAll)}">above</a>.</p>`, others: null };
      const told = (equal: Picture[]): Part => {
        const [first] = equal;
        if (first === undefined) return null;
        const names = equal.map((picture) => nameOf(picture, looks));
        return figure(first, first.type === 'heat-map' ? 'What of the page counts as visible, in red' : 'The page as it was seen', captionOf(names, first));
      };
      const last = ofLastVisit(paths, looks);
      const ofLast = (equal: Picture[]) => equal.some(({ path }) => last.has(path));
      const others = [...groups.values()].filter((equal) => !ofLast(equal));
      return {
        last: html`${[...groups.values()].filter(ofLast).map(told)}`,
        others: others.length > 0 ? html`<details class="exhibit"><summary><h3>Other visits</h3> <span class="soft">${counted(others.length, 'picture')}</span></summary><div class="shelf">${others.map(told)}</div></details>` : null,
      };
    },
    thumbnail(path, caption) {
      const picture = pictures.get(path);
      return picture?.uri && !shown.has(picture.sha256) ? figure(picture, 'The page as it was seen', caption) : null;
    },
  };
}

/** The pictures of the last visit that left any, or the first three when the visits are not known. */
function ofLastVisit(paths: string[], looks: PageLook[]): Set<string> {
  const last = looks.findLast(({ evidence }) => evidence.some(({ path }) => paths.includes(path)));
  return new Set(last ? last.evidence.map(({ path }) => path) : paths.slice(0, 3));
}

function captionOf(names: string[], { type }: Picture): Part {
  const what = type === 'heat-map' ? 'What counts as visible, in red' : names.length > 1 ? `${counted(names.length, 'picture')}, all alike` : 'As it was seen';
  return html`<b>${what}</b> <span>${names.join(', ')}</span>`;
}

/** `visit 2, after 4.5 s, 0 edges`, or the name of the file when the visit is not known. */
function nameOf({ path, type }: Picture, looks: PageLook[]): string {
  const index = looks.findIndex(({ evidence }) => evidence.some((file) => file.path === path));
  const look = looks[index];
  if (look === undefined) return path.slice(path.lastIndexOf('/') + 1).slice(0, 80);
  const visit = `visit ${index + 1}`;
  if (type === 'heat-map') return `${visit}: ${counted(look.shots.at(-1)?.edges ?? 0, 'edge')}`;
  const taken = look.evidence.filter((file) => file.type === 'screenshot');
  // As many pictures may be kept as were measured, or only the last ones.
  const shot = look.shots.at(taken.findIndex((file) => file.path === path) - taken.length);
  return shot ? `${visit} after ${lasting(shot.atMs)}` : visit;
}

import { readdir } from 'node:fs/promises';
import type { CorpusPage } from './corpus-page.ts';

const folders = ['faults', 'healthy'];

/**
 * All pages of the corpus: whatever file lies in its folders. To add a page, add a file that exports `page`.
 *
 * Not in here, because a server on loopback cannot bring them about: mixed content and bad certificates (P21, P27, they need
 * TLS), an old build under a new name (P62, a matter of the declared release), a browser without graphics (H47, only a
 * baseline of the same runner tells). Nor what is no page: empty answers and downloads by design (H43), and bot
 * challenges (P61, H46), of which a single runner cannot know whether users meet them.
 *
 * @throws when a file exports no page, or two pages have one id.
 */
export async function readCorpus(): Promise<CorpusPage[]> {
  const found = await Promise.all(folders.map(readFolder));
  const pages = found.flat();
  const twice = pages.find(({ id }, index) => pages.findIndex((other) => other.id === id) !== index);
  if (twice) throw new Error(`Two corpus pages have the id ${twice.id}`);
  return pages.sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
}

async function readFolder(folder: string): Promise<CorpusPage[]> {
  const at = new URL(`./${folder}/`, import.meta.url);
  const files = (await readdir(at)).filter((file) => file.endsWith('.ts'));
  return Promise.all(
    files.map(async (file) => {
      const { page } = (await import(new URL(file, at).href)) as { page?: CorpusPage };
      if (!page) throw new Error(`lab/corpus/${folder}/${file} exports no page`);
      return page;
    }),
  );
}

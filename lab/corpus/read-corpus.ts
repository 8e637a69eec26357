import { readdir } from 'node:fs/promises';
import type { CorpusPage } from './corpus-page.ts';

const folders = ['faults', 'healthy'];

/**
 * All pages of the corpus: whatever file lies in its folders.
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

import { readdir } from 'node:fs/promises';
import type { Format } from './format.ts';

const sourceOrBuilt = /(?<!\.d)\.(?:ts|js)$/;

function isFormat(value: unknown): value is Format {
  if (typeof value !== 'object' || value === null) return false;
  const { name, file, render } = value as Partial<Record<keyof Format, unknown>>;
  return typeof name === 'string' && typeof file === 'string' && typeof render === 'function';
}

async function loadFormat(url: URL): Promise<Format> {
  const { format } = (await import(url.href)) as { format?: unknown };
  if (!isFormat(format)) throw new Error(`${url.pathname} exports no "format" with name, file and render`);
  return format;
}

/**
 * All report formats by name: whatever lies in the folder `formats/`, as source or built. Two formats
 * of one name or one file are an error.
 */
export async function loadFormats(folder: URL = new URL('./formats/', import.meta.url)): Promise<Map<string, Format>> {
  const files = (await readdir(folder)).filter((file) => sourceOrBuilt.test(file)).sort();
  const formats = new Map<string, Format>();
  const taken = new Set<string>();
  for (const format of await Promise.all(files.map((file) => loadFormat(new URL(encodeURIComponent(file), folder))))) {
    if (formats.has(format.name) || taken.has(format.file)) throw new Error(`two report formats are named ${format.name} or write ${format.file}`);
    formats.set(format.name, format);
    taken.add(format.file);
  }
  return formats;
}

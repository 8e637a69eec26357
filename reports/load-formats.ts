import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Format, ReportFile } from './format.ts';

const sourceOrBuilt = /(?<!\.d)\.(?:ts|js)$/;

function isFormat(value: unknown): value is Format {
  if (typeof value !== 'object' || value === null) return false;
  const { name, files } = value as Partial<Record<keyof Format, unknown>>;
  return typeof name === 'string' && Array.isArray(files) && files.every(isReportFile);
}

function isReportFile(value: unknown): value is ReportFile {
  if (typeof value !== 'object' || value === null) return false;
  const { name, render } = value as Partial<Record<keyof ReportFile, unknown>>;
  return typeof name === 'string' && basename(name) === name && typeof render === 'function';
}

async function loadFormat(url: URL): Promise<Format> {
  const { format } = (await import(url.href)) as { format?: unknown };
  if (!isFormat(format)) throw new Error(`${url.pathname} exports no "format" with a name and files`);
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
    const twice = format.files.find(({ name }) => taken.has(name));
    if (formats.has(format.name) || twice) throw new Error(`two report formats are named ${format.name}${twice ? ` or write ${twice.name}` : ''}`);
    formats.set(format.name, format);
    for (const { name } of format.files) taken.add(name);
  }
  return formats;
}

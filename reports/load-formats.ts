import { readdir } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import { basename } from 'node:path';
import { outputNames } from '../verdict/wire.ts';
import type { Format, ReportFile } from './format.ts';

const sourceOrBuilt = /(?<!\.d)\.(?:ts|js)$/;

/** A module is no report format, or one that cannot be used beside the others. The message is the predicate of a sentence about it. */
export class FormatError extends Error {
  /** URL of the module. */
  readonly format: string;

  constructor(format: string, predicate: string, cause?: unknown) {
    super(predicate, { cause });
    this.name = 'FormatError';
    this.format = format;
  }
}

function isFormat(value: unknown): value is Format {
  if (typeof value !== 'object' || value === null) return false;
  const { name, files, suits, announce } = value as Partial<Record<keyof Format, unknown>>;
  const optional = [suits, announce].every((part) => part === undefined || typeof part === 'function');
  return typeof name === 'string' && name !== '' && Array.isArray(files) && files.every(isReportFile) && optional;
}

function isReportFile(value: unknown): value is ReportFile {
  if (typeof value !== 'object' || value === null) return false;
  const { name, render } = value as Partial<Record<keyof ReportFile, unknown>>;
  return typeof name === 'string' && !['', '.', '..'].includes(name) && basename(name) === name && typeof render === 'function';
}

async function loadFormat(url: string): Promise<Format> {
  const module = (await import(url).catch((error: unknown) => {
    throw new FormatError(url, `could not be loaded: ${error instanceof Error ? error.message : String(error)}`, error);
  })) as { format?: unknown };
  if (!isFormat(module.format)) throw new FormatError(url, 'exports no "format" with a name and files, as docs/formats.md shows it');
  return module.format;
}

/**
 * All report formats: whatever lies in the folder `formats/`, as source or built, by name; and the modules of others, by URL.
 *
 * @param names names of formats, of which those that are the URL of a module are loaded too.
 * @throws FormatError for a module that is no format, and for two formats of one name or one file.
 */
export async function loadFormats(names: readonly string[] = [], folder: URL = new URL('./formats/', import.meta.url)): Promise<Map<string, Format>> {
  const files = (await readdir(folder)).filter((file) => sourceOrBuilt.test(file)).sort();
  const own = files.map((file) => new URL(encodeURIComponent(file), folder).href);
  const urls = [...own, ...new Set(names.filter(isModule))];
  const loaded = await withModulesAsWritten(() => Promise.all(urls.map(loadFormat)));
  const formats = new Map<string, Format>();
  const takenNames = new Set<string>(['allure']);
  const takenFiles = new Set<string>(Object.values(outputNames));
  for (const [index, format] of loaded.entries()) {
    const url = urls[index] ?? '';
    if (takenNames.has(format.name)) throw new FormatError(url, `is named ${format.name}, as another format is`);
    takenNames.add(format.name);
    for (const { name } of format.files) {
      if (takenFiles.has(name)) throw new FormatError(url, `writes ${name}, which is written already`);
      takenFiles.add(name);
    }
    formats.set(isModule(url) && !own.includes(url) ? url : format.name, format);
  }
  return formats;
}

/** A format in TypeScript is an ES module whatever `type` the package.json around it has, as it has an `export`. */
async function withModulesAsWritten<T>(load: () => Promise<T>): Promise<T> {
  const hooks = registerHooks({
    resolve: (specifier, context, next) => {
      const resolved = next(specifier, context);
      return context.parentURL === import.meta.url && isModule(specifier) && resolved.url.endsWith('.ts') ? { ...resolved, format: 'module-typescript' } : resolved;
    },
  });
  try {
    return await load();
  } finally {
    hooks.deregister();
  }
}

function isModule(name: string): boolean {
  return name.startsWith('file:');
}

/** What a text can be by its form. `local-time` is a time without its offset. */
export const stringFormats = ['uuid', 'date-time', 'local-time', 'date', 'email', 'uri', 'digits'] as const;
export type StringFormat = (typeof stringFormats)[number];

/** Formats that a program wrote: where one is gone, what partners parse is gone. The others may be what a person typed. */
export const machineWritten: readonly StringFormat[] = ['uuid', 'date-time'];

/** Longer texts have no format. */
const longest = 500;

const patterns: [StringFormat, RegExp][] = [
  ['uuid', /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i],
  ['date-time', /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:[Zz]|[+-]\d\d:?\d\d)$/],
  ['local-time', /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?$/],
  ['date', /^\d{4}-\d\d-\d\d$/],
  ['digits', /^-?\d+(?:\.\d+)?$/],
  ['email', /^[^\s@]{1,64}@[^\s@.]{1,63}(?:\.[^\s@.]{1,63}){1,5}$/],
  ['uri', /^[a-z][a-z0-9+.-]{1,20}:\/\/[^\s]+$/i],
];

/** The format of a text, or null. */
export function formatOf(text: string): StringFormat | null {
  if (text.length > longest) return null;
  return patterns.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

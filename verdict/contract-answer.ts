import type { DeclaredContent, DeclaredResponse } from './journey-plan.ts';

/** The response that holds for a status: the one of that status, else of its class (`2XX`), else `default`. Null when none does. */
export function declaredBy(responses: readonly DeclaredResponse[], status: number): DeclaredResponse | null {
  const keys = [String(status), `${Math.floor(status / 100)}XX`, 'default'];
  return keys.map((key) => responses.find((response) => response.status.toUpperCase() === key.toUpperCase())).find((response) => response !== undefined) ?? null;
}

/** The content that holds for a content type: the type itself, most parameters first, else its class (`text/*`), else any. Null when none does. */
export function contentFor(contents: readonly DeclaredContent[], contentType: string | null): DeclaredContent | null {
  const [type = '', ...parameters] = partsOf(contentType ?? '');
  if (type === '') return null;
  const ranges = [type, `${type.split('/')[0]}/*`, '*/*'];
  const fitting = contents.flatMap((content) => {
    const [range = '', ...wanted] = partsOf(content.type);
    const rank = ranges.indexOf(range);
    return rank >= 0 && wanted.every((parameter) => parameters.includes(parameter)) ? [{ content, rank, wanted: wanted.length }] : [];
  });
  return fitting.sort((a, b) => a.rank - b.rank || b.wanted - a.wanted)[0]?.content ?? null;
}

/** Is a content type what is expected? Of parameters those that are expected must be there. */
export function isOfType(actual: string | null, expected: string): boolean {
  const [type, ...parameters] = partsOf(actual ?? '');
  const [wanted, ...wantedParameters] = partsOf(expected);
  return type === wanted && wantedParameters.every((parameter) => parameters.includes(parameter));
}

function partsOf(type: string): string[] {
  return type.toLowerCase().split(';').map((part) => part.trim().replaceAll('"', ''));
}

import { depthOf, memberName, parentPath } from './field-path.ts';
import { type FieldShape, type JsonShape, counts } from './json-shape.ts';

/** The shape of two answers, or of two sets of them: what holds for both. Its size is that of the larger, plus what only one has. */
export function mergeShapes(one: JsonShape, other: JsonShape): JsonShape {
  const paths = [...new Set([...Object.keys(one.fields), ...Object.keys(other.fields)])].sort();
  const merged = paths.map((path): [string, FieldShape] => {
    const [a, b] = [one.fields[path], other.fields[path]];
    if (a !== undefined && b !== undefined) return [path, mergeFields(a, b)];
    return [path, a === undefined ? alone(path, b as FieldShape, one) : alone(path, a, other)];
  });
  const cuts = [one.cut, other.cut].filter((cut) => cut !== undefined);
  return { fields: Object.fromEntries(merged), ...(cuts.length === 0 ? {} : { cut: Math.min(...cuts) }) };
}

function mergeFields(a: FieldShape, b: FieldShape): FieldShape {
  const items = [a.items, b.items].filter((count) => count !== undefined);
  const format = hasTexts(a) && hasTexts(b) ? (a.format === b.format ? a.format : undefined) : (a.format ?? b.format);
  return {
    types: [...new Set([...a.types, ...b.types])].sort(),
    ...(a.optional || b.optional ? { optional: true as const } : {}),
    seen: Math.min((a.seen ?? 1) + (b.seen ?? 1), counts.seen),
    ...(items.length === 0 ? {} : { items: Math.min(...items) }),
    ...(format === undefined ? {} : { format }),
    ...mergeWords(a, b),
  };
}

function mergeWords(a: FieldShape, b: FieldShape): Pick<FieldShape, 'values' | 'texts'> {
  if (!hasTexts(a) || !hasTexts(b)) return wordsOf(hasTexts(a) ? a : b);
  const values = [...new Set([...(a.values ?? []), ...(b.values ?? [])])].sort();
  if (a.values === undefined || b.values === undefined || values.length > counts.words) return {};
  return { values, texts: Math.min((a.texts ?? 1) + (b.texts ?? 1), counts.texts) };
}

function wordsOf({ values, texts }: FieldShape): Pick<FieldShape, 'values' | 'texts'> {
  return values === undefined ? {} : { values, texts: texts ?? 1 };
}

/** A field of which the other side could have told: there it is missing. */
function alone(path: string, field: FieldShape, other: JsonShape): FieldShape {
  const parent = other.fields[parentPath(path) ?? ''];
  const isMissing = memberName(path) !== null && parent?.types.includes('object') && depthOf(path) < (other.cut ?? Infinity);
  return isMissing ? { ...field, optional: true } : field;
}

function hasTexts({ types }: FieldShape): boolean {
  return types.includes('string');
}

import type { JsonType } from '../journey-plan.ts';
import { movedEnvelope } from './envelope.ts';
import { depthOf, memberName, parentPath } from './field-path.ts';
import { type FieldShape, type JsonShape, counts } from './json-shape.ts';
import { machineWritten } from './string-format.ts';

/** In which ways an answer can differ from the shape that was learned. */
export const shapeChanges = ['envelope', 'gone', 'null', 'type', 'format', 'value', 'empty'] as const;
export type ShapeChangeKind = (typeof shapeChanges)[number];

/** One place that is not as it was learned. */
export interface ShapeChange {
  kind: ShapeChangeKind;
  path: string;
  was: string;
  is: string;
  /** It is so everywhere in the answer, or enough was seen before to rule out that it was always so now and then. */
  sure: boolean;
}

/** Words that must have been seen before an unknown one is remarkable. */
const leastWords = 3;

/** What of an answer is not as it was learned, from the top to the bottom; what hangs below a change is not told again. */
export function compareShapes(before: JsonShape, now: JsonShape): ShapeChange[] {
  const moved = movedEnvelope(before, now);
  if (moved !== null) return [{ kind: 'envelope', path: moved.from, was: `at ${moved.from}`, is: `at ${moved.to}`, sure: true }];
  const comparable = new Set<string>();
  const depths = new Map(Object.keys(before.fields).map((path) => [path, depthOf(path)]));
  const ordered = [...depths].sort(([a, depthA], [b, depthB]) => depthA - depthB || (a < b ? -1 : 1));
  return ordered.flatMap(([path, depth]): ShapeChange[] => {
    const parent = parentPath(path);
    const was = before.fields[path];
    if (was === undefined || (parent !== null && !comparable.has(parent))) return [];
    const is = now.fields[path];
    if (is === undefined) return depth >= (now.cut ?? Infinity) ? [] : missing(path, was);
    const change = changeOf(path, was, is);
    if (change === null || !['null', 'type'].includes(change.kind) || !change.sure) comparable.add(path);
    return change === null ? [] : [change];
  });
}

/** Lists and tables may be empty: that is told of themselves. */
function missing(path: string, was: FieldShape): ShapeChange[] {
  if (was.optional || memberName(path) === null) return [];
  return [{ kind: 'gone', path, was: typesInWords(was.types), is: 'missing', sure: true }];
}

function changeOf(path: string, was: FieldShape, is: FieldShape): ShapeChange | null {
  const often = (was.seen ?? 1) >= counts.seen;
  const learned = was.types.filter((type) => type !== 'null');
  const shown = is.types.filter((type) => type !== 'null');
  if (learned.length === 0) return null;
  const strange = shown.filter((type) => !learned.includes(type));
  if (strange.length > 0) return { kind: 'type', path, was: typesInWords(was.types), is: typesInWords(strange), sure: often || strange.length === is.types.length };
  if (is.types.includes('null') && !was.types.includes('null')) return { kind: 'null', path, was: typesInWords(was.types), is: shown.length === 0 ? 'null' : 'null in places', sure: nullIsSure(learned, shown.length === 0, often) };
  if (is.optional && !was.optional) return { kind: 'gone', path, was: typesInWords(was.types), is: 'missing in places', sure: often };
  if (was.format !== undefined && shown.includes('string') && is.format !== was.format) return { kind: 'format', path, was: was.format, is: is.format ?? 'another text', sure: machineWritten.includes(was.format) && (often || is.format !== undefined) };
  return unknownWord(path, was, is) ?? emptyList(path, was, is);
}

/** Many a text or number may be null now and then; an object or a list that is null is nothing that partners can read on in. */
function nullIsSure(learned: JsonType[], everywhere: boolean, often: boolean): boolean {
  const isContainer = learned.includes('object') || learned.includes('array');
  return isContainer ? everywhere || often : everywhere && often;
}

function unknownWord(path: string, was: FieldShape, is: FieldShape): ShapeChange | null {
  if (was.values === undefined || (was.texts ?? 1) < leastWords) return null;
  const known = was.values;
  const unknown = is.values?.filter((value) => !known.includes(value)) ?? null;
  if (unknown === null ? !is.types.includes('string') : unknown.length === 0) return null;
  return { kind: 'value', path, was: known.join(', '), is: unknown === null ? 'other texts' : unknown.join(', '), sure: false };
}

function emptyList(path: string, was: FieldShape, is: FieldShape): ShapeChange | null {
  return is.items === 0 && (was.items ?? 0) > 0 ? { kind: 'empty', path, was: 'not empty', is: 'an empty list', sure: false } : null;
}

function typesInWords(types: JsonType[]): string {
  return types.join(' or ');
}

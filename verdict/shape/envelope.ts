import { memberName, parentPath, rootPath } from './field-path.ts';
import type { JsonShape } from './json-shape.ts';

/** A part of the document that now stands elsewhere. */
export interface Move {
  from: string;
  to: string;
}

/** Whether the document, or one of its members, was put into another object, or taken out of one. Null when it was not. */
export function movedEnvelope(before: JsonShape, now: JsonShape): Move | null {
  for (const path of [rootPath, ...membersOf(before, rootPath).map(({ path }) => path)]) {
    const into = wrapping(path, before, now);
    if (into !== null) return { from: path, to: into };
  }
  return unwrapping(before, now);
}

/** Where in `now` that stands which stood at a path before, when that is one member further in. */
function wrapping(path: string, before: JsonShape, now: JsonShape): string | null {
  if (!has(now, path, 'object')) return null;
  const inner = membersOf(now, path).filter((member) => member.path.startsWith(path) && !has(before, member.path));
  if (has(before, path, 'array') && !has(before, path, 'object')) return inner.find((member) => has(now, member.path, 'array'))?.path ?? null;
  if (!has(before, path, 'object')) return null;
  const lost = lostNames(path, before, now);
  return inner.find((member) => has(now, member.path, 'object') && holdsMost(lost, member.path, now))?.path ?? null;
}

function unwrapping(before: JsonShape, now: JsonShape): Move | null {
  const members = membersOf(before, rootPath).filter(({ path }) => !has(now, path));
  if (!has(before, rootPath, 'object')) return null;
  const list = has(now, rootPath, 'array') ? members.find(({ path }) => has(before, path, 'array')) : undefined;
  const object = has(now, rootPath, 'object')
    ? members.find(({ path }) => {
        const names = membersOf(before, path).map(({ name }) => name).filter((name) => !membersOf(before, rootPath).some((member) => member.name === name));
        return holdsMost(names, rootPath, now);
      })
    : undefined;
  const from = (list ?? object)?.path;
  return from === undefined ? null : { from, to: rootPath };
}

/** Names of the members that every object at a path had, and that none has now. Empty when most are still there. */
function lostNames(path: string, before: JsonShape, now: JsonShape): string[] {
  const required = membersOf(before, path).filter((member) => !before.fields[member.path]?.optional);
  const lost = required.filter((member) => !has(now, member.path));
  return lost.length * 2 >= required.length ? lost.map(({ name }) => name) : [];
}

function holdsMost(names: string[], path: string, shape: JsonShape): boolean {
  const held = new Set(membersOf(shape, path).map(({ name }) => name));
  return names.length > 0 && names.filter((name) => held.has(name)).length * 2 >= names.length;
}

function membersOf({ fields }: JsonShape, path: string): { path: string; name: string }[] {
  return Object.keys(fields).flatMap((member) => {
    const name = parentPath(member) === path ? memberName(member) : null;
    return name === null ? [] : [{ path: member, name }];
  });
}

function has({ fields }: JsonShape, path: string, type?: 'object' | 'array'): boolean {
  const field = fields[path];
  return field !== undefined && (type === undefined || field.types.includes(type));
}

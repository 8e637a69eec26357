/**
 * Places in a JSON document: `$` is the document, `.name` or `["odd name"]` a member, `[*]` every item of a list, and `.*` every
 * member whose name is data and not part of the contract.
 */
export const rootPath = '$';

/** Longer names are data. */
const longestName = 60;

/** Names that identify something: numbers, ids, hashes, dates, addresses. */
const identifying = /^-?\d+$|^\d{4}-\d\d-\d\d|@|:\/\/|^[0-9a-f]{8}-[0-9a-f]{4}-|^(?=.*\d)[0-9a-f]{16,}$|^[a-z]{2,10}[_-]\d{3,}$|^(?=(?:\D*\d){4})[\w-]{12,}$/i;

const lastPart = /(?:\.[\w*]+|\["(?:[^"\\]|\\.)*"\]|\[\*\])$/;

/** The place of a member. */
export function memberPath(path: string, name: string): string {
  if (name.length > longestName || identifying.test(name)) return `${path}.*`;
  return /^[A-Za-z_]\w*$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}

/** The place of all members of an object that is used as a table. */
export function anyMemberPath(path: string): string {
  return `${path}.*`;
}

/** The place of all items of a list. */
export function itemPath(path: string): string {
  return `${path}[*]`;
}

/** The place that holds another, or null for the document. */
export function parentPath(path: string): string | null {
  const part = lastPart.exec(path);
  return part === null || part.index === 0 ? null : path.slice(0, part.index);
}

/** How deep a place is: 0 for the document. */
export function depthOf(path: string): number {
  const parent = parentPath(path);
  return parent === null ? 0 : depthOf(parent) + 1;
}

/** The name of a member as it stands in the document, or null for items, tables and the document itself. */
export function memberName(path: string): string | null {
  const part = lastPart.exec(path)?.[0] ?? '';
  if (part.startsWith('["')) return JSON.parse(part.slice(1, -1)) as string;
  return part.startsWith('.') && part !== '.*' ? part.slice(1) : null;
}

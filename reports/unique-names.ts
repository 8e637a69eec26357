/**
 * Names that differ, for consumers that take two of one name for one: a second one gets its mark (what tells it apart, such as
 * an id), and a number when that is not enough.
 *
 * @param taken names that are used elsewhere.
 */
export function uniqueNames(wanted: readonly { name: string; mark: string }[], taken: readonly string[] = []): string[] {
  const used = new Set(taken);
  const counts = new Map<string, number>();
  return wanted.map(({ name, mark }) => {
    const marked = `${name} [${mark}]`;
    let unique = used.has(name) ? marked : name;
    while (used.has(unique)) {
      const number = (counts.get(marked) ?? 1) + 1;
      counts.set(marked, number);
      unique = `${marked} (${number})`;
    }
    used.add(unique);
    return unique;
  });
}

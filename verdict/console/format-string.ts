const longest = 4000;
const directive = /%[sdifoOc%]/g;

/**
 * A console call as the browser's console shows it: directives of the first text are replaced by the arguments that
 * follow, styling is left out, and arguments without a directive are appended.
 *
 * @param args previews of all arguments, the first included.
 */
export function formatConsole(args: readonly string[]): string {
  const [first, ...rest] = args;
  if (first === undefined) return '';
  let next = 0;
  const text = first.slice(0, longest).replace(directive, (found) => {
    if (found === '%%') return '%';
    if (next >= rest.length) return found;
    const value = rest[next++] ?? '';
    return filled(found, value);
  });
  return [text, ...rest.slice(next)].join(' ').slice(0, longest);
}

/** Whether a text holds a directive that formatting would replace. */
export function hasDirective(text: string): boolean {
  return /%[sdifoOc%]/.test(text.slice(0, longest));
}

function filled(kind: string, value: string): string {
  if (kind === '%c') return '';
  if (kind === '%d' || kind === '%i') return number(Number.parseInt(value, 10));
  if (kind === '%f') return number(Number.parseFloat(value));
  return value;
}

function number(value: number): string {
  return String(value);
}

/** Values for the variables of the examples, where any text will not do. */
const values: Record<string, string> = { DEADLINE: '5m', URL: 'https://shop.example' };

/** The arguments of every `gonogo …` in a text of shell commands, variables and substitutions filled in. */
export function shellCommands(text: string): string[][] {
  const joined = text.replace(/\\\n\s*/g, ' ');
  return [...joined.matchAll(/(?:^|[\s'"`])(?:npx )?gonogo ((?:run|show|gate|demo)\b[^\n`]*)/gm)].map(([, line = '']) => words(line));
}

/** The arguments of every container of a document that runs the image. */
export function containerCommands(document: unknown): string[][] {
  if (Array.isArray(document)) return document.flatMap(containerCommands);
  if (typeof document !== 'object' || document === null) return [];
  const { image, args } = document as { image?: unknown; args?: unknown };
  const own = typeof image === 'string' && image.startsWith('gonogo:') && Array.isArray(args) ? [args.map((word) => filled(String(word)))] : [];
  return [...own, ...Object.values(document).flatMap(containerCommands)];
}

/** Splits a simple command as a shell would, up to what ends it. */
function words(line: string): string[] {
  const found: string[] = [];
  for (const [part] of line.matchAll(/"(?:\$\([^)]*\)|[^"])*"|'[^']*'|[^\s"']+|["']/g)) {
    if (/^(?:[;|&>)'"]|\d?>)/.test(part) && part.length < 3 && part !== '""') break;
    if (/^[;|&>]/.test(part)) break;
    found.push(filled(part.replace(/^(["'])(.*)\1$/s, '$2')));
  }
  return found;
}

function filled(word: string): string {
  return word
    .replace(/\$\([^)]*\)|\$?\{\{[^}]*\}\}|\$\{[^}]*\}/g, 'x')
    .replace(/\$(\w+)/g, (_, name: string) => values[name] ?? 'x');
}

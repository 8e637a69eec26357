import type { Dialect } from './change.ts';

/**
 * What is read as one piece: comments, quoted texts and names, and the dollar quotes of PostgreSQL. `E'…'` and MySQL know
 * the backslash; where it means nothing a text ends earlier, so the pattern depends on the dialect.
 */
const pieces: Readonly<Record<Dialect, RegExp>> = {
  postgresql: /--[^\n]*|\/\*[^]*?(?:\*\/|$)|(?<![\w$])[eE]'(?:[^'\\]|\\[^]|'')*(?:'|$)|'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|(?<![\w$])\$([A-Za-z_]\w*)?\$[^]*?(?:\$\1\$|$)|;/g,
  mysql: /--(?=\s|$)[^\n]*|#[^\n]*|\/\*[^]*?(?:\*\/|$)|'(?:[^'\\]|\\[^]|'')*(?:'|$)|"(?:[^"\\]|\\[^]|"")*(?:"|$)|`(?:[^`]|``)*(?:`|$)|;/g,
  sqlite: /--[^\n]*|\/\*[^]*?(?:\*\/|$)|'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|`(?:[^`]|``)*(?:`|$)|\[[^\]]*(?:\]|$)|;/g,
};

/** A line that changes how the client of MySQL cuts a script: from there on nothing is known. */
const delimiterLine = /^[ \t]*delimiter[ \t]/im;

/**
 * Cuts a script at the semicolons that end statements. Comments are left out, but for those that MySQL executes. A body
 * between BEGIN and END is cut too: its parts are no statements that can be read, and so are unknown, never safe.
 */
export function splitStatements(script: string, dialect: Dialect): string[] {
  const at = dialect === 'mysql' ? script.search(delimiterLine) : -1;
  if (at >= 0) return [...splitStatements(script.slice(0, at), dialect), script.slice(at).trim()];
  const statements: string[] = [];
  let current = '';
  let from = 0;
  for (const match of script.matchAll(pieces[dialect])) {
    const [piece] = match;
    current += script.slice(from, match.index);
    from = match.index + piece.length;
    if (piece === ';') {
      statements.push(current);
      current = '';
    } else if (isComment(piece)) current += ' ';
    else current += piece;
  }
  return [...statements, current + script.slice(from)].map((text) => text.trim()).filter((text) => text !== '');
}

function isComment(piece: string): boolean {
  return /^(?:--|#|\/\*(?!M?!))/.test(piece);
}

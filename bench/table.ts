/** A table, and what must be known to read it. */
export interface Section {
  title: string;
  columns: string[];
  rows: string[][];
  /** Sentences under the table. */
  notes: string[];
}

/** Plain text within 80 columns: the first column to the left, figures to the right, long notes wrapped. */
export function renderText(section: Section): string {
  const lines = [section.columns, ...section.rows];
  const widths = section.columns.map((_, column) => Math.max(...lines.map((row) => (row[column] ?? '').length)));
  const line = (row: string[]) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ').trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('──');
  return [section.title, '', line(section.columns), rule, ...section.rows.map(line), '', ...section.notes.map((note) => wrapped(note, 80))].join('\n');
}

/** The same as Markdown. */
export function renderMarkdown(section: Section): string {
  const line = (row: string[]) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = section.columns.map((_, column) => (column === 0 ? ':--' : '--:'));
  return [`## ${section.title}`, '', line(section.columns), line(rule), ...section.rows.map(line), '', ...section.notes.map((note) => `- ${note}`), ''].join('\n');
}

function wrapped(note: string, width: number): string {
  const lines = [''];
  for (const word of note.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + 1 + word.length > width - 2) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.map((text, index) => `${index === 0 ? '· ' : '  '}${text}`).join('\n');
}

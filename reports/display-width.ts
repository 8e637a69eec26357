const wide = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18aff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const mark = /[\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}]/u;
const plain = /^[\x20-\x7e]*$/;

/** Columns that a text without control characters takes on a terminal. */
export function displayWidth(text: string): number {
  if (plain.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += mark.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return columns;
}

/** The longest start of a text that fits into `columns`, at least one character, and the rest. */
export function splitAtWidth(text: string, columns: number): [string, string] {
  let used = 0;
  let end = 0;
  for (const character of text) {
    const next = used + displayWidth(character);
    if (next > columns && end > 0) break;
    used = next;
    end += character.length;
  }
  return [text.slice(0, end), text.slice(end)];
}

/** Cuts a text to `columns` and says so with an ellipsis. */
export function clipToWidth(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  return columns < 2 ? '' : `${splitAtWidth(text, columns - 1)[0].trimEnd()}…`;
}

/** Breaks a text into lines of at most `columns`, between words, and inside a word only when it fits no line. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter((part) => part !== '')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (displayWidth(joined) <= columns) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (displayWidth(line) > columns) {
      const [head, tail] = splitAtWidth(line, columns);
      if (tail === '') break;
      lines.push(head);
      line = tail;
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** Languages of migrations that are code. */
export type Language = 'javascript' | 'python' | 'ruby';

/** Texts and comments of a language; what is matched first is one piece. */
const pieces: Readonly<Record<Language, RegExp>> = {
  javascript: /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|'(?:[^'\\\n]|\\[^])*'?|"(?:[^"\\\n]|\\[^])*"?|`(?:[^`\\]|\\[^])*`?/g,
  python: /#[^\n]*|"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|'(?:[^'\\\n]|\\[^])*'?|"(?:[^"\\\n]|\\[^])*"?/g,
  ruby: /#(?!\{)[^\n]*|'(?:[^'\\]|\\[^])*'?|"(?:[^"\\]|\\[^])*"?/g,
};

/** Source without its comments; texts stay, lines stay where they are. */
export function withoutComments(source: string, language: Language): string {
  return source.replace(pieces[language], (piece) => (/^(?:\/[/*]|#)/.test(piece) ? piece.replace(/[^\n]+/g, '') : piece));
}

/** The same length with every text blanked, so that brackets and names in it do not count. */
export function withoutTexts(source: string, language: Language): string {
  return source.replace(pieces[language], (piece) => piece.replace(/[^\n]/g, ' '));
}

/** Index after the bracket that closes the one at `open`, in a source without texts; the end when none does. */
export function afterBracket(bare: string, open: number): number {
  let depth = 0;
  for (let index = open; index < bare.length; index++) {
    const sign = bare.charAt(index);
    if ('([{'.includes(sign)) depth++;
    else if (')]}'.includes(sign) && --depth === 0) return index + 1;
  }
  return bare.length;
}

/** The texts that stand in a piece of JavaScript, without their quotation marks; null when one is built while it runs. */
export function literalTexts(source: string): string[] | null {
  const texts = [...source.matchAll(pieces.javascript)].map(([piece]) => piece).filter((piece) => /^['"`]/.test(piece));
  if (texts.some((text) => text.startsWith('`') && text.includes('${'))) return null;
  return texts.map((text) => text.slice(1, -1).replace(/\\n/g, '\n').replace(/\\([^])/g, '$1'));
}

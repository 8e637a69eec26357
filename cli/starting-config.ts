import { forCiLog } from '../verdict/neutralise.ts';
import { clip } from '../verdict/text.ts';

/** What a configuration to start from says. Names come from a document and are hostile text. */
export interface StartingConfig {
  partner: string;
  openapi: string;
  /** Where the API is. */
  baseUrl: string;
  /** Operations that can be called as they are. */
  operations: readonly string[];
  leftOut: readonly LeftOut[];
}

/** An operation that is not called, and why. */
export interface LeftOut {
  operation: string;
  reason: string;
}

/** Operations that a configuration lists in its comments, and characters of a line there. */
const shown = { leftOut: 300, characters: 150 };

/** The text of a `gonogo.config.ts`: a journey for each operation, since they do not hang together, and what was left out as comments. */
export function renderConfig({ partner, openapi, baseUrl, operations, leftOut }: StartingConfig): string {
  const more = leftOut.length - shown.leftOut;
  return [
    "import { defineGate } from 'gonogo';",
    '',
    'export default defineGate({',
    `  targets: { production: { url: ${literal(`${new URL(baseUrl).origin}/`)} } },`,
    '  partners: [',
    '    {',
    `      name: ${literal(partner)},`,
    `      baseUrl: ${literal(baseUrl)},`,
    `      contract: { openapi: ${literal(openapi)} },`,
    "      // Who calls: auth: { bearer: env('TOKEN') } and others, with env from 'gonogo'.",
    '      journeys: [',
    ...operations.map((operation) => `        { name: ${literal(operation)}, steps: [{ request: { operation: ${literal(operation)} } }] },`),
    '      ],',
    '    },',
    '  ],',
    '});',
    ...(leftOut.length === 0 ? [] : ['', '// Left out:', ...leftOut.slice(0, shown.leftOut).map((one) => `// - ${leftOutLine(one)}`)]),
    ...(more > 0 ? [`// - and ${more} more`] : []),
    '',
  ].join('\n');
}

/** One line about an operation that was left out. */
export function leftOutLine({ operation, reason }: LeftOut): string {
  return clip(forCiLog(`${clip(operation, 60)}: ${reason}`), shown.characters);
}

/** A text as a literal of TypeScript, on one line. */
function literal(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'").replace(/[\u007f-\u{10ffff}]/gu, escaped)}'`;
}

/** Letters stand as they are; what could not be seen, or would end a line, does not. */
function escaped(character: string): string {
  return /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(character) && forCiLog(character) === character ? character : `\\u{${character.codePointAt(0)?.toString(16)}}`;
}

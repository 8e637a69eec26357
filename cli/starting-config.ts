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

/** A partner with its journeys, as it is written out; texts of the form `{ env }` become references. */
export interface StartingPartner {
  name: string;
  baseUrl: string;
  /** More of its keys. */
  keys: object;
  journeys: { name: string; steps: object[] }[];
}

/** The text of a `gonogo.config.ts`: a journey for each operation, since they do not hang together, and what was left out as comments. */
export function renderConfig({ partner, openapi, baseUrl, operations, leftOut }: StartingConfig): string {
  const journeys = operations.map((operation) => ({ name: operation, steps: [{ request: { operation } }] }));
  return frameConfig(baseUrl, [{ name: partner, baseUrl, keys: { contract: { openapi } }, journeys }], leftOut);
}

/** The text of a configuration of these partners. @param place of which the origin is the target. */
export function frameConfig(place: string, partners: readonly StartingPartner[], leftOut: readonly LeftOut[]): string {
  const more = leftOut.length - shown.leftOut;
  const written = partners.flatMap((partner) => partnerLines(partner));
  const names = written.some((line) => /\benv\(/.test(line) && !line.trim().startsWith('//')) ? 'defineGate, env' : 'defineGate';
  return [
    `import { ${names} } from 'gonogo';`,
    '',
    'export default defineGate({',
    `  targets: { production: { url: ${literal(`${new URL(place).origin}/`)} } },`,
    '  partners: [',
    ...written,
    '  ],',
    '});',
    ...(leftOut.length === 0 ? [] : ['', '// Left out:', ...leftOut.slice(0, shown.leftOut).map((one) => `// - ${leftOutLine(one)}`)]),
    ...(more > 0 ? [`// - and ${more} more`] : []),
    '',
  ].join('\n');
}

function partnerLines({ name, baseUrl, keys, journeys }: StartingPartner): string[] {
  return [
    '    {',
    `      name: ${literal(name)},`,
    `      baseUrl: ${literal(baseUrl)},`,
    ...Object.entries(keys).map(([key, value]) => `      ${key}: ${source(value)},`),
    ...('auth' in keys ? [] : ["      // Who calls: auth: { bearer: env('TOKEN') } and others, with env from 'gonogo'."]),
    '      journeys: [',
    ...journeys.map((journey) => `        ${source(journey)},`),
    '      ],',
    '    },',
  ];
}

/** A value as TypeScript, on one line. @param isRecord its keys are free, so that `env` is one of them and no reference. */
function source(value: unknown, isRecord = false): string {
  if (typeof value === 'string') return literal(value);
  if (Array.isArray(value)) return `[${value.map((item) => source(item)).join(', ')}]`;
  if (value === null || typeof value !== 'object') return String(value);
  const entries = Object.entries(value);
  const [only] = entries;
  if (!isRecord && entries.length === 1 && only?.[0] === 'env' && typeof only[1] === 'string') return `env(${literal(only[1])})`;
  return `{ ${entries.map(([key, item]) => `${/^[A-Za-z_]\w*$/.test(key) ? key : literal(key)}: ${source(item, key === 'query' || key === 'headers')}`).join(', ')} }`;
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

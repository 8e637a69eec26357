import { clip, oneLine } from '../verdict/text.ts';
import { type Change, type Ruling, safe, unknown } from './change.ts';
import type { CallRules } from './code-rules.ts';
import { type Language, afterBracket, withoutComments, withoutTexts } from './source-text.ts';

/** How the migrations of a tool are written, when they are code. */
export interface CodeStyle {
  language: Language;
  /** Where the way forward begins, and where it ends: the way back, or the end of the file. */
  forward: RegExp;
  back: RegExp;
  /** What stands before the name of a call; null for Ruby, where a call begins its line. */
  receiver: RegExp | null;
  rules: CallRules;
  /** The table that a call is about, from its name and its arguments; null when it does not say. */
  tableOf(name: string, args: string): string | null;
  /** Calls whose function changes one table, and what a chain of calls in it means. */
  table?: { calls: RegExp; rule: (name: string, chain: string) => Ruling };
}

/** One call in a source: its name, and its text from there on. */
interface Call {
  name: string;
  text: string;
  from: number;
  to: number;
}

/** Names of calls that only hold others together. */
const frame = /^(?:up|upgrade|change|function|async|transaction|all|if|for|while|super|constructor|require|defineConfig|with)$/;

const makesTable = /^(?:create_table|createTable|CreateModel)$/;

/** The part of a source that goes forward; null when it cannot be found. */
export function forwardPart(source: string, { language, forward, back }: CodeStyle): string | null {
  const bare = withoutComments(source, language);
  const start = forward.exec(withoutTexts(bare, language));
  if (start === null) return null;
  const rest = bare.slice(start.index + start[0].length);
  const end = back.exec(withoutTexts(rest, language));
  return end === null ? rest : rest.slice(0, end.index);
}

/** Classifies well-known calls of a migration that is code. What else it does is unknown, and said so once. */
export function classifyCode(source: string, style: CodeStyle): Change[] {
  const body = forwardPart(source, style);
  if (body === null) return [told('', unknown('has no part that goes forward where it is looked for'))];
  const bare = withoutTexts(body, style.language);
  const calls = style.receiver === null ? rubyCalls(body, bare) : bracketCalls(body, bare, style.receiver);
  const made = new Set<string>();
  const changes = calls.flatMap((call) => changesOf(call, style, made));
  return hasMore(bare, calls, style.language) ? [...changes, told('', unknown('has code that is not read'))] : changes;
}

/** @param made tables that earlier calls of the same migration made; whatever happens to them is safe. */
function changesOf({ name, text }: Call, { rules, table, tableOf }: CodeStyle, made: Set<string>): Change[] {
  const args = text.slice(name.length).replace(/^\s*\(/, '');
  const about = tableOf(name, args);
  if (about !== null && made.has(about)) return [told(text, safe(`changes new table ${about}`))];
  if (about !== null && makesTable.test(name) && !/if_?not_?exists/i.test(args)) made.add(about);
  if (table?.calls.test(name)) return tableChanges(text, table.rule);
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
  return [told(text, rule === undefined ? unknown(`calls ${clip(name, 40)}, which is not known`) : rule(args))];
}

function tableChanges(text: string, ruleOn: (name: string, chain: string) => Ruling): Change[] {
  const table = /['"`]([\w.]{1,80})['"`]/.exec(text)?.[1] ?? '';
  const parameter = /(?:function\s*\w*\s*\(|\(|,\s*)\s*(\w+)\s*(?::\s*[\w.]+\s*)?\)?\s*(?:=>|\{)/.exec(withoutTexts(text, 'javascript'))?.[1] ?? 'table';
  const chains = [...text.matchAll(new RegExp(String.raw`(?<![\w.])${parameter}\s*\.\s*(\w+)([^;]*?)(?=;|\n\s*${parameter}\s*\.|\}\s*\)?\s*$|$)`, 'g'))];
  if (chains.length === 0) return [told(text, unknown(`changes table ${table} in a way that is not read`))];
  return chains.map(([chain, name = '']) => told(`${table}: ${chain}`, ruleOn(name, chain.slice(chain.indexOf(name)))));
}

function bracketCalls(body: string, bare: string, receiver: RegExp): Call[] {
  const calls: Call[] = [];
  for (const match of bare.matchAll(new RegExp(String.raw`(?:${receiver.source})\s*(\w+)\s*\(`, 'g'))) {
    if (match.index < (calls.at(-1)?.to ?? 0)) continue;
    const name = match[1] ?? '';
    const open = match.index + match[0].length - 1;
    const to = afterBracket(bare, open);
    calls.push({ name, text: body.slice(bare.lastIndexOf(name, open), to), from: match.index, to });
  }
  return calls;
}

/** In Ruby a call is a line, with the lines that its commas and its block continue. */
function rubyCalls(body: string, bare: string): Call[] {
  const calls: Call[] = [];
  const line = /^([ \t]*)([a-z_]+)(?=[ (:]|!?$)((?:[^\n]*,[ \t]*\n)*[^\n]*)(?:\n|$)/gm;
  for (const match of bare.matchAll(line)) {
    const [whole, indent = '', name = ''] = match;
    if (match.index < (calls.at(-1)?.to ?? 0)) continue;
    if (/^(?:end|def|class|private|return)$/.test(name)) continue;
    const block = /\bdo\b(?:\s*\|[^|]*\|)?\s*$/.test(whole.trimEnd());
    const end = block ? new RegExp(String.raw`^${indent}end\b`, 'm').exec(bare.slice(match.index + whole.length)) : null;
    const to = match.index + whole.length + (end === null ? (block ? bare.length : 0) : end.index + end[0].length);
    calls.push({ name, text: body.slice(match.index, to).trim(), from: match.index, to });
  }
  return calls;
}

/** Whether a source does something besides the calls that were read. */
function hasMore(bare: string, calls: readonly Call[], language: Language): boolean {
  let rest = '';
  let from = 0;
  for (const call of calls) {
    rest += `${bare.slice(from, call.from)} `;
    from = call.to;
  }
  rest += bare.slice(from);
  if (language === 'ruby') return rest.split('\n').some((line) => !/^\s*(?:end|def \w+|class .*|private|return)?\s*$/.test(line));
  return [...rest.matchAll(/(\w+)\s*\(/g)].some(([, name = '']) => !frame.test(name));
}

function told(text: string, ruling: Ruling): Change {
  return { ...ruling, statement: clip(oneLine(text.slice(0, 2000)), 160) };
}

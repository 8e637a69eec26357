import { styleText } from 'node:util';
import { exitCode } from '../verdict/exit-code.ts';
import { takenInWords } from '../verdict/baseline/words.ts';
import { forCiLog } from '../verdict/neutralise.ts';
import { overrideHead } from '../verdict/override.ts';
import { clip, counted, spoken } from '../verdict/text.ts';
import type { Reason, Verdict } from '../verdict/verdict.ts';
import { clipToWidth, displayWidth, wrap } from './display-width.ts';
import { fileLink } from './hyperlink.ts';
import { nextStep } from './next-step.ts';
import { driftFact, driftLine } from './drift-line.ts';
import { findingOf, releaseInWords, titleOf, whyOf } from './reason.ts';
import { rollbackWords } from './rollback-words.ts';
import { shownText } from './shown-text.ts';

/** How the verdict is shown on a terminal. */
export interface TerminalOptions {
  /** Width of the terminal; no line is longer. */
  columns: number;
  color: boolean;
  /** The output folder, as the user named it. */
  directory: string;
  /** Name of the file in it to open first. */
  report: string;
  /** Absolute path of that file when the terminal has hyperlinks. */
  link?: string | undefined;
  /** Zone of the times, by its IANA name. Default UTC. */
  zone?: string;
}

type Paint = Parameters<typeof styleText>[0];

/** Lays out text in a given width; every line is indented, so that no foreign text starts one. */
interface Page {
  /** A paragraph; later lines hang under the text after `lead`. A dim `tail` follows, on a line of its own when there is no room. `link` is the path of a file that the text leads to. */
  paragraph(text: string, layout?: { indent?: number; lead?: string; leadPaint?: Paint; paint?: Paint; tail?: string; link?: string | undefined }): void;
  /** A line made of own words and already painted pieces, cut to the width when nothing else helps. */
  pieces(indent: number, pieces: { text: string; paint?: Paint }[]): void;
  gap(): void;
  text(): string;
}

const reasonLimit = 8;
const warningLimit = 5;
/** Longer lines are hard to read, whatever the window has. */
const widest = 100;
const narrowest = 20;
const labelWidth = 10;
const textLimit = 480;
const titleLimit = 120;
/** Longer links fill the screen, and stand in the report. */
const urlLimit = 320;

const faces = {
  GO: { symbol: '✔', word: 'GO', paint: 'green' },
  NO_GO: { symbol: '✘', word: 'NO_GO', paint: 'red' },
  INCONCLUSIVE: { symbol: '?', word: 'INCONCLUSIVE', paint: 'yellow' },
} as const;

function shown(text: string, limit = textLimit): string {
  return shownText(text, limit);
}

function createPage(columns: number, color: boolean): Page {
  const width = Math.max(narrowest, Math.min(columns, widest));
  const lines: string[] = [];
  const painted = (text: string, paint?: Paint) => (color && paint && text !== '' ? styleText(paint, text, { validateStream: false }) : text);
  return {
    paragraph(text, { indent = 2, lead = '', leadPaint, paint, tail = '', link } = {}) {
      const hang = indent + displayWidth(lead);
      const wrapped = wrap(text, width - hang);
      for (const [index, line] of wrapped.entries()) {
        const start = index === 0 ? ' '.repeat(indent) + painted(lead, leadPaint) : ' '.repeat(hang);
        lines.push(start + (link === undefined ? painted(line, paint) : fileLink(painted(line, paint), link)));
      }
      if (tail === '') return;
      const room = width - hang - displayWidth(wrapped.at(-1) ?? '') - 2;
      if (displayWidth(tail) <= room) lines.push(`${lines.pop()}  ${painted(tail, 'dim')}`);
      else this.paragraph(tail, { indent: hang, paint: 'dim' });
    },
    pieces(indent, pieces) {
      let line = ' '.repeat(indent);
      let room = width - indent;
      for (const { text, paint } of pieces) {
        const fitting = clipToWidth(text, room);
        line += painted(fitting, paint);
        room -= displayWidth(fitting);
      }
      lines.push(line.trimEnd());
    },
    gap() {
      if (lines.at(-1) !== '') lines.push('');
    },
    text: () => `${lines.join('\n')}\n`,
  };
}

function writeReason(page: Page, verdict: Verdict, reason: Reason, number: number, paint: Paint, directory: string): void {
  const finding = findingOf(verdict, reason);
  const lead = `${number}. `;
  const indent = 2 + lead.length;
  const tail = [reason.severity, reason.attribution, finding?.confirmed ? 'confirmed' : ''].filter(Boolean).join(' · ');
  page.paragraph(shown(titleOf(verdict, reason), titleLimit), { lead, leadPaint: paint, paint: 'bold', tail });
  page.paragraph(shown(reason.message), { indent });
  if (finding?.advice) page.paragraph(shown(finding.advice), { indent, lead: '→ ', leadPaint: 'cyan' });
  const differs = driftLine(verdict, reason.check);
  if (differs !== null) page.paragraph(shown(differs), { indent, lead: '≠ ', leadPaint: 'yellow' });
  const [first, ...others] = reason.evidence;
  if (first === undefined) return;
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  page.paragraph(`${shown(`${directory}/${first}`)}${more}`, { indent, paint: 'dim' });
}

function writeReasons(page: Page, verdict: Verdict, paint: Paint, directory: string): void {
  for (const [index, reason] of verdict.reasons.slice(0, reasonLimit).entries()) {
    page.gap();
    writeReason(page, verdict, reason, index + 1, paint, directory);
  }
  const more = verdict.reasons.length - reasonLimit;
  if (more > 0) {
    page.gap();
    page.paragraph(`and ${more} more in ${directory}/verdict.json`, { paint: 'dim' });
  }
}

function writeWarnings(page: Page, verdict: Verdict, directory: string): void {
  if (verdict.warnings.length === 0) return;
  page.gap();
  page.paragraph(counted(verdict.warnings.length, 'warning'), { paint: 'bold' });
  for (const warning of verdict.warnings.slice(0, warningLimit)) {
    page.paragraph(`${shown(`${titleOf(verdict, warning)}: ${warning.message}`, 240)}`, { lead: '! ', leadPaint: 'yellow' });
  }
  const more = verdict.warnings.length - warningLimit;
  if (more > 0) page.paragraph(`and ${more} more in ${directory}/verdict.json`, { indent: 4, paint: 'dim' });
}

/** A decision against the verdict, before anything else. */
function writeOverride(page: Page, { override, go }: Verdict): void {
  if (!override) return;
  page.paragraph(shown(overrideHead(override)), { lead: go ? '⚠ ' : '⚠ ENDED ', leadPaint: ['bold', 'magenta'], paint: ['bold', 'magenta'] });
  page.paragraph(shown(override.reason), { indent: 4 });
  page.gap();
}

/** Whether a rollback is safe, what stands against it, and until when it must start. */
function writeRollback(page: Page, { rollback }: Verdict, directory: string, zone: string): void {
  if (!rollback) return;
  const { answer, advice, against, facts } = rollbackWords(rollback, zone);
  page.gap();
  page.paragraph(answer, { lead: 'Roll back?  ', leadPaint: 'bold', paint: rollback.safe === true ? 'green' : rollback.safe === false ? 'red' : 'yellow' });
  if (advice !== null) page.paragraph(shown(advice), { lead: '→ ', leadPaint: 'cyan' });
  for (const { text, blocks } of against.slice(0, warningLimit)) page.paragraph(shown(text, 240), { lead: blocks ? '✘ ' : '? ', leadPaint: blocks ? 'red' : 'yellow' });
  const more = against.length - warningLimit;
  if (more > 0) page.paragraph(`and ${more} more in ${directory}/verdict.json`, { indent: 4, paint: 'dim' });
  writeRows(page, facts.map(([label, text]) => [label, shown(text)]));
}

/** The environment's name, when one was given. */
function environmentOf({ environment }: Verdict['target']): string {
  return environment === 'unknown' ? '' : environment;
}

function writeFacts(page: Page, verdict: Verdict, directory: string, { report, link }: TerminalOptions): void {
  const { coverage, timing, target } = verdict;
  const critical = coverage.criticalPlanned > 0 ? ` · critical ${coverage.criticalExecuted}/${coverage.criticalPlanned}` : '';
  const drift = driftFact(verdict);
  const facts: [label: string, text: string, link?: string][] = [
    ['Target', shown([target.name, environmentOf(target), target.url].filter(Boolean).map((part) => clip(part, titleLimit)).join(' · '))],
    ['Release', shown(releaseInWords(verdict.release))],
    ...(drift === null ? [] : [['Drift', shown(drift)] as [string, string]]),
    ...(verdict.baseline ? [['Baseline', shown(`compared with ${takenInWords(verdict.baseline)}`)] satisfies [string, string]] : []),
    ['Coverage', `checks ${coverage.executed}/${coverage.planned} executed${critical}`],
    ['Duration', `${spoken(timing.durationMs)} of at most ${spoken(timing.deadlineMs)}${timing.deadlineHit ? ' · the deadline was hit' : ''}`],
    link === undefined ? ['Report', `${directory}/${report}`] : ['Report', `${directory}/${report}`, link],
    ...verdict.links.map((link): [string, string] => [shown(link.label), link.url.length > urlLimit ? `a long link, in ${directory}/${report}` : shown(link.url, urlLimit)]),
  ];
  page.gap();
  writeRows(page, facts);
}

function writeRows(page: Page, rows: [label: string, text: string, link?: string][]): void {
  for (const [label, text, path] of rows) {
    const head = clipToWidth(label, labelWidth);
    page.paragraph(text, { lead: head + ' '.repeat(labelWidth + 1 - displayWidth(head)), leadPaint: 'dim', link: path });
  }
}

/**
 * The verdict for a person at a prompt: what, why, what to do, then the facts and the next step. It ends
 * with the verdict again, so that it is on the screen however long the reasons are.
 */
export function renderTerminal(verdict: Verdict, options: TerminalOptions): string {
  const face = faces[verdict.verdict];
  const directory = forCiLog(options.directory);
  const page = createPage(options.columns, options.color);
  const title = `${face.symbol} ${face.word}`;
  const subject = ` ${[verdict.target.name, environmentOf(verdict.target)].filter(Boolean).map(forCiLog).join(' · ')}`;

  page.gap();
  page.pieces(1, [{ text: ` ${title} `, paint: ['bold', 'inverse', face.paint] }, { text: ` ${subject}`, paint: 'bold' }]);
  page.gap();
  writeOverride(page, verdict);
  page.paragraph(shown(whyOf(verdict)));
  writeReasons(page, verdict, face.paint, directory);
  writeWarnings(page, verdict, directory);
  writeRollback(page, verdict, directory, options.zone ?? 'UTC');
  writeFacts(page, verdict, directory, options);
  page.gap();
  page.paragraph(nextStep(verdict), { lead: `${title}  `, leadPaint: ['bold', face.paint], tail: `exit code ${exitCode(verdict, 'verdict')}` });
  return page.text();
}

import { styleText } from 'node:util';
import { exitCode } from '../verdict/exit-code.ts';
import { forCiLog } from '../verdict/neutralise.ts';
import { counted, spoken } from '../verdict/text.ts';
import type { FindingRecord, Reason, Verdict } from '../verdict/verdict.ts';
import { clipToWidth, displayWidth, wrap } from './display-width.ts';
import { nextStep } from './next-step.ts';

/** How the verdict is shown on a terminal. */
export interface TerminalOptions {
  /** Width of the terminal; no line is longer. */
  columns: number;
  color: boolean;
  /** The output folder, as the user named it. */
  directory: string;
}

type Paint = Parameters<typeof styleText>[0];

/** Lays out text in a given width; every line is indented, so that no foreign text starts one. */
interface Page {
  /** A paragraph; later lines hang under the text after `lead`. */
  paragraph(text: string, layout?: { indent?: number; lead?: string; leadPaint?: Paint; paint?: Paint }): void;
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

const faces = {
  GO: { symbol: '✔', word: 'GO', paint: 'green' },
  NO_GO: { symbol: '✘', word: 'NO_GO', paint: 'red' },
  INCONCLUSIVE: { symbol: '?', word: 'INCONCLUSIVE', paint: 'yellow' },
} as const;

function createPage(columns: number, color: boolean): Page {
  const width = Math.max(narrowest, Math.min(columns, widest));
  const lines: string[] = [];
  const painted = (text: string, paint?: Paint) => (color && paint && text !== '' ? styleText(paint, text, { validateStream: false }) : text);
  return {
    paragraph(text, { indent = 2, lead = '', leadPaint, paint } = {}) {
      const hang = indent + displayWidth(lead);
      const wrapped = wrap(text, width - hang);
      for (const [index, line] of wrapped.entries()) {
        const start = index === 0 ? ' '.repeat(indent) + painted(lead, leadPaint) : ' '.repeat(hang);
        lines.push(start + painted(line, paint));
      }
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

function findingOf(verdict: Verdict, reason: Reason): FindingRecord | undefined {
  const findings = verdict.checks.find((check) => check.id === reason.check)?.findings ?? [];
  return findings.find((finding) => finding.code === reason.code && finding.message === reason.message) ?? findings.find((finding) => finding.code === reason.code);
}

function titleOf(verdict: Verdict, reason: Reason): string {
  return forCiLog(verdict.checks.find((check) => check.id === reason.check)?.title ?? (reason.check || reason.code));
}

/** The summary line without the verdict word, which already stands before it. */
function why(verdict: Verdict): string {
  return forCiLog(verdict.summary.line).replace(/^(?:NO_GO|INCONCLUSIVE|GO)\s*[:·–-]?\s*/, '');
}

function writeReason(page: Page, verdict: Verdict, reason: Reason, number: number, paint: Paint): void {
  const finding = findingOf(verdict, reason);
  const lead = `${number}. `;
  const indent = 2 + lead.length;
  page.paragraph(titleOf(verdict, reason), { lead, leadPaint: paint, paint: 'bold' });
  page.paragraph([reason.severity, reason.attribution, finding?.confirmed ? 'confirmed' : ''].filter(Boolean).join(' · '), { indent, paint: 'dim' });
  page.paragraph(forCiLog(reason.message), { indent });
  if (finding?.advice) page.paragraph(forCiLog(finding.advice), { indent, lead: '→ ', leadPaint: 'cyan' });
  const shown = reason.evidence[0];
  if (shown !== undefined) {
    const more = reason.evidence.length > 1 ? ` and ${reason.evidence.length - 1} more` : '';
    page.paragraph(`${forCiLog(shown)}${more}`, { indent, paint: 'dim' });
  }
}

function writeReasons(page: Page, verdict: Verdict, paint: Paint, directory: string): void {
  for (const [index, reason] of verdict.reasons.slice(0, reasonLimit).entries()) {
    page.gap();
    writeReason(page, verdict, reason, index + 1, paint);
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
    page.paragraph(`${titleOf(verdict, warning)}: ${forCiLog(warning.message)}`, { lead: '! ', leadPaint: 'yellow' });
  }
  const more = verdict.warnings.length - warningLimit;
  if (more > 0) page.paragraph(`and ${more} more in ${directory}/verdict.json`, { indent: 4, paint: 'dim' });
}

function releaseInWords({ expected, observed, match }: Verdict['release']): string {
  const served = observed.length > 0 ? observed.map(forCiLog).join(', ') : null;
  if (expected === null) return served ? `${served} is served; none in particular was expected` : 'not asked for';
  const wanted = forCiLog(expected);
  if (match === true) return `${wanted} is served, as expected`;
  if (match === false) return `${wanted} was expected, ${served ?? 'another one'} is served`;
  return `${wanted} was expected; not proven${served ? `, ${served} was seen` : ''}`;
}

function writeFacts(page: Page, verdict: Verdict, directory: string): void {
  const { coverage, timing, target } = verdict;
  const critical = coverage.criticalPlanned > 0 ? ` · critical ${coverage.criticalExecuted}/${coverage.criticalPlanned}` : '';
  const facts: [string, string][] = [
    ['Target', `${[target.name, target.environment].map(forCiLog).filter(Boolean).join(' · ')} · ${forCiLog(target.url)}`],
    ['Release', releaseInWords(verdict.release)],
    ['Coverage', `checks ${coverage.executed}/${coverage.planned} executed${critical}`],
    ['Duration', `${spoken(timing.durationMs)} of at most ${spoken(timing.deadlineMs)}${timing.deadlineHit ? ' · the deadline was hit' : ''}`],
    ['Report', `${directory} · gonogo show ${directory} --open`],
    ...verdict.links.map((link): [string, string] => [forCiLog(link.label), forCiLog(link.url)]),
  ];
  page.gap();
  for (const [label, text] of facts) {
    const head = clipToWidth(label, labelWidth);
    page.paragraph(text, { lead: head + ' '.repeat(labelWidth + 1 - displayWidth(head)), leadPaint: 'dim' });
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
  const subject = ` ${forCiLog(verdict.target.name)} · ${forCiLog(verdict.target.environment)}`;

  page.gap();
  page.pieces(1, [{ text: ` ${title} `, paint: ['bold', 'inverse', face.paint] }, { text: ` ${subject}`, paint: 'bold' }]);
  page.gap();
  page.paragraph(why(verdict));
  writeReasons(page, verdict, face.paint, directory);
  writeWarnings(page, verdict, directory);
  writeFacts(page, verdict, directory);
  page.gap();
  page.paragraph(nextStep(verdict), { lead: `${title} `, leadPaint: ['bold', face.paint] });
  page.paragraph(`exit code ${exitCode(verdict, 'verdict')}`, { indent: 2 + displayWidth(title) + 1, paint: 'dim' });
  return page.text();
}

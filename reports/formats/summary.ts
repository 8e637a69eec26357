import { takenInWords } from '../../verdict/baseline/words.ts';
import { sidesOf } from '../../verdict/drift-words.ts';
import { forMarkdown } from '../../verdict/neutralise.ts';
import { overrideHead } from '../../verdict/override.ts';
import { clip, counted, spoken } from '../../verdict/text.ts';
import type { CheckResult, Outcome, Reason, Verdict } from '../../verdict/verdict.ts';
import { verdictSymbols } from '../facts.ts';
import type { Format } from '../format.ts';
import { nextStep } from '../next-step.ts';
import { driftFact, driftLine, referenceName } from '../drift-line.ts';
import { rollbackWords } from '../rollback-words.ts';
import { findingOf, releaseInWords, titleOf, whyOf } from '../reason.ts';

/** GitHub refuses longer texts in a check run (65 535); the rest is for the headings. */
const budgets = { reasons: 26_000, warnings: 7_000, drift: 5_000, checks: 16_000 };
const textLimit = 480;
const titleLimit = 120;
const valueLimit = 160;

const outcomeWords: Record<Outcome, string> = { fail: '❌ fail', error: '⚠️ error', skipped: '⏭️ skipped', flaky: '🔁 flaky', pass: '✅ pass' };
const outcomeOrder: Outcome[] = ['fail', 'error', 'skipped', 'flaky', 'pass'];

function cell(text: string, limit = textLimit): string {
  return forMarkdown(clip(text, limit));
}

function row(cells: string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** A table of whole rows within a number of characters, and a line about those that had no room. */
function table(head: string[], rows: string[], budget: number, what: string): string[] {
  const kept: string[] = [];
  let used = 0;
  for (const line of rows) {
    used += line.length + 1;
    if (used > budget) break;
    kept.push(line);
  }
  const dropped = rows.length - kept.length;
  const more = dropped > 0 ? ['', `${counted(dropped, `more ${what}`)} in \`verdict.json\`.`] : [];
  return [row(head), row(head.map(() => '---')), ...kept, ...more];
}

function reasonRow(verdict: Verdict, reason: Reason): string {
  const advice = findingOf(verdict, reason)?.advice ?? '';
  const [evidence = ''] = reason.evidence;
  const differs = driftLine(verdict, reason.check);
  const told = [cell(reason.message), differs && `≠ ${cell(differs)}`, advice && `→ ${cell(advice)}`, evidence && `<sub>${cell(evidence)}</sub>`].filter(Boolean);
  return row([cell(titleOf(verdict, reason), titleLimit), told.join('<br>'), `${reason.severity}, ${reason.attribution}`]);
}

function checkRow({ title, outcome, severity, durationMs }: CheckResult): string {
  return row([outcomeWords[outcome], cell(title, titleLimit), severity, spoken(durationMs)]);
}

function reasonsPart(verdict: Verdict): string[] {
  if (verdict.reasons.length === 0) return [];
  const rows = verdict.reasons.map((reason) => reasonRow(verdict, reason));
  return ['### Reasons', '', ...table(['Check', 'What was seen, what to do', 'Severity, whose'], rows, budgets.reasons, 'reason'), ''];
}

function warningsPart(verdict: Verdict): string[] {
  if (verdict.warnings.length === 0) return [];
  const rows = verdict.warnings.map((warning) => row([cell(titleOf(verdict, warning), titleLimit), cell(warning.message)]));
  return ['### Warnings', '', ...table(['Check', 'What was seen'], rows, budgets.warnings, 'warning'), ''];
}

function driftPart(verdict: Verdict): string[] {
  const { drift = [] } = verdict;
  if (drift.length === 0) return [];
  const rows = drift.map((one) => {
    const sides = sidesOf(one);
    return row([cell(one.label, titleLimit), cell(sides.reference, valueLimit), cell(sides.observed, valueLimit), one.severity]);
  });
  return ['<details>', `<summary>${counted(drift.length, 'difference')} from ${cell(referenceName(verdict), titleLimit)}</summary>`, '', ...table(['What', cell(referenceName(verdict), titleLimit), 'Here', 'Severity'], rows, budgets.drift, 'difference'), '', '</details>', ''];
}

function rollbackPart({ rollback }: Verdict): string[] {
  if (!rollback) return [];
  const { answer, advice, against, facts } = rollbackWords(rollback, 'UTC');
  return [
    `### Roll back? ${cell(answer)}`,
    '',
    ...(advice === null ? [] : [`**Advice:** ${cell(advice)}`, '']),
    ...against.map(({ text, blocks }) => `- ${blocks ? '❌' : '❓'} ${cell(text, 240)}`),
    ...facts.map(([name, text]) => `- **${name}** ${cell(text)}`),
    '',
  ];
}

function overridePart({ override }: Verdict): string[] {
  return override ? [`> ⚠️ **${cell(overrideHead(override))}**: ${cell(override.reason, 600)}`, ''] : [];
}

function factsPart(verdict: Verdict): string[] {
  const { target, release, coverage, timing, id } = verdict;
  const drift = driftFact(verdict);
  return [
    `- **Target** ${[target.name, target.environment, target.url].filter(Boolean).map((part) => cell(part, titleLimit)).join(' · ')}`,
    `- **Release** ${cell(releaseInWords(release))}`,
    ...(verdict.baseline ? [`- **Baseline** compared with ${cell(takenInWords(verdict.baseline))}`] : []),
    ...(drift === null ? [] : [`- **Drift** ${cell(drift)}`]),
    `- **Coverage** checks ${coverage.executed}/${coverage.planned} executed · critical ${coverage.criticalExecuted}/${coverage.criticalPlanned}`,
    `- **Time** ${timing.startedAt}, ${spoken(timing.durationMs)} of at most ${spoken(timing.deadlineMs)}${timing.deadlineHit ? ' · the deadline was hit' : ''}`,
    `- **Run** ${cell(id, titleLimit)}`,
    '',
  ];
}

function checksPart({ checks }: Verdict): string[] {
  if (checks.length === 0) return [];
  const inOrder = checks.toSorted((one, other) => outcomeOrder.indexOf(one.outcome) - outcomeOrder.indexOf(other.outcome));
  const counts = outcomeOrder.map((outcome) => [checks.filter((check) => check.outcome === outcome).length, outcome] as const).filter(([count]) => count > 0);
  return [
    '<details>',
    `<summary>${counted(checks.length, 'check')}: ${counts.map(([count, outcome]) => `${count} ${outcome}`).join(', ')}</summary>`,
    '',
    ...table(['Outcome', 'Check', 'Severity', 'Time'], inOrder.map(checkRow), budgets.checks, 'check'),
    '',
    '</details>',
    '',
  ];
}

/** The verdict in GitHub flavoured Markdown, for step summaries, pull requests and chat; under 60 000 characters. */
export function renderSummary(verdict: Verdict): string {
  return [
    `## ${verdictSymbols[verdict.verdict]} ${forMarkdown(verdict.verdict)} · ${cell(verdict.target.name, titleLimit)}`,
    '',
    ...overridePart(verdict),
    cell(whyOf(verdict)),
    '',
    `**Next:** ${nextStep(verdict)}`,
    '',
    ...reasonsPart(verdict),
    ...warningsPart(verdict),
    ...rollbackPart(verdict),
    ...factsPart(verdict),
    ...driftPart(verdict),
    ...checksPart(verdict),
  ].join('\n');
}

export const format: Format = { name: 'summary', files: [{ name: 'summary.md', render: renderSummary }] };

import { forXml } from '../../verdict/neutralise.ts';
import { overrideHead } from '../../verdict/override.ts';
import type { CheckKind } from '../../verdict/plan.ts';
import { checkKinds } from '../../verdict/plan.ts';
import type { CheckResult, FindingRecord, Verdict } from '../../verdict/verdict.ts';
import type { Format } from '../format.ts';
import { nextStep } from '../next-step.ts';
import { attachmentFolder } from '../project-folder.ts';
import { titleOf } from '../reason.ts';
import { shownText } from '../shown-text.ts';
import { uniqueNames } from '../unique-names.ts';

/** Jenkins and GitLab keep little more of one message. */
const messageLimit = 1000;
const reasonsTold = 20;

interface TestCase {
  name: string;
  classname: string;
  durationMs: number;
  outcome: CheckResult['outcome'];
  /** Lines inside the element. */
  body: string[];
}

function shown(text: string): string {
  return shownText(text, messageLimit);
}

function attributes(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${forXml(String(value))}"`)
    .join('');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function detail({ message, advice, severity, attribution, confirmed, since }: FindingRecord): string {
  return [shown(message), `${severity}, ${attribution}${confirmed ? ', confirmed' : ''}, since ${since}`, advice ? `What to do: ${shown(advice)}` : ''].filter(Boolean).join('\n');
}

/** One element of the given name that tells all findings; several consumers read only the first child. */
function told(element: string, findings: FindingRecord[], fallback: string): string {
  const [first] = findings;
  const head = attributes({ message: shown(first?.message ?? fallback), type: first?.code ?? 'UNEXPLAINED' });
  return `<${element}${head}>${forXml(findings.map(detail).join('\n\n'))}</${element}>`;
}

/** Pictures of a check. A path must not name a second attachment. */
function attachments(verdict: Verdict, check: CheckResult, folder: string): string[] {
  const screenshots = new Set(verdict.evidence.filter(({ type }) => type === 'screenshot').map(({ path }) => path));
  const paths = new Set([...check.evidence, ...check.findings.flatMap(({ evidence }) => evidence)]);
  const named = [...paths].filter((path) => screenshots.has(path)).map((path) => `${folder}${path}`).filter((path) => !/\[\[|\]\]|[|\r\n]/.test(path));
  return named.length > 0 ? [`<system-out>${named.map((path) => forXml(`[[ATTACHMENT|${path}]]`)).join('\n')}</system-out>`] : [];
}

function bodyOf(verdict: Verdict, check: CheckResult, folder: string): string[] {
  switch (check.outcome) {
    case 'pass':
      return [];
    case 'flaky':
      return [told('flakyFailure', check.findings, 'passed only after a failure')];
    case 'skipped':
      return [`<skipped${attributes({ message: shown(check.findings[0]?.message ?? 'not executed') })}/>`];
    case 'error':
      return [told('error', check.findings, 'the check could not be answered'), ...attachments(verdict, check, folder)];
    case 'fail':
      return [told('failure', check.findings, 'the check failed'), ...attachments(verdict, check, folder)];
  }
}

/** Test cases of the checks; consumers keep only the first of two equal names. */
function casesOf(verdict: Verdict, folder: string): Map<CheckKind, TestCase[]> {
  const names = uniqueNames(verdict.checks.map(({ title, id }) => ({ name: shown(title), mark: shown(id) })), ['gonogo.verdict']);
  const cases = verdict.checks.map((check, index) => ({
    kind: check.kind,
    name: names[index] ?? '',
    classname: `gonogo.${check.kind}`,
    durationMs: check.durationMs,
    outcome: check.outcome,
    body: bodyOf(verdict, check, folder),
  }));
  return Map.groupBy(cases, ({ kind }) => kind);
}

function verdictCase(verdict: Verdict): TestCase {
  const base = { name: 'gonogo.verdict', classname: 'gonogo.verdict', durationMs: verdict.timing.durationMs };
  if (verdict.go) return { ...base, outcome: 'pass', body: [] };
  const element = verdict.verdict === 'NO_GO' ? 'failure' : 'error';
  const reasons = verdict.reasons.slice(0, reasonsTold).map((reason, index) => `${index + 1}. ${shown(titleOf(verdict, reason))}: ${shown(reason.message)}`);
  const more = verdict.reasons.length > reasonsTold ? [`and ${verdict.reasons.length - reasonsTold} more in verdict.json`] : [];
  const text = forXml([...reasons, ...more, nextStep(verdict)].join('\n'));
  return { ...base, outcome: element === 'failure' ? 'fail' : 'error', body: [`<${element}${attributes({ message: shown(verdict.summary.line), type: verdict.verdict })}>${text}</${element}>`] };
}

function properties({ verdict, target, release, id, coverage, override }: Verdict): string[] {
  const values: Record<string, string> = {
    'gonogo.verdict': verdict,
    'gonogo.run': id,
    'gonogo.target': target.name,
    'gonogo.environment': target.environment,
    'gonogo.url': target.url,
    'gonogo.release.expected': release.expected ?? '',
    'gonogo.release.observed': release.observed.join(', '),
    'gonogo.release.match': String(release.match),
    'gonogo.coverage': `${coverage.executed}/${coverage.planned}`,
    ...(override ? { 'gonogo.override': `${overrideHead(override)}: ${override.reason}` } : {}),
  };
  return ['    <properties>', ...Object.entries(values).map(([name, value]) => `      <property${attributes({ name, value: shown(value) })}/>`), '    </properties>'];
}

function numberOf(outcome: TestCase['outcome'], cases: TestCase[]): number {
  return cases.filter((entry) => entry.outcome === outcome).length;
}

function counts(cases: TestCase[]): Record<string, number> {
  return { tests: cases.length, failures: numberOf('fail', cases), errors: numberOf('error', cases) };
}

function suite(verdict: Verdict, name: string, cases: TestCase[], extra: string[]): string[] {
  return [
    `  <testsuite${attributes({ name, ...counts(cases), skipped: numberOf('skipped', cases), time: seconds(cases.reduce((sum, { durationMs }) => sum + durationMs, 0)), timestamp: verdict.timing.startedAt })}>`,
    ...extra,
    ...cases.flatMap(({ name: caseName, classname, durationMs, body }) => {
      const head = `    <testcase${attributes({ name: caseName, classname, time: seconds(durationMs) })}`;
      return body.length === 0 ? [`${head}/>`] : [`${head}>`, ...body.map((line) => `      ${line}`), '    </testcase>'];
    }),
    '  </testsuite>',
  ];
}

/**
 * JUnit XML as GitLab, Jenkins and Azure read it: the verdict as a test case of its own, then one suite for each kind of check.
 * Keeps to the strictest reader's schema, `junit-10.xsd` of Jenkins' xUnit plugin, which knows no `skipped` of all suites.
 *
 * @param folder what stands before the paths of attachments; empty, or a folder with a slash at its end.
 */
export function renderJunit(verdict: Verdict, folder = ''): string {
  const own = verdictCase(verdict);
  const byKind = casesOf(verdict, folder);
  const all = [own, ...[...byKind.values()].flat()];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'gonogo', ...counts(all), time: seconds(verdict.timing.durationMs) })}>`,
    ...suite(verdict, 'gonogo', [own], properties(verdict)),
    ...checkKinds.flatMap((kind) => {
      const cases = byKind.get(kind);
      return cases ? suite(verdict, `gonogo.${kind}`, cases, []) : [];
    }),
    '</testsuites>',
    '',
  ].join('\n');
}

export const format: Format = { name: 'junit', files: [{ name: 'junit.xml', render: (verdict, sources) => renderJunit(verdict, attachmentFolder(sources)) }] };

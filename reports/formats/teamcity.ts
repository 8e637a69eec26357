import { createHash } from 'node:crypto';
import { forTeamcity } from '../../verdict/neutralise.ts';
import type { CheckResult, Verdict } from '../../verdict/verdict.ts';
import type { Format } from '../format.ts';
import { type Notice, noticesOf } from '../notices.ts';
import { productOf } from '../product.ts';
import { shownText } from '../shown-text.ts';
import { uniqueNames } from '../unique-names.ts';

/** A problem has at most 4000 characters (TeamCity documentation, "Service messages"): both texts and the title fit. */
const problemLimits = { most: 10, textLimit: 1900 };

/** Characters of the texts of a test. */
const limits = { name: 250, message: 1000 };

/** A service message. Values are foreign text. */
function message(name: string, values: Record<string, string | number>): string {
  const written = Object.entries(values).map(([key, value]) => ` ${key}='${forTeamcity(String(value))}'`);
  return `##teamcity[${name}${written.join('')}]`;
}

/** The same problem has the same identity in every build, and no other has it: a Java identifier of at most 60 characters. */
function identities(notices: readonly Notice[]): string[] {
  const keys = uniqueNames(notices.map(({ code, check }) => ({ name: `${code} ${check}`, mark: '' })));
  return keys.map((key, index) => {
    const hash = createHash('sha256').update(key).digest('hex').slice(0, 8);
    return `gonogo_${(notices[index]?.code ?? '').replace(/\W/g, '_').slice(0, 40)}_${hash}`;
  });
}

function problems(verdict: Verdict): string[] {
  const notices = noticesOf(verdict, problemLimits).filter(({ level }) => level === 'error');
  const ids = identities(notices);
  return notices.map(({ title, message: text, advice }, index) => message('buildProblem', { description: `${title}: ${text}${advice && ` What to do: ${advice}`}`, identity: ids[index] ?? '' }));
}

/** What a check that did not pass says. A failed test fails the build, so that one which lets the pipeline go on is ignored instead. */
function told(name: string, { outcome, findings }: CheckResult, go: boolean): string[] {
  if (outcome === 'pass' || outcome === 'flaky') return [];
  const said = shownText(findings[0]?.message ?? `the check ended as ${outcome}`, limits.message);
  if (go || outcome === 'skipped') return [message('testIgnored', { name, message: `${outcome}, does not block: ${said}` })];
  return [message('testFailed', { name, message: said, details: findings.slice(0, 5).map(({ advice }) => shownText(advice, limits.message)).join(' ') })];
}

function tests({ checks, go }: Verdict): string[] {
  const names = uniqueNames(checks.map(({ title, id }) => ({ name: shownText(title, limits.name), mark: shownText(id, limits.name) })));
  const lines = checks.flatMap((check, index) => {
    const name = names[index] ?? '';
    return [message('testStarted', { name }), ...told(name, check, go), message('testFinished', { name, duration: Math.round(check.durationMs) })];
  });
  return [message('testSuiteStarted', { name: 'gonogo' }), ...lines, message('testSuiteFinished', { name: 'gonogo' })];
}

/** Tests, problems, figures and the status text, as lines for standard output. */
export function renderMessages(verdict: Verdict): string[] {
  const { coverage, timing, summary } = verdict;
  const figures = { 'gonogo.planned': coverage.planned, 'gonogo.executed': coverage.executed, 'gonogo.reasons': verdict.reasons.length, 'gonogo.warnings': verdict.warnings.length, 'gonogo.durationMs': Math.round(timing.durationMs) };
  return [
    ...tests(verdict),
    ...problems(verdict),
    ...Object.entries(figures).map(([key, value]) => message('buildStatisticValue', { key, value })),
    message('buildStatus', { text: summary.line }),
  ];
}

export const format: Format = {
  name: 'teamcity',
  files: [],
  suits: (environment) => productOf(environment) === 'teamcity',
  announce: (verdict) => ({ lines: renderMessages(verdict), appended: [] }),
};

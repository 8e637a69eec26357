import { forTerminal } from '../verdict/neutralise.ts';
import { clip } from '../verdict/text.ts';
import type { CheckResult, Verdict } from '../verdict/verdict.ts';
import { uniqueNames } from './unique-names.ts';

/** Label name → one line of text, at most 200 UTF-16 units. */
export type Labels = Readonly<Record<string, string>>;

/** A figure of the verdict, with one sample for each set of labels. */
export interface Gauge {
  /** Words with dots between them, without the unit. */
  name: string;
  /** `s` for seconds, `1` for what has no unit. */
  unit: 's' | '1';
  help: string;
  samples: readonly { labels: Labels; value: number }[];
}

/** Enough to tell checks apart, and little to keep. */
const labelLimit = 200;
/** The same of an id, with room for what tells it from an equal one. */
const idLimit = 150;

function label(text: string, limit = labelLimit): string {
  return clip(forTerminal(text), limit);
}

/** Every figure of a verdict that is worth watching over time. Target and environment are labels of each. */
export function gaugesOf(verdict: Verdict): Gauge[] {
  const common = { target: label(verdict.target.name), environment: label(verdict.target.environment) };
  return [...runGauges(verdict), ...checkGauges(verdict.checks)]
    .filter(({ samples }) => samples.length > 0)
    .map((gauge) => ({ ...gauge, samples: gauge.samples.map(({ labels, value }) => ({ labels: { ...common, ...labels }, value })) }));
}

function single(name: string, unit: Gauge['unit'], help: string, value: number): Gauge {
  return { name, unit, help, samples: [{ labels: {}, value }] };
}

function runGauges(verdict: Verdict): Gauge[] {
  const { checks, coverage, timing, release } = verdict;
  const verdicts = (['GO', 'NO_GO', 'INCONCLUSIVE'] as const).map((one) => ({ labels: { verdict: one }, value: Number(one === verdict.verdict) }));
  const outcomes = (['pass', 'fail', 'flaky', 'skipped', 'error'] as const).map((outcome) => ({ labels: { outcome }, value: checks.filter((check) => check.outcome === outcome).length }));
  const releases = [{ labels: { expected: label(release.expected ?? ''), observed: label(release.observed[0] ?? ''), match: String(release.match) }, value: 1 }];
  return [
    single('gonogo.go', '1', 'Whether the pipeline may go on (1) or not (0).', Number(verdict.go)),
    { name: 'gonogo.overridden', unit: '1', help: 'There when people decided against the verdict.', samples: verdict.override ? [{ labels: { by: label(verdict.override.by) }, value: 1 }] : [] },
    { name: 'gonogo.verdict', unit: '1', help: 'The verdict: 1 for the one that was reached, 0 for the others.', samples: verdicts },
    single('gonogo.run.finished.timestamp', 's', 'When the run ended, since 1970.', Date.parse(timing.finishedAt) / 1000),
    single('gonogo.run.duration', 's', 'How long the run took.', timing.durationMs / 1000),
    { name: 'gonogo.release.info', unit: '1', help: 'The release that is expected and the first one that was seen.', samples: releases },
    single('gonogo.checks.planned', '1', 'Checks that were planned.', coverage.planned),
    single('gonogo.checks.executed', '1', 'Checks that were executed.', coverage.executed),
    { name: 'gonogo.checks', unit: '1', help: 'Checks by how they ended.', samples: outcomes },
    single('gonogo.reasons', '1', 'Reasons that block.', verdict.reasons.length),
    single('gonogo.warnings', '1', 'Findings that do not block.', verdict.warnings.length),
  ];
}

function checkGauges(checks: readonly CheckResult[]): Gauge[] {
  const names = uniqueNames(checks.map(({ id, kind }) => ({ name: label(id, idLimit), mark: kind })));
  const samples = (valueOf: (check: CheckResult) => number | undefined) =>
    checks.flatMap((check, index) => {
      const value = valueOf(check);
      return value === undefined ? [] : [{ labels: { check: names[index] ?? '', kind: check.kind, severity: check.severity }, value }];
    });
  return [
    { name: 'gonogo.check.passed', unit: '1', help: 'Whether the check passed (1, also at a second attempt) or not (0).', samples: samples(({ outcome }) => Number(outcome === 'pass' || outcome === 'flaky')) },
    { name: 'gonogo.check.credential.left', unit: 's', help: 'How long the credential that the check was given was good for, where it tells.', samples: samples(({ metrics }) => metrics['credentialLifeS']) },
    { name: 'gonogo.check.duration', unit: 's', help: 'How long the check took.', samples: samples(({ durationMs }) => durationMs / 1000) },
  ];
}

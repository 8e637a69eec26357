import { forPrometheus, forTerminal } from '../../verdict/neutralise.ts';
import { clip } from '../../verdict/text.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import type { Format } from '../format.ts';
import { uniqueNames } from '../unique-names.ts';

/** UTF-16 units of the value of a label: enough to tell checks apart, and little to keep. */
const labelLimit = 200;
/** The same of an id, with room for what tells it from an equal one. */
const idLimit = 150;

type Labels = Readonly<Record<string, string>>;

/** A gauge with its samples. */
interface Gauge {
  name: string;
  help: string;
  samples: { labels?: Labels; value: number }[];
}

function gaugesOf(verdict: Verdict): Gauge[] {
  const { checks, coverage, timing, release } = verdict;
  const single = (name: string, help: string, value: number): Gauge => ({ name, help, samples: [{ value }] });
  const names = uniqueNames(checks.map(({ id, kind }) => ({ name: clip(forTerminal(id), idLimit), mark: kind })));
  const ofChecks = (value: (check: Verdict['checks'][number]) => number) =>
    checks.map((check, index) => ({ labels: { check: names[index] ?? '', kind: check.kind, severity: check.severity }, value: value(check) }));
  const outcomes = ['pass', 'fail', 'flaky', 'skipped', 'error'] as const;
  return [
    single('gonogo_go', 'Whether the pipeline may go on (1) or not (0).', Number(verdict.go)),
    { name: 'gonogo_verdict', help: 'The verdict: 1 for the one that was reached, 0 for the others.', samples: (['GO', 'NO_GO', 'INCONCLUSIVE'] as const).map((one) => ({ labels: { verdict: one }, value: Number(one === verdict.verdict) })) },
    single('gonogo_run_finished_timestamp_seconds', 'When the run ended, in seconds since 1970.', Date.parse(timing.finishedAt) / 1000),
    single('gonogo_run_duration_seconds', 'How long the run took.', timing.durationMs / 1000),
    { name: 'gonogo_release_info', help: 'The release that is expected and the first one that was seen.', samples: [{ labels: { expected: release.expected ?? '', observed: release.observed[0] ?? '', match: String(release.match) }, value: 1 }] },
    single('gonogo_checks_planned', 'Checks that were planned.', coverage.planned),
    single('gonogo_checks_executed', 'Checks that were executed.', coverage.executed),
    { name: 'gonogo_checks', help: 'Checks by how they ended.', samples: outcomes.map((outcome) => ({ labels: { outcome }, value: checks.filter((check) => check.outcome === outcome).length })) },
    single('gonogo_reasons', 'Reasons that block.', verdict.reasons.length),
    single('gonogo_warnings', 'Findings that do not block.', verdict.warnings.length),
    { name: 'gonogo_check_passed', help: 'Whether the check passed (1, also at a second attempt) or not (0).', samples: ofChecks(({ outcome }) => Number(outcome === 'pass' || outcome === 'flaky')) },
    { name: 'gonogo_check_duration_seconds', help: 'How long the check took.', samples: ofChecks(({ durationMs }) => durationMs / 1000) },
  ];
}

function line(name: string, labels: Labels, value: number): string {
  const written = Object.entries(labels).map(([label, text]) => `${label}="${forPrometheus(clip(text, labelLimit))}"`);
  return `${name}{${written.join(',')}} ${value}`;
}

/** Metrics in the text format of Prometheus, for the textfile collector of its node exporter; all are gauges. */
export function renderPrometheus(verdict: Verdict): string {
  const common = { target: verdict.target.name, environment: verdict.target.environment };
  return gaugesOf(verdict)
    .filter(({ samples }) => samples.length > 0)
    .flatMap(({ name, help, samples }) => [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...samples.map(({ labels, value }) => line(name, { ...common, ...labels }, value)), ''])
    .join('\n');
}

export const format: Format = { name: 'prometheus', files: [{ name: 'gonogo.prom', render: renderPrometheus }] };

import { forVariable } from '../../verdict/neutralise.ts';
import type { Severity } from '../../verdict/plan.ts';
import { severities } from '../../verdict/plan.ts';
import { clip } from '../../verdict/text.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import type { Format } from '../format.ts';
import { webAddress } from '../web-address.ts';

/** UTF-16 units of a name. */
const nameLimit = 200;

const severityWords: Record<Severity, 'critical' | 'high' | 'medium' | 'low'> = { blocker: 'critical', critical: 'high', normal: 'medium', minor: 'low', trivial: 'low' };

/** An INCONCLUSIVE is an error of the test run: it says nothing about what was tested. */
function outcomeOf({ verdict, go }: Verdict): 'success' | 'failure' | 'error' {
  if (go) return 'success';
  return verdict === 'NO_GO' ? 'failure' : 'error';
}

function name(text: string): string {
  return clip(forVariable(text), nameLimit);
}

/** Where the event comes from: a reference that stays the same for all runs against a target. */
function sourceOf({ target }: Verdict): string {
  return `/gonogo/${encodeURIComponent(name(target.name))}`;
}

/** The event that the test suite has run, as CDEvents 0.5.0 writes it; the worst severity among the reasons is its own. */
export function renderEvent(verdict: Verdict): string {
  const { id, tool, timing, target, reasons, summary, release, coverage, trigger } = verdict;
  const source = sourceOf(verdict);
  const worst = severities.find((severity) => reasons.some((reason) => reason.severity === severity));
  const url = webAddress(target.url);
  const event = {
    context: { specversion: '0.5.0', id: name(id), source, type: 'dev.cdevents.testsuiterun.finished.0.3.0', timestamp: timing.finishedAt },
    subject: {
      id: name(id),
      source,
      content: {
        outcome: outcomeOf(verdict),
        ...(worst ? { severity: severityWords[worst] } : {}),
        reason: forVariable(summary.line),
        environment: { id: name(target.environment) || 'unknown', ...(url ? { source: url } : {}) },
        testSuite: { id: name(target.name) || 'gonogo', name: `gonogo against ${name(target.name)}`, version: tool.version },
      },
    },
    customData: {
      verdict: verdict.verdict,
      go: verdict.go,
      ...(verdict.override ? { override: { by: name(verdict.override.by), reason: forVariable(verdict.override.reason), expires: verdict.override.expires } } : {}),
      release: { expected: release.expected === null ? null : name(release.expected), match: release.match },
      coverage: { planned: coverage.planned, executed: coverage.executed },
      trigger: { type: trigger.type },
    },
    customDataContentType: 'application/json',
  };
  return `${JSON.stringify(event, null, 2)}\n`;
}

export const format: Format = { name: 'cdevents', files: [{ name: 'cdevents.json', render: renderEvent }] };

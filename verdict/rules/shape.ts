import type { ApiObservation, StepObservation } from '../api-observation.ts';
import type { LearnedJourney, Taken } from '../baseline/baseline.ts';
import type { Attribution, FindingData, Remark } from '../finding.ts';
import type { JourneyChecks } from '../plan.ts';
import { type ShapeChange, type ShapeChangeKind, compareShapes, shapeChanges } from '../shape/compare-shapes.ts';
import { type Base, acceptsStatus } from './api-answer.ts';
import { milder } from './page-rule.ts';

/** Changes of one kind that are told of one answer. */
const told = 5;

const codes = {
  envelope: 'SHAPE_ENVELOPE',
  gone: 'SHAPE_FIELD_GONE',
  null: 'SHAPE_NULL',
  type: 'SHAPE_TYPE',
  format: 'SHAPE_FORMAT',
  value: 'SHAPE_VALUE',
  empty: 'SHAPE_EMPTY',
} as const satisfies Record<ShapeChangeKind, keyof FindingData>;

/**
 * C4: how the answers of a journey differ from the shape that was learned of a good release, one remark for each kind of change
 * and step. Blocks where that is certain; a word that is new, a list that is empty and what changed in places only are told.
 * Steps, and fields, that nothing was learned of have nothing to differ from. Pure.
 */
export function judgeShapes(observation: ApiObservation, journey: JourneyChecks, learned: { steps: LearnedJourney; taken: Taken }, attribution: Attribution): Remark[] {
  const base: Base = { severity: journey.severity, attribution };
  const since = { release: learned.taken.release, at: learned.taken.at };
  return observation.steps.flatMap((seen, index): Remark[] => {
    const status = seen.attempts.at(-1)?.answer?.status;
    const answers = learned.steps[seen.name];
    if (status === undefined || answers === undefined || !acceptsStatus(journey.steps[index]?.expect.status ?? [], status)) return [];
    const call = { method: seen.method, url: seen.url, step: seen.name, ...since };
    const before = answers[String(status)];
    if (before === undefined) return [{ code: 'SHAPE_STATUS', ...base, severity: milder(base.severity, 'normal'), data: { ...call, status, known: Object.keys(answers).map(Number) } }];
    if (seen.shape === undefined) return unreadable(seen) ? [] : [{ code: 'SHAPE_NO_JSON', ...base, data: { ...call, contentType: seen.attempts.at(-1)?.answer?.contentType ?? null } }];
    const changes = compareShapes(before, seen.shape);
    return shapeChanges.flatMap((kind) => remarkOn(kind, changes.filter((change) => change.kind === kind), call, base));
  });
}

/** That it is no JSON was told by the expectation. */
function unreadable({ attempts }: StepObservation): boolean {
  return typeof attempts.at(-1)?.answer?.jsonError === 'string';
}

function remarkOn(kind: ShapeChangeKind, changes: ShapeChange[], call: Omit<FindingData['SHAPE_TYPE'], 'changes' | 'total'>, base: Base): Remark[] {
  if (changes.length === 0) return [];
  const ordered = [...changes.filter(({ sure }) => sure), ...changes.filter(({ sure }) => !sure)];
  const severity = ordered[0]?.sure ? base.severity : milder(base.severity, 'normal');
  return [{ code: codes[kind], ...base, severity, data: { ...call, total: changes.length, changes: ordered.slice(0, told).map(({ path, was, is }) => ({ path, was, is })) } }];
}

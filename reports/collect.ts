import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unanswered } from '../verdict/evaluate.ts';
import type { ControlObservation, Observation, SurveyObservation } from '../verdict/observation.ts';
import type { CheckPlan, Plan } from '../verdict/plan.ts';
import { releaseSeen } from '../verdict/release-match.ts';
import type { CheckResult, Verdict } from '../verdict/verdict.ts';
import { decodeObservation, observationFile, outputNames, subjectsOf } from '../verdict/wire.ts';

/** The observations of a run, by subject; those that are missing or damaged are left out. */
export async function readObservations(outputDir: string, plan: Plan): Promise<Map<string, Observation>> {
  const subjects = [...subjectsOf(plan), 'control', 'survey', 'environment'];
  const read = subjects.map(async (subject) => {
    const text = await readFile(join(outputDir, outputNames.observations, observationFile(plan, subject)), 'utf8').catch(() => null);
    if (text === null) return null;
    try {
      return decodeObservation(plan.run, text);
    } catch {
      return null;
    }
  });
  const found = (await Promise.all(read)).filter((observation) => observation !== null);
  return new Map(found.map((observation) => [observation.subject, observation]));
}

/** The control observation among them, or null. */
export function controlOf(observations: Map<string, Observation>): ControlObservation | null {
  const control = observations.get('control');
  return control?.kind === 'control' ? control : null;
}

/** The survey's own observation among them, or null when it did not come to its end. */
export function surveyOf(observations: Map<string, Observation>): SurveyObservation | null {
  const survey = observations.get('survey');
  return survey?.kind === 'survey' ? survey : null;
}

/** Results in the order of the plan, with an `error` for every planned check that has none. */
export function completeResults(planned: CheckPlan[], results: CheckResult[], since: string, detail: string): CheckResult[] {
  const byId = new Map(results.map((result) => [result.id, result]));
  return planned.map((check) => byId.get(check.id) ?? unanswered(check, 'CHECK_NOT_RUN', { detail }, since));
}

/** Trace ids of the journeys whose checks did not pass, in their order. */
export function failingTraces(results: CheckResult[], observations: Map<string, Observation>): string[] {
  return results.flatMap(({ id, outcome }) => {
    const observation = outcome === 'pass' ? undefined : observations.get(id);
    return observation?.kind === 'api' && observation.trace !== undefined ? [observation.trace] : [];
  });
}

/** Which release the target says it serves: what was asked for it, else what the pages named, which proves it when every one that was seen did. */
export function releaseOf(plan: Plan, observations: Map<string, Observation>): Verdict['release'] {
  const asked = observations.get('release');
  if (asked?.kind === 'release' && asked.expected === plan.release) return releaseSeen(asked);
  const looks = [...observations.values()].flatMap((observation) => (observation.kind === 'page' ? observation.looks.slice(-1) : []));
  const observed = [...new Set(looks.flatMap(({ navigation }) => navigation.versions))].slice(0, 20);
  const expected = plan.release;
  if (expected === null) return { expected, observed, match: 'unknown' };
  const proven = looks.length > 0 && looks.every(({ navigation }) => navigation.versions.includes(expected));
  return { expected, observed, match: proven ? true : 'unknown' };
}

/** Bytes of a file that the verdict lists as evidence; null when it is not listed, gone, or larger than `mostBytes`. */
export async function readEvidence(outputDir: string, { evidence }: Verdict, path: string, mostBytes: number): Promise<Buffer | null> {
  const listed = evidence.find((entry) => entry.path === path);
  if (listed === undefined || listed.bytes > mostBytes) return null;
  return readFile(join(outputDir, path)).catch(() => null);
}

/** The evidence files of a run with their size and hash; a file that was announced but is not there is left out. */
export async function indexEvidence(outputDir: string, plan: Plan, observations: Map<string, Observation>): Promise<Verdict['evidence']> {
  const files = [...observations.values()].flatMap((observation) => {
    const own = { type: 'observation' as const, path: `${outputNames.observations}/${observationFile(plan, observation.subject)}`, contentType: 'application/json' };
    const ofCalls = observation.kind === 'api' ? [...observation.steps.flatMap(({ evidence = [] }) => evidence), ...(observation.evidence ?? [])] : [];
    return [own, ...ofCalls, ...(observation.kind === 'page' ? observation.looks.flatMap(({ evidence }) => evidence) : [])];
  });
  const indexed = await Promise.all(
    files.map(async ({ type, path, contentType }) => {
      const bytes = await readFile(join(outputDir, path)).catch(() => null);
      return bytes === null ? null : { id: path.replace(/^[^/]+\//, ''), type, path, contentType, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
    }),
  );
  return indexed.filter((entry) => entry !== null);
}

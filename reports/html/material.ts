import type { Observation } from '../../verdict/observation.ts';
import type { CheckResult, Verdict } from '../../verdict/verdict.ts';
import { decodeObservation, observationFile, outputNames } from '../../verdict/wire.ts';
import type { ReportSources } from '../format.ts';
import { type Picture, choosePictures } from './pictures.ts';

/** All that the page is made of. With it, rendering is pure. */
export interface Material {
  verdict: Verdict;
  /** What was observed, by subject; of checks that have something to tell, and only what is still there. */
  observations: ReadonlyMap<string, Observation>;
  /** Pictures by their path in the verdict, embedded or only named. */
  pictures: ReadonlyMap<string, Picture>;
}

/** An observation has a few kilobytes; a console storm may have more. */
const bounds = { observations: 200, observationBytes: 2_000_000 };

/** The subject whose observation answers a check: its id without the kind, for those of pages. */
export function subjectOf({ id, kind }: Pick<CheckResult, 'id' | 'kind'>): string {
  return id.endsWith(`:${kind}`) ? id.slice(0, -kind.length - 1) : id;
}

/** Reads what the page shows besides the verdict; whatever is missing is left out. */
export async function gatherMaterial(verdict: Verdict, evidence: ReportSources['evidence']): Promise<Material> {
  const observations = await readObservations(verdict, evidence);
  return { verdict, observations, pictures: await choosePictures(verdict, observations, evidence) };
}

async function readObservations(verdict: Verdict, evidence: ReportSources['evidence']): Promise<Map<string, Observation>> {
  const checks = verdict.checks.map((check) => ({ ...check, subject: subjectOf(check) }));
  const telling = checks.filter(({ outcome, findings, kind }) => kind !== 'spec' && (outcome !== 'pass' || findings.length > 0));
  const found = new Map<string, Observation>();
  for (const subject of [...new Set(telling.map((check) => check.subject))].slice(0, bounds.observations)) {
    const bytes = await evidence(`${outputNames.observations}/${observationFile({ checks }, subject)}`, bounds.observationBytes);
    const observation = bytes === null ? null : decoded(verdict.id, bytes);
    if (observation?.subject === subject) found.set(subject, observation);
  }
  return found;
}

function decoded(run: string, bytes: Buffer): Observation | null {
  try {
    return decodeObservation(run, bytes.toString('utf8'));
  } catch {
    return null;
  }
}

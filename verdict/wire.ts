import { forJson } from './neutralise.ts';
import type { Observation } from './observation.ts';
import type { Plan } from './plan.ts';
import type { CheckResult, Verdict } from './verdict.ts';

/**
 * How observers, checks and the reporter hand things to each other: the only place where they meet. Observations are
 * files in the output folder; the results of checks are an attachment of their test until our first reporter takes them. Both say their version, and another
 * version is refused.
 */
const observationSchema = 'gonogo.observation/v1';

/** Content type of the attachment that carries the results of a test's checks. */
export const checkResultsType = 'application/vnd.gonogo.check-results+json;v=1';

/** Environment variable that names the plan file for the runner and its workers. */
export const planVariable = 'GONOGO_PLAN';

/** Environment variable with the process id of who observes, when that is not the runner itself. */
export const surveyorVariable = 'GONOGO_SURVEYOR';

/** Environment variable with the secrets of the run as a JSON list, from the command to the runner's reporters. */
export const secretsVariable = 'GONOGO_SECRETS';

/** Names in the output folder. */
export const outputNames = { plan: 'plan.json', verdict: 'verdict.json', envelope: 'in-toto.dsse.json', original: 'verdict-original.json', originalEnvelope: 'in-toto-original.dsse.json', observations: 'observations', evidence: 'evidence', log: 'runner.log', allure: 'allure-results' } as const;

/** Folder in the output folder for what runs may have left behind at partners. It outlives the run, so that the next one can clean up. */
export const journalFolder = 'cleanup-journal';

/** Name of a journal file: one for each journey of a run. The run id comes from a file, too, and must not lead elsewhere. */
export function journalFile(run: string, subject: string): string {
  return `${[run, subject].map((part) => part.replace(/[^\w-]+/g, '-')).join('-').slice(0, 180)}.json`;
}

/** Name of an observation's file, unique in its run: the number of its first check in the plan, and the subject for people. */
export function observationFile(plan: Pick<Plan, 'checks'>, subject: string): string {
  if (subject === 'control' || subject === 'survey' || subject === 'environment') return `${subject}.json`;
  const number = String(plan.checks.findIndex((check) => check.subject === subject) + 1).padStart(4, '0');
  return `${number}-${subject.replace(/[^\w-]+/g, '-').slice(0, 60)}.json`;
}

/** What the run looks at, in the order of the plan. */
export function subjectsOf(plan: Pick<Plan, 'checks'>): string[] {
  return [...new Set(plan.checks.filter(({ kind }) => kind !== 'spec').map(({ subject }) => subject))];
}

/** An observation as the text of its file. */
export function encodeObservation(run: string, observation: Observation): string {
  return JSON.stringify({ schema: observationSchema, run, observation });
}

/** @throws when the text is no observation of this run. */
export function decodeObservation(run: string, text: string): Observation {
  const parsed: unknown = JSON.parse(text);
  if (!isEnvelope(parsed) || parsed.schema !== observationSchema) throw new Error(`This is not an observation of version ${observationSchema}.`);
  if (parsed.run !== run) throw new Error(`This observation is of run ${parsed.run}, not of ${run}.`);
  return parsed.observation;
}

function isEnvelope(value: unknown): value is { schema: unknown; run: string; observation: Observation } {
  return typeof value === 'object' && value !== null && 'schema' in value && 'run' in value && 'observation' in value;
}

/** Results of checks as the body of their attachment. */
export function encodeCheckResults(results: CheckResult[]): string {
  return JSON.stringify(results);
}

/** Under what the first of our reporters leaves the check results of a test for the last. */
const takenResults = Symbol.for('gonogo.check-results');

/** What reporters see of a test's end. */
interface TestEnd {
  attachments: { contentType: string; body?: Buffer | undefined }[];
  [takenResults]?: CheckResult[];
}

/** Takes the attachment with check results away from the reporters between, which would show it to people; `checkResultsOf` finds it. */
export function takeCheckResults(end: TestEnd): void {
  const at = end.attachments.findIndex(({ contentType }) => contentType === checkResultsType);
  const [attachment] = at < 0 ? [] : end.attachments.splice(at, 1);
  if (attachment?.body) end[takenResults] = JSON.parse(attachment.body.toString('utf8')) as CheckResult[];
}

/** The check results that were taken from a test; none when it attached none. */
export function checkResultsOf(end: TestEnd): CheckResult[] {
  return end[takenResults] ?? [];
}

/** The verdict as the text of its file; the same text for the same verdict, so that its size and hash can be told beforehand. */
export function encodeVerdict(verdict: Verdict): string {
  return encodeDocument(verdict);
}

/** A document for people and programs, on lines. Its texts are as they were, but for halves of characters, which no program agrees on. */
export function encodeDocument(document: unknown): string {
  const wellFormed = (_key: string, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value);
  return `${forJson(JSON.stringify(document, wellFormed, 2))}\n`;
}

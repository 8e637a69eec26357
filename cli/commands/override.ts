import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { UsageError } from '../../config/usage-error.ts';
import { rewriteReports } from '../../reports/conclude.ts';
import { readEnvelope, signPayload, statementPayloadType } from '../../reports/dsse.ts';
import { renderStatement } from '../../reports/formats/in-toto.ts';
import { mainReport } from '../../reports/main-report.ts';
import { writeAtomically } from '../../reports/write.ts';
import { forCiLog } from '../../verdict/neutralise.ts';
import { type Override, applyOverride, overrideLimits } from '../../verdict/override.ts';
import type { Plan } from '../../verdict/plan.ts';
import { readVerdict } from '../../verdict/read-verdict.ts';
import { createRedactor } from '../../verdict/redact.ts';
import { clip, minutesSpoken } from '../../verdict/text.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { encodeVerdict, outputNames } from '../../verdict/wire.ts';
import { announceVerdict } from '../announce.ts';
import { readBounded } from '../bounded-file.ts';
import { countedVerdict } from '../counted-verdict.ts';
import { privateKeyOf } from '../key-files.ts';
import type { OverrideOptions } from '../override-options.ts';
import { checkStatement } from '../statement-check.ts';
import { verdictText } from '../verdict-text.ts';

/** Bytes of the largest file that is read. */
const mostBytes = 100_000_000;

/** A verdict as it was reached, with the bytes of its file. */
interface Original {
  verdict: Verdict;
  bytes: Buffer;
}

/**
 * `gonogo override`: writes down a decision against a verdict. What was found stays; `go` becomes true until the override ends,
 * and the reports are written again. The verdict comes last.
 *
 * @throws UsageError when this verdict cannot be overridden.
 */
export async function override(options: OverrideOptions, now: Date = new Date()): Promise<number> {
  const key = options.signKey === null ? null : await privateKeyOf('--sign-key', options.signKey);
  const folder = resolve(options.path);
  const original = await originalOf(folder, now);
  const reached = original.verdict.verdict;
  if (reached === 'GO') throw new UsageError(`${outputNames.verdict} is a GO: there is nothing to override.`);
  const plan = await planOf(folder, original.verdict);
  refuseOld(original.verdict, now);
  const signed = await refuseEdited(folder, original);
  if (signed !== null && key === null) throw new UsageError(`${outputNames.verdict} is signed: give --sign-key, so that the override is signed, too.`);
  const redact = createRedactor([]);
  const decision: Override = {
    reason: redact(options.reason),
    by: redact(options.by),
    ticket: options.ticket === null ? null : redact(options.ticket),
    at: now.toISOString(),
    expires: new Date(now.getTime() + options.expiresMs).toISOString(),
    original: { verdict: reached, sha256: createHash('sha256').update(original.bytes).digest('hex') },
  };
  const verdict = applyOverride(original.verdict, decision);
  await writeAtomically(join(folder, outputNames.original), original.bytes.toString('utf8'));
  if (signed !== null) await writeAtomically(join(folder, outputNames.originalEnvelope), signed);
  await rm(join(folder, outputNames.envelope), { force: true });
  const failures = await rewriteReports(verdict, plan, folder);
  await writeAtomically(join(folder, outputNames.verdict), encodeVerdict(verdict));
  if (key !== null) await writeAtomically(join(folder, outputNames.envelope), signPayload(statementPayloadType, Buffer.from(renderStatement(verdict)), key));
  const unheard = await announceVerdict(verdict, { formats: plan.formats, environment: process.env, directory: folder, out: process.stdout });
  for (const sentence of [...failures, ...unheard]) process.stderr.write(`warning: ${sentence}\n`);
  process.stdout.write(verdictText(verdict, folder, mainReport(plan.formats)));
  return 0;
}

/** The verdict of the folder; the one that was kept, when an earlier override has ended. */
async function originalOf(folder: string, now: Date): Promise<Original> {
  const found = await verdictOf(folder, outputNames.verdict);
  const counted = await countedVerdict(found.verdict, folder, now);
  if ('problem' in counted) throw new UsageError(`${outputNames.verdict} ${counted.problem}.`);
  const { go, override: earlier } = counted.verdict;
  if (earlier && go) throw new UsageError(`${outputNames.verdict} is overridden already, by ${forCiLog(clip(earlier.by, 80))} until ${earlier.expires}.`);
  return earlier ? verdictOf(folder, outputNames.original) : found;
}

async function verdictOf(folder: string, name: string): Promise<Original> {
  const bytes = await fileOf(folder, name);
  if (bytes === null) throw new UsageError(`There is no ${name} that can be read in ${forCiLog(folder)}.`);
  const read = readVerdict(bytes.toString('utf8'));
  if ('problem' in read) throw new UsageError(`${name} ${read.problem}.`);
  return { verdict: read.verdict, bytes };
}

/** The plan of the run, which must be that of the verdict: a verdict that was put here from elsewhere cannot be overridden. */
async function planOf(folder: string, verdict: Verdict): Promise<Plan> {
  const bytes = await fileOf(folder, outputNames.plan);
  if (bytes === null) throw new UsageError(`There is no ${outputNames.plan} in ${forCiLog(folder)}: only the verdict of a run that was made there can be overridden.`);
  const plan = parsedPlan(bytes);
  if (plan?.run !== verdict.id) throw new UsageError(`${outputNames.verdict} is of another run than the ${outputNames.plan} beside it: ${forCiLog(clip(verdict.id, 60))}.`);
  if (plan.target.name !== verdict.target.name || plan.release !== verdict.release.expected) throw new UsageError(`${outputNames.verdict} is of another target or release than the ${outputNames.plan} beside it.`);
  return plan;
}

function parsedPlan(bytes: Buffer): Plan | null {
  try {
    const plan = JSON.parse(bytes.toString('utf8')) as Plan | null;
    return plan !== null && typeof plan === 'object' && plan.schema === 'gonogo.plan/v1' ? plan : null;
  } catch {
    return null;
  }
}

function refuseOld({ timing }: Verdict, now: Date): void {
  const age = now.getTime() - Date.parse(timing.finishedAt);
  if (age > overrideLimits.age) throw new UsageError(`${outputNames.verdict} is ${minutesSpoken(age)} old, and says nothing about now: run again.`);
}

/** What was said of the verdict when it was written must still be true of it. Returns the text of its signed envelope, or null. */
async function refuseEdited(folder: string, { verdict, bytes }: Original): Promise<string | null> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const kept = await fileOf(folder, outputNames.originalEnvelope);
  const envelope = kept ?? (await fileOf(folder, outputNames.envelope));
  if (envelope === null) return null;
  const text = envelope.toString('utf8');
  const read = readEnvelope(text);
  if ('problem' in read) throw new UsageError(`${outputNames.envelope} ${read.problem}.`);
  const checked = checkStatement(read.envelope.payload, verdict, sha256);
  if ('problem' in checked) throw new UsageError(`${outputNames.verdict} was edited since it was signed: the envelope ${checked.problem}.`);
  return text;
}

async function fileOf(folder: string, name: string): Promise<Buffer | null> {
  return readBounded(join(folder, name), mostBytes).catch(() => null);
}

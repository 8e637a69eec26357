import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { UsageError } from '../../config/usage-error.ts';
import { type Envelope, isSignedBy, keyId, readEnvelope, statementPayloadType } from '../../reports/dsse.ts';
import { exitCode } from '../../verdict/exit-code.ts';
import { forCiLog } from '../../verdict/neutralise.ts';
import { readVerdict } from '../../verdict/read-verdict.ts';
import { clip } from '../../verdict/text.ts';
import { outputNames } from '../../verdict/wire.ts';
import { readBounded } from '../bounded-file.ts';
import { countedVerdict } from '../counted-verdict.ts';
import type { JudgeOptions } from '../judge-options.ts';
import { publicKeyOf } from '../key-files.ts';
import { checkStatement } from '../statement-check.ts';

/** Bytes of the largest files that are read; those of a thousand pages have a tenth of it. */
const mostBytes = { envelope: 16_000_000, verdict: 100_000_000 };

/**
 * `gonogo judge --verify`: checks a signed statement and the verdict beside it, tells the verdict in two lines, and answers
 * with its exit code.
 *
 * @throws UsageError when anything is not as it was signed, or cannot be read.
 */
export async function judge({ verify, key }: JudgeOptions): Promise<number> {
  const publicKey = await publicKeyOf('--key', key);
  const envelope = await envelopeOf(verify);
  if (envelope.payloadType !== statementPayloadType) throw new UsageError(`--verify ${verify} holds no in-toto statement, but ${forCiLog(clip(JSON.stringify(envelope.payloadType), 60))}.`);
  if (!isSignedBy(envelope, publicKey)) throw new UsageError(`--verify ${verify} is not signed by the key of --key ${key}: it was signed by another one, or changed since.`);
  const file = join(dirname(verify), outputNames.verdict);
  const bytes = await bytesOf(file, file, mostBytes.verdict);
  const read = readVerdict(bytes.toString('utf8'));
  if ('problem' in read) throw new UsageError(`${file} ${read.problem}.`);
  const { verdict } = read;
  const checked = checkStatement(envelope.payload, verdict, createHash('sha256').update(bytes).digest('hex'));
  if ('problem' in checked) throw new UsageError(`--verify ${verify} ${checked.problem}.`);
  const counted = await countedVerdict(verdict, dirname(verify), new Date());
  if ('problem' in counted) throw new UsageError(`${file} ${counted.problem}.`);
  const matching = checked.commit === null ? `${outputNames.verdict} matches` : `${outputNames.verdict} and commit match`;
  process.stdout.write(`${forCiLog(counted.verdict.summary.line)}\nKey ${keyId(publicKey).slice(0, 8)} signed ${forCiLog(clip(verdict.id, 40))}; ${matching}\n`);
  return exitCode(counted.verdict, 'verdict');
}

async function envelopeOf(file: string): Promise<Envelope> {
  const read = readEnvelope((await bytesOf(`--verify ${file}`, file, mostBytes.envelope)).toString('utf8'));
  if ('problem' in read) throw new UsageError(`--verify ${file} ${read.problem}.`);
  return read.envelope;
}

/** @param subject of the sentence about a file that cannot be read. */
async function bytesOf(subject: string, file: string, most: number): Promise<Buffer> {
  const bytes = await readBounded(file, most).catch((error: NodeJS.ErrnoException) => { throw new UsageError(`${subject} cannot be read (${error.code ?? error.message}).`, { cause: error }); });
  if (bytes === null) throw new UsageError(`${subject} is too large: it may have ${most / 1_000_000} MB.`);
  return bytes;
}

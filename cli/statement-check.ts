import { predicateTypes, statementType } from '../reports/formats/in-toto.ts';
import { forCiLog } from '../verdict/neutralise.ts';
import { clip } from '../verdict/text.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { outputNames } from '../verdict/wire.ts';

/** What a statement holds as true of a verdict, or why not, as the predicate of a sentence about its envelope. */
export type StatementCheck = { commit: string | null } | { problem: string };

/** Results of test-result, and the verdicts that they may stand for. */
const verdictOf: Readonly<Record<string, Verdict['verdict']>> = { PASSED: 'GO', WARNED: 'GO', FAILED: 'NO_GO' };

/**
 * Whether a signed statement is about this verdict: the digest of `verdict.json` in it, as its subject or in the
 * configuration, its result, and the commit where the subject is one.
 *
 * @param payload bytes whose signature is good
 * @param sha256 of the verdict's file, in hexadecimal
 */
export function checkStatement(payload: Buffer, verdict: Verdict, sha256: string): StatementCheck {
  const statement = parsedObject(payload);
  if (statement === null || statement._type !== statementType) return { problem: 'holds no in-toto Statement of version 1' };
  const { predicateType, predicate, subject } = statement;
  if (predicateType !== predicateTypes.testResult && predicateType !== predicateTypes.own) return { problem: `holds a statement of another kind than gonogo makes: ${shown(predicateType)}` };
  const { configuration, result, verdict: said } = isObject(predicate) ? predicate : {};
  const subjects = objectsOf(subject);
  const signed = [...subjects, ...objectsOf(configuration)].filter(({ name }) => name === outputNames.verdict).map((one) => digestOf(one, 'sha256'));
  if (signed.length === 0) return { problem: `says nothing about a ${outputNames.verdict}` };
  const other = signed.find((digest) => digest !== sha256);
  if (other !== undefined) return { problem: `is not about the ${outputNames.verdict} beside it: signed was the sha256 ${shown(other)}, and the file has "${sha256.slice(0, 12)}…"` };
  const meant = predicateType === predicateTypes.own ? said : verdictOf[String(result)];
  if (meant !== verdict.verdict) return { problem: `contradicts the ${outputNames.verdict} beside it: signed was ${shown(result ?? said)}, and the file says ${verdict.verdict}` };
  const commit = subjects.map((one) => digestOf(one, 'gitCommit')).find((digest) => digest !== null) ?? null;
  if (commit !== null && (commit !== verdict.release.expected || verdict.release.match !== true)) return { problem: `is about the commit ${shown(commit)}, which the ${outputNames.verdict} beside it does not prove` };
  return { commit };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectsOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function digestOf({ digest }: Record<string, unknown>, algorithm: string): string | null {
  const value = isObject(digest) && Object.hasOwn(digest, algorithm) ? digest[algorithm] : null;
  return typeof value === 'string' ? value : null;
}

function parsedObject(bytes: Buffer): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** A value of the statement in a sentence. */
function shown(value: unknown): string {
  return forCiLog(clip(JSON.stringify(value) ?? 'nothing', 40));
}

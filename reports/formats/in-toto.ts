import { createHash } from 'node:crypto';
import { forVariable } from '../../verdict/neutralise.ts';
import { clip } from '../../verdict/text.ts';
import type { CheckResult, Verdict } from '../../verdict/verdict.ts';
import { encodeVerdict, outputNames } from '../../verdict/wire.ts';
import type { Format } from '../format.ts';
import { webAddress } from '../web-address.ts';

/** Type of every statement. */
export const statementType = 'https://in-toto.io/Statement/v1';

/** Types of predicates; `own` is for what test-result has no word for, see `resultOf`. */
export const predicateTypes = { testResult: 'https://in-toto.io/attestation/test-result/v0.1', own: 'urn:gonogo:verdict:v1' } as const;

/** UTF-16 units of a name, and how many names of a list. */
const limits = { name: 200, names: 2000 };

/** Something that is named by its content: a ResourceDescriptor of in-toto. */
interface Resource {
  name?: string;
  uri?: string;
  digest?: Record<string, string>;
}

/**
 * WARNED is for a GO with something flaky or a warning. An INCONCLUSIVE has no word: policies may accept what is WARNED, and
 * FAILED would blame the release.
 */
function resultOf({ verdict, warnings, checks, override }: Verdict): 'PASSED' | 'WARNED' | 'FAILED' | null {
  // A policy that knows nothing of overrides must neither pass it nor miss it.
  if (override) return null;
  if (verdict === 'INCONCLUSIVE') return null;
  if (verdict === 'NO_GO') return 'FAILED';
  return warnings.length > 0 || checks.some(({ outcome }) => outcome !== 'pass') ? 'WARNED' : 'PASSED';
}

/** The commit that is deployed where the release is named by one, else the verdict itself: a subject needs a digest. */
function subjectOf(verdict: Verdict, own: Resource): Resource {
  const { expected, match } = verdict.release;
  if (expected === null || match !== true || !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(expected)) return own;
  return { name: name(verdict.target.name), digest: { gitCommit: expected } };
}

/** Who decided against the verdict, and until when. */
function overrideOf({ override }: Verdict): Record<string, unknown> {
  return override ? { override: { by: name(override.by), reason: forVariable(override.reason), ticket: override.ticket === null ? null : name(override.ticket), expires: override.expires } } : {};
}

/** What the result depends on besides the subject: the whole verdict, and where it was reached. */
function configurationOf({ target, release, tool }: Verdict, own: Resource): Resource[] {
  const uri = webAddress(target.url);
  return [
    own,
    { name: `environment: ${name(target.environment)}`, ...(uri ? { uri } : {}) },
    ...(release.expected === null ? [] : [{ name: `release: ${name(release.expected)}` }]),
    { name: `gonogo ${tool.version}` },
  ];
}

function name(text: string): string {
  return clip(forVariable(text), limits.name);
}

function named(checks: readonly CheckResult[], ...outcomes: CheckResult['outcome'][]): string[] {
  return checks.filter(({ outcome }) => outcomes.includes(outcome)).slice(0, limits.names).map(({ title }) => name(title));
}

/**
 * An in-toto Statement about the verdict, on one line: its bytes are the payload of a DSSE envelope as they are, with the
 * payload type `application/vnd.in-toto+json`. The digest is that of `verdict.json`.
 */
export function renderStatement(verdict: Verdict): string {
  const own: Resource = { name: outputNames.verdict, digest: { sha256: createHash('sha256').update(encodeVerdict(verdict)).digest('hex') } };
  const result = resultOf(verdict);
  const { checks } = verdict;
  const url = webAddress(verdict.trigger.url);
  const common = { configuration: configurationOf(verdict, own), ...(url ? { url } : {}) };
  const predicate =
    result === null
      ? { verdict: verdict.verdict, go: verdict.go, reason: forVariable(verdict.summary.line), ...overrideOf(verdict), ...common }
      : { result, ...common, passedTests: named(checks, 'pass'), warnedTests: named(checks, 'flaky', 'skipped'), failedTests: named(checks, 'fail', 'error') };
  return JSON.stringify({ _type: statementType, subject: [subjectOf(verdict, own)], predicateType: result === null ? predicateTypes.own : predicateTypes.testResult, predicate });
}

export const format: Format = { name: 'in-toto', files: [{ name: 'in-toto.json', render: renderStatement }] };

import { HttpError } from './http-error.ts';
import type { GateRun } from './run-record.ts';
import type { Refusal } from './runs.ts';

/** A release id that can stand on a command line and in a header, and is no option. */
const release = { type: 'string', pattern: '^[A-Za-z0-9_][A-Za-z0-9_.+:@/-]{0,199}$' } as const;

/** JSON Schema of the body that starts a run: nothing or the release; above all no URL. */
export const startBody = { type: ['object', 'null'], properties: { release }, additionalProperties: false } as const;

/** What `startBody` lets through. */
export interface StartBody {
  release?: string;
}

const name = { type: 'string', minLength: 1, maxLength: 253 } as const;

/** JSON Schema of the payload of a Flagger webhook. Of its metadata only a release is read. */
export const flaggerBody = {
  type: 'object',
  required: ['name', 'namespace', 'checksum'],
  properties: { name, namespace: name, checksum: name, metadata: { type: ['object', 'null'], properties: { release } } },
} as const;

/** What `flaggerBody` lets through. */
export interface FlaggerBody {
  name: string;
  namespace: string;
  checksum: string;
  metadata?: StartBody | null;
}

/** Key of the runs of one revision of a canary: every retry and every interval posts the same. */
export function flaggerKey({ name: canary, namespace, checksum, metadata }: FlaggerBody): string {
  return `flagger:${JSON.stringify([namespace, canary, checksum, metadata?.release ?? null])}`;
}

/** The key that a caller chose. @throws HttpError 400 for one that is none. */
export function callerKey(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  if (typeof header !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(header)) throw new HttpError(400, 'Idempotency-Key must be 1 to 200 visible characters.');
  return `caller:${header}`;
}

/** The run that was made. @throws HttpError when none was. */
export function made(answer: GateRun | Refusal): GateRun {
  switch (answer) {
    case 'full':
      throw new HttpError(503, 'Too many runs wait. Ask again later.');
    case 'closing':
      throw new HttpError(503, 'The gate is closing and starts no run.');
    case 'key-reused':
      throw new HttpError(422, 'This Idempotency-Key belongs to a run of another release.');
    default:
      return answer;
  }
}

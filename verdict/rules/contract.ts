import type { Answer, StepObservation } from '../api-observation.ts';
import type { Remark } from '../finding.ts';
import { clip, oneLine } from '../text.ts';
import type { Base, Call, StepChecks } from './api-answer.ts';

type Expect = StepChecks['expect'];

/** A status that the contract of the partner does not declare. */
export function undeclaredStatus({ status }: Answer, { contract: seen }: StepObservation, { contract }: Expect, call: Call, base: Base): Remark[] {
  if (contract === undefined || seen === undefined || seen.response !== null) return [];
  return [{ code: 'API_UNDECLARED_STATUS', ...base, data: { ...call, status, declared: seen.statuses, contract } }];
}

/** A content type that the contract does not declare for the status; nothing where it declares none, and where an answer has no body. */
export function undeclaredType({ status, contentType, sample }: Answer, { contract: seen }: StepObservation, { contract }: Expect, call: Call, base: Base): Remark[] {
  if (contract === undefined || seen === undefined || seen.type !== null || seen.types.length === 0 || call.method === 'HEAD' || status === 204 || status === 304) return [];
  return [{ code: 'API_UNDECLARED_TYPE', ...base, data: { ...call, status, contentType, declared: seen.types, contract, sample: clip(oneLine(sample), 200) } }];
}

/** JSON that is not as the contract declares it. */
export function judgeDeclaredSchema({ contract: seen }: StepObservation, { contract }: Expect, call: Call, base: Base): Remark[] {
  if (contract === undefined || seen?.schema === undefined || seen.schema.total === 0) return [];
  return [{ code: 'API_SCHEMA', ...base, data: { ...call, ...seen.schema, schema: `${seen.response ?? ''} ${seen.type ?? ''}, ${contract}` } }];
}

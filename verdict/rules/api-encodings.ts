import type { EncodingSighting, EncodingsObservation } from '../api-observation.ts';
import type { FindingData, Remark } from '../finding.ts';
import type { Base, Call } from './api-answer.ts';

/** Which encodings give something else than the answer without any. Pure. */
export function judgeEncodings({ isSteady, seen }: EncodingsObservation, call: Call, base: Base): Remark[] {
  const [plain] = seen;
  if (plain === undefined) return [];
  return seen.flatMap((sighting): Remark[] => {
    const problem = problemOf(sighting, plain, isSteady);
    return problem === null ? [] : [{ code: 'API_ENCODING', ...base, data: { ...call, asked: sighting.asked, came: sighting.came, problem, detail: detailOf(problem, sighting, plain) } }];
  });
}

type Problem = FindingData['API_ENCODING']['problem'];

/** An answer that is another one each time is only judged by what no time may change. */
function problemOf({ asked, status, came, isJson, isSame, error }: EncodingSighting, plain: EncodingSighting, isSteady: boolean): Problem | null {
  if (error !== null) return error.kind === 'protocol' ? 'unreadable' : 'lost';
  if (!['', 'identity', asked].includes(came.toLowerCase().replace(/^x-/, ''))) return 'unasked';
  if (plain.error !== null) return null;
  if (status !== plain.status) return 'status';
  if (plain.isJson && !isJson) return 'not-json';
  return isSteady && !isSame ? 'body' : null;
}

function detailOf(problem: Problem, sighting: EncodingSighting, plain: EncodingSighting): string {
  if (problem === 'unreadable' || problem === 'lost') return `${sighting.error?.code}: ${sighting.error?.message}`;
  return problem === 'status' ? `${sighting.status} and ${plain.status}` : problem === 'unasked' ? sighting.came : `${sighting.bytes} and ${plain.bytes} bytes`;
}

import type { ApiObservation, CredentialLife } from '../api-observation.ts';
import type { Remark } from '../finding.ts';
import type { Base } from './api-answer.ts';
import { milder } from './page-rule.ts';

const dayMs = 86_400_000;

/** Days that a credential must still be good for: enough for somebody to renew it. A client certificate has the partner's own number. */
const leastDays = 1;

/**
 * Which credentials of the configuration end soon, or have ended. Pure; now is when the journey began.
 *
 * One that is made to last no longer than a day is made anew for each run; of it only that it has ended is worth a word.
 *
 * @param certificateDays days for which a client certificate must still be good.
 */
export function judgeCredentials({ startedAt, credentials = [] }: ApiObservation, certificateDays: number, base: Base): Remark[] {
  return credentials.flatMap(({ name, issuedAt, endsAt }): Remark[] => {
    const limitDays = name === 'client certificate' ? certificateDays : leastDays;
    const leftMs = Date.parse(endsAt) - Date.parse(startedAt);
    const isShortLived = Date.parse(endsAt) - Date.parse(issuedAt ?? '') <= dayMs;
    if (leftMs > 0 && (leftMs >= limitDays * dayMs || isShortLived)) return [];
    return [{ code: 'CREDENTIAL_ENDS', severity: milder(base.severity, 'normal'), attribution: 'runner', data: { name, endsAt, leftS: Math.floor(leftMs / 1000), limitDays } }];
  });
}

/** What an ended credential explains says nothing of the release: it is the runner's, who was given it. */
export function withoutEnded(remarks: Remark[], { startedAt, credentials = [] }: ApiObservation): Remark[] {
  const ended = credentials.filter(({ endsAt }) => Date.parse(endsAt) <= Date.parse(startedAt));
  return remarks.map((remark): Remark => (ended.some((credential) => explains(credential, remark)) ? { ...remark, attribution: 'runner' } : remark));
}

function explains({ name }: CredentialLife, remark: Remark): boolean {
  if (name === 'client certificate') return remark.code === 'API_UNREACHABLE' && ['tls', 'reset'].includes(remark.data.error.kind);
  return remark.code === 'API_STATUS' && remark.data.status === 401;
}

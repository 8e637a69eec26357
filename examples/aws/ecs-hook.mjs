// Lambda for a lifecycle hook of ECS. GO: SUCCEEDED. NO_GO: FAILED, which rolls back.
// INCONCLUSIVE and undecided: IN_PROGRESS, asked again every 30 s, and FAILED once 15 minutes are over.
import { randomUUID } from 'node:crypto';

const patienceMs = 15 * 60_000;

/** @param {{ hookDetails?: { key?: string, until?: number } }} event state of the calls before travels in hookDetails */
export async function handler(event) {
  const { GATE_URL, GATE_TOKEN, TARGET } = process.env;
  const { key = randomUUID(), until = Date.now() + patienceMs } = event.hookDetails ?? {};
  const verdict = await ask(`${GATE_URL}/v1/argo/${TARGET}`, key, GATE_TOKEN);
  if (verdict === 'GO') return { hookStatus: 'SUCCEEDED' };
  if (verdict === 'NO_GO' || Date.now() > until) return { hookStatus: 'FAILED' };
  return { hookStatus: 'IN_PROGRESS', callBackDelay: 30, hookDetails: { key, until } };
}

/** The verdict of the run of this key; null when the gate could not be asked, which decides nothing. */
async function ask(url, key, token) {
  try {
    const response = await fetch(url, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'idempotency-key': key }, signal: AbortSignal.timeout(10_000) });
    return response.ok ? (await response.json()).verdict : null;
  } catch {
    return null;
  }
}

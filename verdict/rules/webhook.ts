import type { WebhookSighting } from '../api-observation.ts';
import type { Remark } from '../finding.ts';
import type { Base, Call } from './api-answer.ts';
import { milder } from './page-rule.ts';

/** What of a delivery is not as who receives it relies on. Anybody may send to a public URL: a bad signature counts only where no good one came. Pure. */
export function judgeWebhook(webhook: WebhookSighting | undefined, call: Call, base: Base): Remark[] {
  if (webhook === undefined) return [];
  const { url, scheme, withinMs, toleranceMs, deliveries, others } = webhook;
  const [first] = deliveries;
  if (webhook.interrupted) return [{ code: 'NOT_OBSERVED', severity: base.severity, attribution: 'runner', data: { subject: url, reason: 'interrupted', detail: 'the run ended before the delivery came' } }];
  if (first === undefined) return [{ code: 'WEBHOOK_MISSING', ...base, data: { ...call, to: url, withinMs, others } }];
  if (first.signature !== 'good') return [{ code: 'WEBHOOK_SIGNATURE', ...base, data: { ...call, to: url, scheme, problem: first.signature, toleranceMs, deliveries: deliveries.length } }];
  const late: Remark[] = first.afterMs > withinMs ? [{ code: 'WEBHOOK_LATE', ...base, data: { ...call, to: url, afterMs: first.afterMs, withinMs } }] : [];
  const times = deliveries.filter(({ id, signature }) => id === first.id && signature === 'good').length;
  return times < 2 ? late : [...late, { code: 'WEBHOOK_DUPLICATE', ...base, severity: milder(base.severity, 'minor'), data: { ...call, to: url, id: first.id, times } }];
}

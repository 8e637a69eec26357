import type { FindingCode, FindingData } from './finding.ts';
import { clip, counted, oneLine, spoken } from './text.ts';
import { type Words, path, quoted } from './wording.ts';

type WebhookCode = Extract<FindingCode, `WEBHOOK_${string}`>;

const asked = (data: { method: string; url: string; to: string }) => `${data.method} ${path(data.url)} asked for a delivery to ${clip(data.to, 80)}`;

const schemes = { standard: 'Standard Webhooks', stripe: 'Stripe', github: 'GitHub' };

const problems = { missing: 'has no signature', wrong: 'has a wrong signature', stale: 'is signed at another time' };

/** The words for deliveries that a partner makes. */
export const webhookWords: { [Code in WebhookCode]: (data: FindingData[Code]) => Words } = {
  WEBHOOK_MISSING: (data) => ({
    seen: `${asked(data)}, and none came within ${spoken(data.withinMs)}, nor as long again after that${data.others > 0 ? `; ${counted(data.others, 'delivery', 'deliveries')} of something else did` : ''}`,
    expected: 'a delivery in time',
    advice: 'Look at the worker and the queue that deliver, and whether the public URL leads to this runner.',
  }),
  WEBHOOK_LATE: (data) => ({
    seen: `${asked(data)}, and it came after ${spoken(data.afterMs)}`,
    expected: `it within ${spoken(data.withinMs)}`,
    advice: 'Look at what waits before the worker that delivers: its queue, or attempts that failed before.',
  }),
  WEBHOOK_SIGNATURE: (data) => ({
    seen: `${asked(data)}, and what came ${problems[data.problem]}${data.deliveries > 1 ? ` (${counted(data.deliveries, 'delivery', 'deliveries')})` : ''}`,
    expected: `a signature as ${schemes[data.scheme]} makes it${data.problem === 'stale' ? `, at most ${spoken(data.toleranceMs)} old` : ''}`,
    advice: data.problem === 'stale' ? 'Receivers take it for a replay: check the clock of the sender, and whether it signs anew when it tries again.' : 'Receivers refuse it: check the secret of this environment, and whether something on the way changes the body.',
  }),
  WEBHOOK_DUPLICATE: (data) => ({
    seen: `${asked(data)}, and ${quoted(oneLine(data.id), 60)} came ${counted(data.times, 'time')}, although it was answered`,
    expected: 'it once',
    advice: 'Receivers that do not remember ids act twice: look for two workers on one queue, or an answer that is not taken for one.',
  }),
};

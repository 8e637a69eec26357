import { PNG } from 'pngjs';
import type { ApiObservation } from '../verdict/api-observation.ts';
import type { PageObservation } from '../verdict/observation.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { sampleNoGo } from './sample-verdict.ts';
import { type Evidence, observationEvidence } from './report-page.ts';
import { sampleLook } from './sample-look.ts';

/** A picture of one colour as a PNG file. */
export function samplePicture(width: number, height: number, shade: number): Buffer {
  const picture = new PNG({ width, height });
  picture.data.fill(shade);
  return PNG.sync.write(picture);
}

/** A listed evidence file. */
export function listed(path: string, bytes: Buffer, sha256: string, type: Verdict['evidence'][number]['type'] = 'screenshot'): Verdict['evidence'][number] {
  return { id: path, type, path, contentType: 'image/png', sha256: sha256.padEnd(64, '0'), bytes: bytes.length };
}

/** The observation of a page whose entry script is gone and whose console says so with these words. */
export function samplePageObservation(subject: string, text: string, evidence: PageObservation['looks'][number]['evidence'] = []): PageObservation {
  const request = { url: 'https://shop.example.com/assets/checkout-8f2a11.js', method: 'GET', type: 'script', status: 404, contentType: 'text/html', error: null, startMs: 120, durationMs: 41, sample: text };
  const messages = { groups: [{ source: 'exception' as const, level: 'error' as const, text, url: text, line: 3, stack: text, count: 212, firstMs: 40 }], errors: 212, warnings: 3, exceptions: 212, dropped: 2 };
  const look = sampleLook({ requests: { total: 4, suspicious: [request], pending: [], dropped: 0 }, messages, evidence });
  return { kind: 'page', subject, url: 'https://shop.example.com/checkout', looks: [look, look], browserDeaths: 0 };
}

/** The observation of a partner call that answers with this text. */
export function sampleApiObservation(subject: string, step: string, text: string): ApiObservation {
  const answer = { status: 503, headers: { server: text }, contentType: 'text/plain', bytes: text.length, truncated: false, sample: text };
  const attempt = { startedAt: '2026-03-07T01:58:05.000Z', durationMs: 310, answer, error: null, phases: { dnsMs: 3, connectMs: 12, waitMs: 290, bodyMs: 5 } };
  const sent = { url: "https://api.example.com/partner/v2/orders?note=it's", headers: { authorization: ['Bearer ', { env: 'ACME_TOKEN' }], 'x-text': text }, body: { bytes: text.length, sample: text, whole: true } };
  const steps = [{ name: step, method: 'POST', url: "https://api.example.com/partner/v2/orders?note=it's", cleanup: false, sent, attempts: [attempt, attempt], values: [] }];
  return { kind: 'api', subject, startedAt: '2026-03-07T01:58:05.000Z', durationMs: 700, steps, trace: `4bf92f${text}`, reuse: null };
}

/** `sampleNoGo` with pictures, console and exchange, as a run would leave them. */
export function sampleNoGoWithEvidence(): { verdict: Verdict; evidence: Evidence } {
  const verdict = structuredClone(sampleNoGo());
  const [first, second] = [samplePicture(1280, 720, 250), samplePicture(1280, 720, 120)];
  const paths = ['evidence/checkout/look-1.png', 'evidence/checkout/look-2.png', 'evidence/checkout/look-2-edges.png'] as const;
  verdict.evidence = [listed(paths[0], first, 'aa'), listed(paths[1], first, 'aa'), listed(paths[2], second, 'bb', 'heat-map')];
  for (const told of [verdict.reasons[0], verdict.checks[0]?.findings[0]]) if (told) told.evidence = [...paths, 'evidence/checkout/trace.zip'];
  const order = verdict.checks[1]?.findings[0];
  if (order) order.data = { method: 'POST', url: 'https://api.example.com/partner/v2/orders', step: 'place an order', status: 503 };
  return {
    verdict,
    evidence: {
      [paths[0]]: first, [paths[1]]: first, [paths[2]]: second,
      ...observationEvidence(verdict, samplePageObservation('white-screen:/checkout', 'TypeError: cart is undefined')),
      ...observationEvidence(verdict, sampleApiObservation('api:orders', 'place an order', 'upstream connect error')),
    },
  };
}

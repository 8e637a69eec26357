import { verdictSchema } from '../verdict/schema.ts';
import type { CheckResult, FindingRecord, Reason, Verdict } from '../verdict/verdict.ts';

const startedAt = '2026-03-07T01:58:04.000Z';

/** A finding of the release, confirmed, unless said otherwise. */
export function sampleFinding(fields: Partial<FindingRecord> & Pick<FindingRecord, 'code' | 'message'>): FindingRecord {
  return { severity: 'blocker', attribution: 'release', confirmed: true, advice: '', since: startedAt, data: {}, evidence: [], ...fields };
}

/** A check that passed, unless said otherwise. */
export function sampleCheck(fields: Partial<CheckResult> & Pick<CheckResult, 'id'>): CheckResult {
  return {
    kind: 'white-screen', title: fields.id, severity: 'critical', outcome: 'pass', durationMs: 1840,
    attempts: [{ startedAt, durationMs: 1840, outcome: 'pass' }], findings: [], metrics: {}, evidence: [], ...fields,
  };
}

/** The reason that a finding of a check becomes. */
export function sampleReason(check: string, finding: FindingRecord): Reason {
  const { code, severity, message, attribution, evidence } = finding;
  return { code, severity, check, message, attribution, evidence };
}

/** A healthy run with 12 checks; every field can be replaced. The result is a valid verdict document. */
export function sampleVerdict(fields: Partial<Verdict> = {}): Verdict {
  const checks = fields.checks ?? Array.from({ length: 12 }, (_, index) => sampleCheck({ id: `white-screen:/page-${index}`, title: `Page ${index} shows content` }));
  const executed = checks.filter(({ outcome }) => outcome !== 'skipped' && outcome !== 'error').length;
  return verdictSchema.parse({
    schema: 'gonogo.verdict/v1', id: 'run-20260307-015804-4f1c',
    tool: { name: 'gonogo', version: '0.1.0', node: '24.0.0', playwright: '1.65.1', browser: 'chromium 150' },
    verdict: 'GO', go: true,
    summary: { line: 'GO: all 12 checks passed on shop', short: 'All 12 checks passed.', text: 'All 12 checks passed.' },
    reasons: [], warnings: [],
    target: { name: 'shop', url: 'https://shop.example.com', environment: 'production' },
    release: { expected: '2026.3.1', observed: ['2026.3.1'], match: true },
    trigger: { type: 'pipeline' },
    coverage: { planned: checks.length, executed, criticalPlanned: checks.length, criticalExecuted: executed, skipped: [] },
    checks,
    timing: { startedAt, finishedAt: '2026-03-07T01:58:45.200Z', durationMs: 41_200, deadlineMs: 300_000, deadlineHit: false },
    evidence: [], links: [], timeline: [],
    ...fields,
  } satisfies Verdict);
}

const whiteScreen = sampleFinding({
  code: 'WHITE_SCREEN',
  message: 'White screen on /checkout: 0 and 0 visible edges at 1280×720; script /assets/checkout-8f2a11.js answered 404 (expected at least 100 edges)',
  advice: 'Fix the named cause; when none is named, open the page with the console at the side.',
  evidence: ['evidence/checkout/look-2.png', 'evidence/checkout/trace.zip'],
});
const orderStatus = sampleFinding({
  code: 'API_STATUS', severity: 'critical',
  message: 'POST /partner/v2/orders answered 503 after 3 attempts, "upstream connect error or disconnect/reset before headers" (expected status 201)',
  advice: 'Read the log of this API around the time of the run.',
  evidence: ['evidence/orders/exchange-3.json'],
});
const drift = sampleFinding({
  code: 'RESOURCE_BLOCKED', severity: 'critical', attribution: 'environment',
  message: 'https://cdn.example.net/fonts.css was blocked by CSP on / (expected it to load)',
  advice: 'Compare the CSP set-up with the other environments: style-src lacks https://cdn.example.net',
});
const lone = sampleFinding({ code: 'CONSOLE_ERROR', severity: 'minor', message: 'console.error "Deprecated option: legacyCart" on /cart, 3 times (expected none)', advice: 'Fix it, or accept it in console.allow with a reason.' });
const slowStart = sampleFinding({ code: 'API_RETRIED', severity: 'minor', confirmed: false, message: 'GET /partner/v2/stock answered only at attempt 2; the first one: 502 (expected an answer at the first attempt)', advice: 'Partners that do not retry lost this request: look for restarts or a cold start.' });

/** The release of the story: white screen, partner API down, drift. */
export function sampleNoGo(): Verdict {
  const checks = [
    sampleCheck({ id: 'white-screen:/checkout', title: 'Checkout shows content', severity: 'blocker', outcome: 'fail', durationMs: 9200, findings: [whiteScreen], evidence: whiteScreen.evidence }),
    sampleCheck({ id: 'api:orders', kind: 'api', title: 'ACME Logistics: place an order', outcome: 'fail', findings: [orderStatus], evidence: orderStatus.evidence }),
    sampleCheck({ id: 'resources:/', kind: 'resources', title: 'Home loads its resources', outcome: 'fail', findings: [drift] }),
    sampleCheck({ id: 'console:/cart', kind: 'console', title: 'Cart keeps its console clean', severity: 'normal', findings: [lone] }),
    sampleCheck({ id: 'api:stock', kind: 'api', title: 'ACME Logistics: read stock', outcome: 'flaky', findings: [slowStart] }),
    ...Array.from({ length: 115 }, (_, index) => sampleCheck({ id: `white-screen:/p/${index}`, title: `Product ${index} shows content` })),
  ];
  return sampleVerdict({
    verdict: 'NO_GO', go: false, checks,
    summary: { line: 'NO_GO: 3 of 120 checks found what must not go live, first a white screen on /checkout', short: '3 of 120 checks failed.', text: '3 of 120 checks failed.' },
    reasons: [sampleReason('white-screen:/checkout', whiteScreen), sampleReason('api:orders', orderStatus), sampleReason('resources:/', drift)],
    warnings: [sampleReason('console:/cart', lone), sampleReason('api:stock', slowStart)],
    evidence: [{ id: 'e1', type: 'screenshot', path: 'evidence/checkout/look-2.png', contentType: 'image/png', sha256: '0'.repeat(64), bytes: 48_211 }],
    links: [{ label: 'Logs', url: 'https://logs.example.com/search?run=run-20260307-015804-4f1c&from=2026-03-07T01:58:04Z&to=2026-03-07T01:59:00Z' }],
  });
}

/** A run that could not see enough: deadline, an unproven release, checks not executed. */
export function sampleInconclusive(): Verdict {
  const missing = sampleFinding({ code: 'NOT_OBSERVED', attribution: 'runner', confirmed: false, message: '/checkout was not observed: the deadline came first (expected an observation)', advice: 'Give the run more time with --deadline, or find out what was slow.' });
  const checks = [
    sampleCheck({ id: 'white-screen:/checkout', title: 'Checkout shows content', severity: 'blocker', outcome: 'error', findings: [missing] }),
    sampleCheck({ id: 'console:/checkout', kind: 'console', title: 'Checkout keeps its console clean', outcome: 'skipped', attempts: [], durationMs: 0 }),
    ...Array.from({ length: 10 }, (_, index) => sampleCheck({ id: `white-screen:/p/${index}`, title: `Product ${index} shows content` })),
  ];
  return sampleVerdict({
    verdict: 'INCONCLUSIVE', go: false, checks,
    summary: { line: 'INCONCLUSIVE: 10 of 12 checks were executed before the deadline', short: '10 of 12 checks executed.', text: '10 of 12 checks executed.' },
    reasons: [
      sampleReason('white-screen:/checkout', missing),
      { code: 'RELEASE_UNPROVEN', severity: 'blocker', check: 'release', attribution: 'release', evidence: [], message: 'It is not proven that release 2026.3.1 is served: nothing tells the served version' },
    ],
    release: { expected: '2026.3.1', observed: [], match: 'unknown' },
    coverage: { planned: 12, executed: 10, criticalPlanned: 12, criticalExecuted: 10, skipped: ['white-screen:/checkout', 'console:/checkout'] },
    timing: { startedAt, finishedAt: '2026-03-07T02:03:04.000Z', durationMs: 300_000, deadlineMs: 300_000, deadlineHit: true },
  });
}

/** Text that tries to drive the terminal, the pipeline and the readers of the reports. */
export const hostileText =
  '\x1b]0;owned\x07\x1b[2J\x1b[31m::error::fake\n::set-output name=go::true ##vso[task.complete result=Succeeded;] #\u200b#teamcity[x] SPINNAKER_PROPERTY_go=true \u202Eevil\u202C ' +
  '<script>alert(1)</script> ![x](https://evil.example/p.png) @everyone | `code` </details> ]]> [[ATTACHMENT|/etc/passwd]] \0 \uD800 漢字 👩‍💻';

/** Every text of foreign origin is hostile. */
export function sampleHostile(): Verdict {
  const finding = sampleFinding({ code: 'API_STATUS', message: hostileText, advice: hostileText, evidence: [`evidence/${hostileText}.png`] });
  return sampleVerdict({
    verdict: 'NO_GO', go: false,
    checks: [sampleCheck({ id: hostileText, title: hostileText, outcome: 'fail', findings: [finding], evidence: finding.evidence })],
    summary: { line: `NO_GO: ${hostileText.slice(0, 120)}`, short: hostileText, text: hostileText },
    reasons: [sampleReason(hostileText, finding)],
    warnings: [sampleReason(hostileText, { ...finding, severity: 'minor' })],
    target: { name: hostileText, url: `https://evil.example/${hostileText}`, environment: hostileText },
    release: { expected: hostileText, observed: [hostileText], match: false },
    links: [{ label: hostileText, url: hostileText }],
  });
}

/** Many checks with long texts, all hostile: what limits must hold against. */
export function sampleFlood(): Verdict {
  const long = hostileText.repeat(40);
  const finding = sampleFinding({ code: 'API_STATUS', message: long, advice: long, evidence: [long] });
  const checks = Array.from({ length: 150 }, (_, index) => sampleCheck({ id: `${hostileText}${index}`, title: long, outcome: index % 2 ? 'fail' : 'flaky', findings: [finding] }));
  const reasons = checks.map(({ id }) => sampleReason(id, finding));
  const name = '漢'.repeat(350_000);
  const line = `NO_GO: ${'漢'.repeat(133)}`;
  return sampleVerdict({
    verdict: 'NO_GO', go: false, checks, reasons, warnings: reasons,
    summary: { line, short: '漢'.repeat(1024), text: '漢'.repeat(4096) },
    target: { name, url: `https://evil.example/${name}`, environment: name },
    release: { expected: name, observed: [name, hostileText], match: false },
    links: Array.from({ length: 60 }, (_, index) => ({ label: long, url: `https://logs.example.com/${index}?${'a'.repeat(5000)}` })),
  });
}

/** Verdicts of every kind, by name. */
export const samples: Readonly<Record<string, () => Verdict>> = {
  go: sampleVerdict, 'no-go': sampleNoGo, inconclusive: sampleInconclusive, hostile: sampleHostile, flood: sampleFlood,
};

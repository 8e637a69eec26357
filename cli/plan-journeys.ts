import type { Gate, GatePartner, GateStep } from '../config/schema.ts';
import { listed, suggestion } from '../config/sentence.ts';
import { forCiLog } from '../verdict/neutralise.ts';
import { type Captured, type JourneyPlan, type JsonMatcher, type SentRequest, type StepPlan, type WebhookPlan, webhookUrl } from '../verdict/plan.ts';
import { composeByName, hasPending, referredNames } from './captured-values.ts';
import type { Contract, Contracts } from './contracts.ts';
import { planAccess } from './plan-access.ts';
import { planExpectation, refuseXpath } from './plan-expectation.ts';
import { type PlannedOperation, planOperation } from './plan-operation.ts';
import { type Shared, planRequest, writtenFrame } from './plan-request.ts';
import type { ApiOption } from './run-options.ts';
import type { SecretReader } from './secrets.ts';

type Path = readonly PropertyKey[];

const defaultBudgetMs = 20_000;

/** The journeys of the configured partners, ready to send: secrets are read, queries and bodies are written out. */
export function partnerJourneys(partners: Gate['partners'], contracts: Contracts, reader: SecretReader): JourneyPlan[] {
  return partners.flatMap((partner, partnerIndex) => {
    const at = ['partners', partnerIndex];
    const headers = reader.headers(partner.headers, [...at, 'headers']);
    const { shared: fixed, access } = planAccess(partner, at, reader);
    const shared: Shared = { baseUrl: partner.baseUrl, headers: { ...headers, ...fixed.headers }, query: fixed.query };
    for (const [index, { steps }] of partner.journeys.entries()) refuseUnknownNames(steps, [...at, 'journeys', index, 'steps'], reader);
    return partner.journeys.map((journey, index) => ({
      id: `api:${partner.name}/${journey.name}`,
      partner: partner.name,
      name: journey.name,
      severity: journey.severity ?? partner.severity,
      ...(Object.keys(access).length === 0 ? {} : { access }),
      ...(partner.tls?.expiry === undefined ? {} : { expiry: { warnDays: partner.tls.expiry.warn, failDays: partner.tls.expiry.fail } }),
      ...(partner.limits === undefined ? {} : { limits: partner.limits }),
      steps: numbered(journey.steps.flatMap((step, stepIndex) => {
        const place = [...at, 'journeys', index, 'steps', stepIndex];
        const webhook = planWebhook(step, partner.listen, place, reader);
        return planStep(shared, step, contracts.get(partnerIndex), place, reader).map((planned) => ({ ...planned, ...(webhook === undefined ? {} : { webhook }) }));
      })),
    }));
  });
}

/** A journey of the one call that `--api` asks for, against the origin of the target. */
export function apiJourney({ method, path }: ApiOption, targetUrl: string, headers: Readonly<Record<string, string>>): JourneyPlan {
  const name = `${method} ${path}`;
  const url = new URL(path, targetUrl);
  const expect = { status: [], headers: {}, json: {} };
  const step: StepPlan = { name, method, url: url.href, headers: { ...headers }, mutates: false, cleanup: false, expect, budgetMs: defaultBudgetMs };
  return { id: `api:${name}`, partner: url.host, name, severity: 'critical', steps: [step] };
}

/** One step, or none when it has a problem, which is noted. */
function planStep(shared: Shared, step: GateStep, contract: Contract | undefined, at: Path, reader: SecretReader): StepPlan[] {
  const { request, capture, when, until } = step;
  const call = planCall(shared, step, contract, at, reader);
  const expectation = planExpectation(step, at, reader);
  for (const [name, { from, path }] of Object.entries(capture ?? {})) if (from === 'xml') refuseXpath(path, step.namespaces ?? {}, [...at, 'capture', name, 'xml'], reader);
  if (call === null) return [];
  if (step.encodings && call.method !== 'GET') reader.refuse([...at, 'encodings'], `is for GET, which may be repeated, but the request is ${call.method}`);
  return [{
    ...call,
    ...(request.operation === undefined && request.graphql !== undefined ? { graphql: true as const } : {}),
    mutates: step.mutates,
    cleanup: step.cleanup,
    ...expectation,
    expect: { ...expectation.expect, ...call.expect },
    ...(capture === undefined ? {} : { capture }),
    ...(when === undefined ? {} : { when }),
    ...(until === undefined ? {} : { until }),
    ...(step.encodings ? { encodings: true as const } : {}),
    ...(request.redirects === undefined ? {} : { redirects: request.redirects }),
    budgetMs: step.budget,
  }];
}

/** The delivery that a step waits for, at the listener of its partner. */
function planWebhook({ webhook }: GateStep, listen: GatePartner['listen'], at: Path, reader: SecretReader): WebhookPlan | undefined {
  if (webhook === undefined || listen === undefined) return undefined;
  const { signature: { scheme, secret }, json, within, tolerance } = webhook;
  const url = new URL(`${listen.publicUrl.replace(/\/$/, '')}${webhook.path}`);
  return { host: listen.host, port: listen.port, path: url.pathname, url: url.href, scheme, secret: reader.text(secret, [...at, 'webhook', 'signature', scheme]), json, withinMs: within, toleranceMs: tolerance };
}

type Call = Pick<StepPlan, 'name' | 'method' | 'url' | 'headers' | 'body' | 'compose' | 'contract'> & { expect?: { contract: string } };

function planCall(shared: Shared, step: GateStep, contract: Contract | undefined, at: Path, reader: SecretReader): Call | null {
  const { request, name } = step;
  if (request.operation === undefined) {
    const compose = planRequest(request, writtenFrame(request.path), shared, [...at, 'request'], reader);
    return {
      name: name ?? `${request.method} ${typeof request.path === 'string' ? request.path : shownPath(compose, shared)}`,
      method: request.method,
      ...(hasPending(request) ? { url: shownUrl(compose, shared), headers: {}, compose } : compose({})),
    };
  }
  if (contract === undefined) throw new Error(`the contract of ${shared.baseUrl} was not read`);
  const planned = planOperation({ ...step, request }, contract, shared, at, reader);
  if (planned === null) return null;
  const compose = planRequest(request, planned.frame, shared, [...at, 'request'], reader);
  const sent = hasPending(request) ? { url: shownUrl(compose, shared), headers: {}, compose } : composed(planned, compose, at, reader);
  return sent === null ? null : { name: name ?? request.operation, method: planned.method, ...sent, contract: planned.contract, expect: { contract: planned.label } };
}

/** Values of a document need not be fit to be sent. */
function composed({ label }: PlannedOperation, compose: (captured: Captured) => SentRequest, at: Path, reader: SecretReader): SentRequest | null {
  try {
    return compose({});
  } catch (error) {
    reader.refuse([...at, 'request'], forCiLog(`cannot be made of ${label}: ${error instanceof Error ? error.message : String(error)}`));
    return null;
  }
}

/** The URL of a request before anything was captured: each value by its name, as in `/orders/:orderId`. */
function shownUrl(compose: (captured: Captured) => SentRequest, { baseUrl }: Shared): string {
  return composeByName(compose)?.url.replaceAll('%3A', ':') ?? `${baseUrl.replace(/\/$/, '')}/:captured`;
}

function shownPath(compose: (captured: Captured) => SentRequest, shared: Shared): string {
  const { pathname } = new URL(shownUrl(compose, shared));
  const base = new URL(shared.baseUrl).pathname.replace(/\/$/, '');
  return pathname.slice(base.length);
}

/** Notes every reference to a name that no earlier step captures; clean-up comes after all others. */
function refuseUnknownNames(steps: readonly GateStep[], at: Path, reader: SecretReader): void {
  const known = new Set<string>(steps.some(({ webhook }) => webhook !== undefined) ? [webhookUrl] : []);
  const inOrder = [...steps.entries()].sort(([, a], [, b]) => Number(a.cleanup) - Number(b.cleanup));
  for (const [index, { request, expect, until, webhook, capture }] of inOrder) {
    const compared = (json: Record<string, JsonMatcher> = {}) => Object.values(json).flatMap(({ captured, not }) => [captured, not?.captured].filter((name) => name !== undefined));
    const referred = { request: referredNames(request), expect: compared(expect.json), until: compared(until?.json), webhook: compared(webhook?.json) };
    for (const [place, name] of Object.entries(referred).flatMap(([place, all]) => [...new Set(all)].filter((one) => !known.has(one)).map((one) => [place, one] as const))) {
      const names = [...known];
      reader.refuse([...at, index, place], `refers to the captured value ${name}, which no earlier step captures: ${suggestion(name, names)}${names.length === 0 ? 'none captures anything' : `captured are ${listed(names, 'and')}`}`);
    }
    for (const name of Object.keys(capture ?? {})) known.add(name);
  }
}

/** Steps without a name of their own can be called alike; the later ones get a number. */
function numbered(steps: readonly StepPlan[]): StepPlan[] {
  const times = new Map<string, number>();
  return steps.map((step) => {
    const count = (times.get(step.name) ?? 0) + 1;
    times.set(step.name, count);
    return count === 1 ? step : { ...step, name: `${step.name} (${count})` };
  });
}

import type { Gate, GateStep } from '../config/schema.ts';
import { listed, suggestion } from '../config/sentence.ts';
import type { Captured, JourneyPlan, JsonMatcher, SentRequest, StepPlan } from '../verdict/plan.ts';
import { hasPending, referredNames } from './captured-values.ts';
import { planAccess } from './plan-access.ts';
import { planExpectation, refuseXpath } from './plan-expectation.ts';
import { type Shared, planRequest } from './plan-request.ts';
import type { ApiOption } from './run-options.ts';
import type { SecretReader } from './secrets.ts';

type Path = readonly PropertyKey[];

const defaultBudgetMs = 20_000;

/** The journeys of the configured partners, ready to send: secrets are read, queries and bodies are written out. */
export function partnerJourneys(partners: Gate['partners'], reader: SecretReader): JourneyPlan[] {
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
      steps: numbered(journey.steps.map((step, stepIndex) => planStep(shared, step, [...at, 'journeys', index, 'steps', stepIndex], reader))),
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

function planStep(shared: Shared, step: GateStep, at: Path, reader: SecretReader): StepPlan {
  const { request, capture, when, until } = step;
  const compose = planRequest(request, shared, [...at, 'request'], reader);
  const expectation = planExpectation(step, at, reader);
  for (const [name, { from, path }] of Object.entries(capture ?? {})) if (from === 'xml') refuseXpath(path, step.namespaces ?? {}, [...at, 'capture', name, 'xml'], reader);
  return {
    name: step.name ?? `${request.method} ${typeof request.path === 'string' ? request.path : shownPath(compose, shared)}`,
    method: request.method,
    ...(hasPending(request) ? { url: shownUrl(compose, shared), headers: {}, compose } : compose({})),
    ...(request.graphql === undefined ? {} : { graphql: true }),
    mutates: step.mutates,
    cleanup: step.cleanup,
    ...expectation,
    ...(capture === undefined ? {} : { capture }),
    ...(when === undefined ? {} : { when }),
    ...(until === undefined ? {} : { until }),
    ...(request.redirects === undefined ? {} : { redirects: request.redirects }),
    budgetMs: step.budget,
  };
}

/** The URL of a request before anything was captured: each value by its name, as in `/orders/:orderId`. */
function shownUrl(compose: (captured: Captured) => SentRequest, { baseUrl }: Shared): string {
  const names = new Proxy<Record<string, string>>({}, { get: (_, name) => `:${String(name)}`, has: () => true });
  try {
    return compose(names).url.replaceAll('%3A', ':');
  } catch {
    return `${baseUrl.replace(/\/$/, '')}/:captured`;
  }
}

function shownPath(compose: (captured: Captured) => SentRequest, shared: Shared): string {
  const { pathname } = new URL(shownUrl(compose, shared));
  const base = new URL(shared.baseUrl).pathname.replace(/\/$/, '');
  return pathname.slice(base.length);
}

/** Notes every reference to a name that no earlier step captures; clean-up comes after all others. */
function refuseUnknownNames(steps: readonly GateStep[], at: Path, reader: SecretReader): void {
  const known = new Set<string>();
  const inOrder = [...steps.entries()].sort(([, a], [, b]) => Number(a.cleanup) - Number(b.cleanup));
  for (const [index, { request, expect, until, capture }] of inOrder) {
    const compared = (json: Record<string, JsonMatcher> = {}) => Object.values(json).flatMap(({ captured, not }) => [captured, not?.captured].filter((name) => name !== undefined));
    const referred = { request: referredNames(request), expect: compared(expect.json), until: compared(until?.json) };
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

import type { Gate, GateStep } from '../config/schema.ts';
import type { JourneyPlan, StepPlan } from '../verdict/plan.ts';
import { planExpectation } from './plan-expectation.ts';
import { type Shared, planRequest } from './plan-request.ts';
import type { ApiOption } from './run-options.ts';
import type { SecretReader } from './secrets.ts';

type Path = readonly PropertyKey[];

const defaultBudgetMs = 20_000;

/** The journeys of the configured partners, ready to send: secrets are read, queries and bodies are written out. */
export function partnerJourneys(partners: Gate['partners'], reader: SecretReader): JourneyPlan[] {
  return partners.flatMap((partner, partnerIndex) => {
    const at = ['partners', partnerIndex];
    const shared: Shared = { baseUrl: partner.baseUrl, headers: reader.headers(partner.headers, [...at, 'headers']), query: {} };
    return partner.journeys.map((journey, index) => ({
      id: `api:${partner.name}/${journey.name}`,
      partner: partner.name,
      name: journey.name,
      severity: journey.severity ?? partner.severity,
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
  const { request } = step;
  const compose = planRequest(request, shared, [...at, 'request'], reader);
  return {
    name: step.name ?? `${request.method} ${request.path}`,
    method: request.method,
    ...compose({}),
    ...(request.graphql === undefined ? {} : { graphql: true }),
    mutates: step.mutates,
    cleanup: step.cleanup,
    ...planExpectation(step, at, reader),
    ...(request.redirects === undefined ? {} : { redirects: request.redirects }),
    budgetMs: step.budget,
  };
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

import type { Gate } from '../config/schema.ts';
import type { EnvironmentCall, EnvironmentContext } from '../fixtures/environment-observer.ts';
import type { JourneyPlan, Plan } from '../verdict/plan.ts';

/** What of the environment is captured, apart from how. Values are read, and commands run, when they are asked for. */
export type EnvironmentWork = Pick<EnvironmentContext, 'pages' | 'calls' | 'config' | 'flags' | 'values' | 'salt'>;

/** Pages and calls of the plan, and what the configuration names under `drift`. */
export function planEnvironment({ pages }: Pick<Plan, 'pages'>, journeys: readonly JourneyPlan[], { config, flags }: Gate['drift'], salt: string, values: EnvironmentContext['values']): EnvironmentWork {
  const urls = pages.filter(({ viewport, document }) => viewport === 'desktop' && document?.type === undefined).map(({ url }) => url);
  return { pages: [...new Set(urls)], calls: callsOf(journeys), config, flags, values, salt };
}

/** Steps that change nothing and need nothing of the steps before them. */
function callsOf(journeys: readonly JourneyPlan[]): EnvironmentCall[] {
  const calls = journeys.flatMap(({ partner, steps }) =>
    steps.filter(({ method, mutates, compose, when }) => method === 'GET' && !mutates && compose === undefined && when === undefined).map(({ method, url, headers }): EnvironmentCall => ({ name: `${partner} ${method} ${new URL(url).pathname}`, method, url, headers })),
  );
  return [...new Map(calls.map((call) => [call.name, call])).values()];
}

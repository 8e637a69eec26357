import type { z } from 'zod';
import type { Observation } from '../observation.ts';
import { mergeShapes } from '../shape/merge-shapes.ts';
import type { JsonShape } from '../shape/json-shape.ts';
import type { baselineSchema, takenSchema } from './schema.ts';

/** What was learned of a release that was good. */
export type Baseline = z.infer<typeof baselineSchema>;
/** Where it was learned. */
export type Taken = z.infer<typeof takenSchema>;
/** Step → status → what the JSON of the answer looks like. */
export type LearnedJourney = Baseline['partners'][string];

/** Learns a baseline from all that a run observed. */
export function learnBaseline(observations: Iterable<Observation>, taken: Taken): Baseline {
  const journeys = [...observations].flatMap((observation) => (observation.kind === 'api' ? [[observation.subject, learnJourney(observation)] as const] : []));
  return { schema: 'gonogo.baseline/v1', taken, partners: Object.fromEntries(journeys.filter(([, steps]) => Object.keys(steps).length > 0)) };
}

/** Two steps of one name are one. */
function learnJourney({ steps }: Extract<Observation, { kind: 'api' }>): LearnedJourney {
  const learned = new Map<string, Map<string, JsonShape>>();
  for (const { name, attempts, shape } of steps) {
    const status = attempts.at(-1)?.answer?.status;
    if (shape === undefined || status === undefined) continue;
    const answers = learned.get(name) ?? new Map<string, JsonShape>();
    const known = answers.get(String(status));
    learned.set(name, answers.set(String(status), known === undefined ? shape : mergeShapes(known, shape)));
  }
  return Object.fromEntries([...learned].map(([name, answers]) => [name, Object.fromEntries(answers)]));
}

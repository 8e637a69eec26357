import { forVariable } from '../../verdict/neutralise.ts';
import { clip } from '../../verdict/text.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import type { Format } from '../format.ts';

/** Properties that a Run Job stage reads from the log of its container (Spinnaker documentation, "Run Job"). */
export function renderProperties({ verdict, go, id, summary, target }: Verdict): string[] {
  const properties = { GONOGO_VERDICT: verdict, GONOGO_GO: String(go), GONOGO_REASON: summary.line, GONOGO_RUN: id, GONOGO_ENVIRONMENT: clip(target.environment, 200) };
  return Object.entries(properties).map(([key, value]) => `SPINNAKER_PROPERTY_${key}=${forVariable(value)}`);
}

/** Nothing in a container says that Spinnaker started it: this one has to be asked for. */
export const format: Format = {
  name: 'spinnaker',
  files: [],
  announce: (verdict) => ({ lines: renderProperties(verdict), appended: [] }),
};

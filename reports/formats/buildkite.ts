import type { Verdict } from '../../verdict/verdict.ts';
import type { Format } from '../format.ts';
import { productOf } from '../product.ts';
import { renderSummary } from './summary.ts';

/** Style of the annotation: the colour and symbol beside it. */
export function renderStyle({ verdict, go, warnings }: Verdict): string {
  if (!go) return verdict === 'NO_GO' ? 'error' : 'warning';
  return verdict === 'GO' && warnings.length === 0 ? 'success' : 'warning';
}

/**
 * Buildkite listens to no output: its agent uploads the annotation from a file, at most 1 MiB (Buildkite documentation,
 * "buildkite-agent annotate"), of which the summary of 60 000 characters is a fourth at worst.
 */
export const format: Format = {
  name: 'buildkite',
  files: [
    { name: 'buildkite-annotation.md', render: renderSummary },
    { name: 'buildkite-style', render: renderStyle },
  ],
  suits: (environment) => productOf(environment) === 'buildkite',
};

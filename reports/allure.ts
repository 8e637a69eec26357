import { join } from 'node:path';
import type { ReporterDescription } from '@playwright/test';
import type { Plan } from '../verdict/plan.ts';
import { outputNames } from '../verdict/wire.ts';

/**
 * The entry for Playwright's reporter list that writes Allure results of a run. The only file that knows of Allure:
 * severity, epic and feature come from the static annotations of the tests.
 */
export function allureReporter(plan: Plan, outputDir: string): ReporterDescription {
  return [
    'allure-playwright',
    {
      resultsDir: join(outputDir, outputNames.allure),
      detail: false,
      environmentInfo: { target: plan.target.url, environment: plan.target.environment, release: plan.release ?? 'not given', run: plan.run },
      categories: [
        { name: 'Could not be answered (runner)', matchedStatuses: ['skipped', 'broken'] },
        { name: 'Release', matchedStatuses: ['failed'] },
      ],
      globalLabels: { layer: 'smoke' },
    },
  ];
}

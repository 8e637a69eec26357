import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { renderHtml } from '../reports/formats/html.ts';
import type { Observation } from '../verdict/observation.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { encodeObservation, observationFile, outputNames } from '../verdict/wire.ts';
import { subjectOf } from '../reports/html/material.ts';
import { temporaryFolder } from './cli-run.ts';

/** A report page that is open, and what it did that it must not do. */
export interface OpenReport {
  page: Page;
  /** Console messages at level error, exceptions, dialogs, requests and violations of its own policy. */
  misdeeds(): Promise<string[]>;
}

/** The evidence of a sample verdict, by path. */
export type Evidence = Record<string, Buffer>;

/** Renders a verdict as its run would. */
export function renderReport(verdict: Verdict, evidence: Evidence = {}): Promise<string> {
  return renderHtml(verdict, {
    evidence: async (path, mostBytes) => {
      const bytes = evidence[path];
      return bytes === undefined || bytes.length > mostBytes ? null : bytes;
    },
  });
}

/** The file of an observation as a run leaves it, by its path. */
export function observationEvidence(verdict: Verdict, observation: Observation): Evidence {
  const checks = verdict.checks.map((check) => ({ ...check, subject: subjectOf(check) }));
  return { [`${outputNames.observations}/${observationFile({ checks }, observation.subject)}`]: Buffer.from(encodeObservation(verdict.id, observation)) };
}

/** Writes a report to a file of its own and opens it from there, as somebody does who was sent it. */
export async function openReport(browser: Browser, report: string, options: BrowserContextOptions & { hash?: string } = {}): Promise<OpenReport> {
  const file = join(await temporaryFolder(), 'report.html');
  await writeFile(file, report);
  return openReportFile(browser, file, options);
}

/** Opens the report file of a run. */
export async function openReportFile(browser: Browser, file: string, { hash = '', ...options }: BrowserContextOptions & { hash?: string } = {}): Promise<OpenReport> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  await context.addInitScript(() => {
    const violations: string[] = [];
    Object.assign(window, { violations });
    document.addEventListener('securitypolicyviolation', (event) => violations.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  const page = await context.newPage();
  const url = pathToFileURL(file).href;
  const seen: string[] = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && seen.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => seen.push(`exception: ${error.message}`));
  page.on('dialog', (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => request.url().split('#')[0] !== url && !request.url().startsWith('data:') && seen.push(`request: ${request.url()}`));
  await page.goto(url + hash);
  return {
    page,
    async misdeeds() {
      const violations = await page.evaluate(() => (window as Window & { violations?: string[] }).violations ?? []);
      return [...seen, ...violations.map((violation) => `violation: ${violation}`)];
    },
  };
}

/** Opens everything that can be opened. */
export async function openAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
}

const axeSource = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** Serious and critical violations of accessibility that axe finds, as `rule: element`. */
export async function seriousViolations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    interface Axe { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string; failureSummary?: string }[] }[] }> }
    const { violations } = await (window as unknown as { axe: Axe }).axe.run();
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`));
  });
}

/** A window as narrow as a small phone. */
export const phone = { viewport: { width: 360, height: 740 } };

/** Fails when the page is wider than its window. */
export async function assertNoOverflow(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth] as const);
  assert.ok(content <= window, `${content} px of content in a window of ${window} px`);
}

/** How many rows of checks are not filtered out. */
export function shownChecks(page: Page): Promise<number> {
  return page.locator('.check:not([hidden])').count();
}

import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TestContext } from 'node:test';
import { readContracts } from '../cli/contracts.ts';
import { type PlannedRun, planRun } from '../cli/plan.ts';
import { parseRunOptions } from '../cli/run-options.ts';
import type { PartnerConfig, StepConfig } from '../config.ts';
import { type Gate, readGate } from '../config/schema.ts';
import { observeJourney } from '../fixtures/api-observer.ts';
import { openJournal } from '../fixtures/cleanup-journal.ts';
import { openConnections } from '../fixtures/http.ts';
import { limitsOf } from '../fixtures/origin-limits.ts';
import { openTokens } from '../fixtures/tokens.ts';
import { openWebhooks } from '../fixtures/webhooks.ts';
import type { ApiObservation } from '../verdict/api-observation.ts';
import { evaluateCheck } from '../verdict/evaluate.ts';
import { createRedactor } from '../verdict/redact.ts';
import type { CheckResult } from '../verdict/verdict.ts';
import { temporaryFolder } from './cli-run.ts';
import { serveHttp } from './local-server.ts';

/** What a server of a test received. */
export interface Received {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/** A server that collects what it receives, body included, before it answers. */
export async function serveCollecting(t: TestContext, answer: (received: Received, response: ServerResponse, number: number) => void): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = await serveHttp((request, response, number) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) };
      received.push(one);
      answer(one, response, number);
    });
  });
  t.after(() => server.close());
  return { url: server.url, received };
}

/** What came of a partner's journeys, as a run judges them. */
export interface PartnerRun {
  planned: PlannedRun;
  observations: ApiObservation[];
  results: CheckResult[];
  /** Codes of all findings, in order. */
  codes: string[];
  messages: string[];
}

/** How a partner's run differs from the usual. */
export interface PartnerRunOptions {
  env?: Record<string, string>;
  /** Folder of the configuration. */
  folder?: string;
  signal?: AbortSignal;
  /** The time by which tokens run out. */
  now?: () => number;
}

/** Plans, observes and judges a partner as `gonogo run` does, but in this process and without pages. */
export async function runPartner(t: TestContext, partner: PartnerConfig, options: PartnerRunOptions = {}): Promise<PartnerRun> {
  const read = readGate({ partners: [partner] });
  assert.ok('gate' in read, JSON.stringify(read));
  return runGate(t, read.gate, options);
}

/** The same for a configuration that was read. */
export async function runGate(t: TestContext, gate: Gate, { env = {}, folder = import.meta.dirname, signal = new AbortController().signal, now = Date.now }: PartnerRunOptions = {}): Promise<PartnerRun> {
  const url = new URL(gate.partners[0]?.baseUrl ?? '').origin;
  const configFile = `${folder}/gonogo.config.ts`;
  const planned = planRun({ gate, configFile, contracts: await readContracts(gate, configFile), options: parseRunOptions([url]), env, now: new Date(), runId: 'run-1', cwd: folder, formats: { known: ['summary'], chosen: ['summary'], modules: new Map() } });
  const connections = openConnections({ perOrigin: 16, limits: limitsOf(planned.journeys), plannedCalls: planned.journeys.flatMap(({ steps }) => steps).length });
  t.after(() => connections.close());
  const webhooks = openWebhooks();
  t.after(() => webhooks.close());
  const redact = createRedactor(planned.secrets);
  const journal = await openJournal(await temporaryFolder(), 'run-1');
  const context = { run: 'run-1', version: '1.2.3', connections, tokens: openTokens(now), journal, redact, names: planned.names, webhooks, probeReuse: false, signal };
  const observations = await Promise.all(planned.journeys.map((journey) => observeJourney(journey, context)));
  const results = observations.flatMap((observation) => planned.plan.checks.filter(({ subject }) => subject === observation.subject).map((check) => evaluateCheck(check, JSON.parse(JSON.stringify(observation)) as ApiObservation, planned.plan, null)));
  const findings = results.flatMap((result) => result.findings);
  return { planned, observations, results, codes: findings.map(({ code }) => code), messages: findings.map(({ message }) => message) };
}

/** A partner of one journey. */
export function partnerOf(baseUrl: string, steps: StepConfig[], more: Partial<PartnerConfig> = {}): PartnerConfig {
  return { name: 'acme', baseUrl, journeys: [{ name: 'orders', steps }], ...more };
}

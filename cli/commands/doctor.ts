import { access, constants, mkdir, rm, statfs } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { relative, resolve } from 'node:path';
import { loadGate } from '../../config.ts';
import { UsageError } from '../../config/usage-error.ts';
import { examineBrowser } from '../../fixtures/browser-health.ts';
import { openConnections } from '../../fixtures/http.ts';
import { examineHost } from '../../fixtures/reachability.ts';
import { ownVersion, playwrightVersion } from '../../reports/own-version.ts';
import { shownPath } from '../../reports/shown-path.ts';
import { usageExitCode } from '../../verdict/exit-code.ts';
import { createRedactor } from '../../verdict/redact.ts';
import { counted } from '../../verdict/text.ts';
import { readContracts } from '../contracts.ts';
import type { DoctorOptions } from '../doctor-options.ts';
import { type Machine, type Symptom, examineAnswer, examineMachine, examineStart, renderExamination } from '../doctor-report.ts';
import { type PlannedRun, planRun } from '../plan.ts';
import { newRunId } from '../run-id.ts';
import { parseRunOptions } from '../run-options.ts';
import { usesColour } from '../verdict-text.ts';

/** The oldest Node that `engines` of package.json allows. */
const leastNode = '22.19';

/** Milliseconds for all hosts together. */
const patienceMs = 20_000;

/** Hosts that are asked. */
const mostHosts = 20;

/**
 * `gonogo doctor`: says whether a run could judge from this machine, and what is in its way.
 *
 * @returns 0 when nothing is, else 2.
 */
export async function doctor(options: DoctorOptions): Promise<number> {
  const { planned, symptom } = await examinePlan(options);
  const [machine, health, hosts] = await Promise.all([thisMachine(planned?.outputDir ?? resolve('gonogo-report')), examineBrowser(options.browser, process.env), planned === null ? [] : examineHosts(planned)]);
  const symptoms = [...examineMachine(machine), ...examineStart(health), symptom, ...hosts];
  const redact = createRedactor(planned?.secrets ?? []);
  process.stdout.write(redact(renderExamination(symptoms, { columns: process.stdout.columns || 80, color: usesColour(process.stdout) })));
  return symptoms.some(({ state }) => state === 'ill') ? usageExitCode : 0;
}

/** What a run would look at, and whether the configuration with its secrets is right. */
async function examinePlan({ url, config, target }: DoctorOptions): Promise<{ planned: PlannedRun | null; symptom: Symptom }> {
  const name = 'Plan';
  try {
    const { file, gate } = await loadGate(config, process.cwd());
    if (file === null && url === null) return { planned: null, symptom: { state: 'note', name, text: 'no configuration here, and no URL was given', remedy: 'Give one to see whether its hosts can be reached.' } };
    const run = parseRunOptions([...(url === null ? [] : [url]), ...(target === null ? [] : [`--target=${target}`])]);
    const now = new Date();
    const planned = planRun({ gate, configFile: file, options: run, env: process.env, now, runId: newRunId(now), cwd: process.cwd(), contracts: await readContracts(gate, file), formats: { known: [], chosen: [], modules: new Map() } });
    const { plan: { checks, pages, journeys } } = planned;
    const parts = [counted(pages.length, 'page'), counted(journeys.length, 'journey'), `${counted(checks.length, 'check')} in all`];
    return { planned, symptom: { state: 'well', name, text: `${file === null ? '' : `${relative(process.cwd(), file)}: `}${parts.join(', ')}` } };
  } catch (error) {
    if (error instanceof UsageError) return { planned: null, symptom: { state: 'ill', name, text: error.message } };
    throw error;
  }
}

async function thisMachine(outputDir: string): Promise<Machine> {
  const bounded = process.constrainedMemory();
  return {
    node: process.versions.node,
    leastNode,
    version: ownVersion(),
    playwright: playwrightVersion(),
    processors: availableParallelism(),
    memory: bounded > 0 ? Math.min(bounded, totalmem()) : totalmem(),
    output: { folder: shownPath(outputDir), ...(await examineFolder(outputDir)) },
  };
}

/** Makes the folder, as a run would, and leaves nothing behind. */
async function examineFolder(folder: string): Promise<Pick<Machine['output'], 'free' | 'problem'>> {
  try {
    const made = await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    const free = await statfs(folder).then(({ bavail, bsize }) => bavail * bsize, () => null);
    if (made !== undefined) await rm(made, { recursive: true });
    return { free, problem: null };
  } catch (error) {
    return { free: null, problem: error instanceof Error && 'code' in error ? String(error.code) : String(error) };
  }
}

/** Each host once: the target, the control URL, and the partners by the way of their calls. */
async function examineHosts({ plan, journeys }: PlannedRun): Promise<Symptom[]> {
  const signal = AbortSignal.timeout(patienceMs);
  const connections = openConnections({ perOrigin: 2 });
  const called = journeys.flatMap(({ partner, steps, access }) => steps.slice(0, 1).map(({ url }) => ({ name: partner === plan.target.name ? 'API' : partner, url: `${new URL(url).origin}/`, way: { ...(access?.tls && { tls: access.tls }), ...(access?.proxy && { proxy: access.proxy }) } })));
  const all = [{ name: 'Target', url: plan.target.url, way: {} }, ...(plan.control === null ? [] : [{ name: 'Control', url: plan.control, way: {} }]), ...called];
  const hosts = [...new Map(all.toReversed().map((host) => [new URL(host.url).origin, host])).values()].toReversed();
  try {
    const told = await Promise.all(hosts.slice(0, mostHosts).map(async ({ name, url, way }) => examineAnswer(name, await examineHost(url, { ...way, signal }, connections), Date.now())));
    return told.flat();
  } finally {
    await connections.close();
  }
}

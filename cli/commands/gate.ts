import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { loadGate } from '../../config.ts';
import { UsageError } from '../../config/usage-error.ts';
import type { GateRun } from '../../gate/run-record.ts';
import { createRuns } from '../../gate/runs.ts';
import { type GateTls, createGateServer } from '../../gate/server.ts';
import { shortestToken } from '../../gate/token.ts';
import { shownPath } from '../../reports/shown-path.ts';
import { outputNames } from '../../verdict/wire.ts';
import { readContracts } from '../contracts.ts';
import { formatNames } from '../format-names.ts';
import { type GateOptions, tokenVariable } from '../gate-options.ts';
import { planRun } from '../plan.ts';
import { startRunChild } from '../run-child.ts';
import { newRunId } from '../run-id.ts';
import { parseRunOptions } from '../run-options.ts';

const runLimits = { running: 4, queued: 10, kept: 50, keyMs: 30 * 60_000 };
/** A poller that asks a thousand times a second is not refused; one that starts runs in a loop is. */
const requestLimits = { starts: 60, polls: 120_000 };
/** Milliseconds after a run's deadline at which it is stopped from outside. */
const overtime = 60_000;
const runFolder = /^\d{8}T\d{6}Z-[0-9a-f]{12}$/;

/**
 * `gonogo gate`: serves verdicts of the configured targets until SIGTERM or SIGINT.
 *
 * @returns 0 when it ended as it was told to.
 * @throws UsageError when a target cannot be run, or nothing can be listened on.
 */
export async function gate(options: GateOptions): Promise<number> {
  const { [tokenVariable]: token = '', ...environment } = process.env;
  if (token.length < shortestToken) throw new UsageError(`${tokenVariable} must hold the token that callers send, of at least ${shortestToken} characters, such as openssl rand -hex 32 makes.`);
  const { config, deadlines } = await configured(options.config, environment);
  const tls = await certificates(options.tls);
  const root = resolve(options.output ?? join('gonogo-report', 'gate'));
  await mkdir(root, { recursive: true }).catch((error: NodeJS.ErrnoException) => { throw new UsageError(`--output ${root} cannot be made (${error.code ?? error.message}).`, { cause: error }); });
  await removeOldest(root);
  const runs = createRuns({
    limits: runLimits,
    now: () => new Date(),
    newId: newRunId,
    start: ({ id, target, release }) => startRunChild({ target, release, config, outputDir: join(root, id), environment, limitMs: (deadlines.get(target) ?? 0) + overtime }),
    onChange(run) {
      tell(run);
      if (run.state === 'decided') void removeOldest(root);
    },
  });
  const server = await createGateServer({
    runs,
    targets: new Set(deadlines.keys()),
    token,
    limits: requestLimits,
    tls,
    document: (id) => readFile(join(root, id, outputNames.verdict), 'utf8').catch(() => null),
  });
  const ended = signalled();
  const address = await server.listen({ host: options.host, port: options.port }).catch((error: NodeJS.ErrnoException) => { throw new UsageError(`--host ${options.host} --port ${options.port} cannot be listened on (${error.code ?? error.message}).`, { cause: error }); });
  process.stdout.write(`gonogo gate listens on ${address} for ${[...deadlines.keys()].join(', ')}; runs are kept in ${shownPath(root)}\n`);
  await ended;
  // Polls are answered until every run is decided.
  await runs.close();
  await server.close();
  return 0;
}

/** The configuration file and each target's deadline in milliseconds. @throws UsageError when a target cannot be run. */
async function configured(file: string | undefined, env: NodeJS.ProcessEnv): Promise<{ config: string; deadlines: Map<string, number> }> {
  const loaded = await loadGate(file, process.cwd());
  const names = Object.keys(loaded.gate.targets);
  if (loaded.file === null || names.length === 0) throw new UsageError('gonogo gate needs a configuration with targets: callers name a target, never a URL.');
  const formats = await formatNames(env, null, process.cwd());
  const contracts = await readContracts(loaded.gate, loaded.file);
  const deadlines = names.map((name): [string, number] => {
    const now = new Date();
    const { plan } = planRun({ gate: loaded.gate, configFile: loaded.file, options: parseRunOptions([`--target=${name}`]), env, now, runId: newRunId(now), cwd: process.cwd(), formats, contracts });
    return [name, plan.deadlineMs];
  });
  return { config: loaded.file, deadlines: new Map(deadlines) };
}

async function certificates(tls: GateOptions['tls']): Promise<GateTls | null> {
  if (tls === null) return null;
  const pem = (option: string, file: string) => readFile(file).catch((error: NodeJS.ErrnoException) => { throw new UsageError(`${option} ${file} cannot be read (${error.code ?? error.message}).`, { cause: error }); });
  return {
    cert: await pem('--tls-cert', tls.cert),
    key: await pem('--tls-key', tls.key),
    clientCa: tls.clientCa === null ? null : await pem('--tls-client-ca', tls.clientCa),
  };
}

/** Removes the folders of the oldest runs, so that the disk does not fill up. */
async function removeOldest(root: string): Promise<void> {
  const folders = (await readdir(root).catch(() => [])).filter((name) => runFolder.test(name)).sort();
  for (const name of folders.slice(0, Math.max(0, folders.length - runLimits.kept))) {
    await rm(join(root, name), { recursive: true, force: true }).catch(() => {});
  }
}

/** Resolves at the first SIGTERM or SIGINT; later ones change nothing, since all that follows ends in a bounded time. */
function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => resolve());
  });
}

function tell({ id, target, state, summary }: Readonly<GateRun>): void {
  process.stderr.write(`  ${new Date().toISOString()} ${id} ${target}: ${state === 'decided' ? summary : state}\n`);
}

import { randomBytes } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { loadGate } from '../../config.ts';
import { UsageError } from '../../config/usage-error.ts';
import { openBrowsers } from '../../fixtures/browser-supply.ts';
import { observeEnvironment } from '../../fixtures/environment-observer.ts';
import { openConnections } from '../../fixtures/http.ts';
import { ownVersion } from '../../reports/own-version.ts';
import { shownPath } from '../../reports/shown-path.ts';
import { writeAtomically } from '../../reports/write.ts';
import { forCiLog } from '../../verdict/neutralise.ts';
import { partyOf } from '../../verdict/party.ts';
import { createRedactor } from '../../verdict/redact.ts';
import { type Snapshot, snapshotSchema, unread } from '../../verdict/snapshot.ts';
import { counted } from '../../verdict/text.ts';
import { readContracts } from '../contracts.ts';
import { namedValues } from '../named-values.ts';
import { planRun } from '../plan.ts';
import { planEnvironment } from '../plan-environment.ts';
import { requestedBrowser } from '../requested-browser.ts';
import { newRunId } from '../run-id.ts';
import { readSnapshotFile, snapshotText } from '../snapshot-file.ts';
import type { SnapshotOptions } from '../snapshot-options.ts';

/** Milliseconds for all of a snapshot. */
const patienceMs = 120_000;

/**
 * `gonogo snapshot`: captures an environment into a file.
 *
 * @throws UsageError for wrong options, and when nothing answered.
 */
export async function snapshot({ run, output, reference }: SnapshotOptions): Promise<number> {
  const cwd = process.cwd();
  const { file, gate } = await loadGate(run.config, cwd);
  const salt = reference === null ? randomBytes(16).toString('hex') : (await readSnapshotFile(`--reference ${reference}`, reference)).salt;
  const { plan, journeys, pageHeaders, secrets } = planRun({ gate: { ...gate, release: null }, configFile: file, options: run, env: process.env, now: new Date(), runId: newRunId(new Date()), cwd, contracts: await readContracts(gate, file), formats: { known: [], chosen: [], modules: new Map() } });
  const browsers = openBrowsers(requestedBrowser(run.browser));
  const connections = openConnections({ perOrigin: 8 });
  try {
    const party = partyOf(plan.target.url, plan.firstParty);
    const work = planEnvironment(plan, journeys, gate.drift, salt, () => namedValues(gate.drift.values, file === null ? cwd : dirname(file)));
    const { takenAt, facts, notObserved } = await observeEnvironment({
      ...work, target: plan.target, run: plan.run, headers: pageHeaders, headerHosts: [new URL(plan.target.url).hostname, ...plan.firstParty],
      isOwn: (url) => party(url) === 'first', connections, browsers, version: ownVersion(), redact: createRedactor(secrets), signal: AbortSignal.timeout(patienceMs),
    });
    if (notObserved.connection !== undefined) throw new UsageError(`There is nothing to capture: ${plan.target.url} cannot be connected to from here.`);
    const taken: Snapshot = { schema: snapshotSchema, tool: { name: 'gonogo', version: ownVersion() }, takenAt, target: plan.target, salt, notObserved, facts };
    await writeAtomically(resolve(cwd, output), snapshotText(taken));
    const count = Object.values(facts).reduce((sum, names) => sum + Object.keys(names).length, 0);
    process.stdout.write(`${counted(count, 'fact')} of ${forCiLog(plan.target.name)} in ${forCiLog(shownPath(resolve(cwd, output)))}\n`);
    for (const [kind, why] of Object.entries(notObserved)) process.stderr.write(`warning: not observed: ${kind} (${forCiLog(why)})\n`);
    const missed = Object.entries(facts).flatMap(([kind, names]) => Object.entries(names).flatMap(([name, value]) => (value === unread ? [`${kind} ${name}`] : [])));
    if (missed.length > 0) process.stderr.write(`warning: ${counted(missed.length, 'fact')} could not be read: ${missed.slice(0, 5).map(forCiLog).join(', ')}${missed.length > 5 ? ' and more' : ''}\n`);
    return 0;
  } finally {
    await Promise.all([browsers.close(), connections.close()]);
  }
}

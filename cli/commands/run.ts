import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { loadGate } from '../../config.ts';
import type { BrowserChoice } from '../../fixtures/browser.ts';
import { openJournal } from '../../fixtures/cleanup-journal.ts';
import { type SurveyProgress, defaultConcurrency, runSurvey } from '../../fixtures/survey.ts';
import { concludeRun, runnerTrouble } from '../../reports/conclude.ts';
import { controlOf, readObservations } from '../../reports/collect.ts';
import { mainReport } from '../../reports/main-report.ts';
import { signPayload, statementPayloadType } from '../../reports/dsse.ts';
import { renderStatement } from '../../reports/formats/in-toto.ts';
import { type Progress, createProgress } from '../../reports/progress.ts';
import { writeAtomically } from '../../reports/write.ts';
import { evaluateCheck } from '../../verdict/evaluate.ts';
import { exitCode } from '../../verdict/exit-code.ts';
import type { Plan } from '../../verdict/plan.ts';
import { createRedactor } from '../../verdict/redact.ts';
import type { CheckResult, Verdict } from '../../verdict/verdict.ts';
import { encodeVerdict, outputNames, secretsVariable } from '../../verdict/wire.ts';
import { announceVerdict } from '../announce.ts';
import { loadBaseline, requireBaselinePlace } from '../baseline-file.ts';
import { readContracts } from '../contracts.ts';
import { renderDryRun } from '../dry-run.ts';
import { formatNames } from '../format-names.ts';
import { keepBaseline } from '../keep-baseline.ts';
import { privateKeyOf } from '../key-files.ts';
import { prepareOutput } from '../output-folder.ts';
import { type PlannedRun, planRun } from '../plan.ts';
import { type Runner, startRunner } from '../playwright.ts';
import { gatherRollback, rollbackQuestions } from '../rollback-facts.ts';
import { requestedBrowser } from '../requested-browser.ts';
import { newRunId } from '../run-id.ts';
import type { RunOptions } from '../run-options.ts';
import { readSnapshotFile } from '../snapshot-file.ts';
import { sendOtlp } from '../send-otlp.ts';
import { strayChanges } from '../stray-changes.ts';
import { browserVariable } from '../suite.ts';
import { usesColour, verdictText } from '../verdict-text.ts';
import { ownVersion } from '../../reports/own-version.ts';

/** Milliseconds that the runner gets after the deadline to judge what there is. */
const runnerGrace = 15_000;

/** Milliseconds that the runner gets after an interruption. */
const interruptGrace = 8000;

/**
 * `gonogo run`: observes and judges one target, tells the verdict, and answers with its exit code.
 *
 * @throws UsageError when nothing could be judged because of what was asked for.
 */
export async function run(options: RunOptions): Promise<number> {
  const key = options.signKey === null ? null : await privateKeyOf('--sign-key', options.signKey);
  const baseline = options.baseline === null ? null : await loadBaseline('--baseline', options.baseline);
  if (options.saveBaseline !== null) await requireBaselinePlace('--save-baseline', options.saveBaseline);
  const { file, gate } = await loadGate(options.config, process.cwd());
  const reference = options.reference === null ? null : await readSnapshotFile(`--reference ${options.reference}`, options.reference);
  const planned = planRun({
    gate,
    configFile: file,
    options,
    env: process.env,
    now: new Date(),
    runId: newRunId(new Date()),
    cwd: process.cwd(),
    contracts: await readContracts(gate, file),
    reference,
    formats: await formatNames(process.env, options.formats, process.cwd()),
    ...(baseline === null || options.baseline === null ? {} : { baseline: { ...baseline, file: options.baseline } }),
  });
  if (options.dryRun) {
    process.stdout.write(renderDryRun(planned, rollbackQuestions(gate)));
    return 0;
  }
  const { found, interrupted } = await unlessInterrupted((signal) => gatherRollback(gate, file, new Date(), createRedactor(planned.secrets), signal));
  const verdict = await judgeTarget({ ...planned, plan: { ...planned.plan, rollback: found } }, { ...options, interrupted });
  if (key !== null) await writeAtomically(join(planned.outputDir, outputNames.envelope), signPayload(statementPayloadType, Buffer.from(renderStatement(verdict)), key));
  const kept = options.saveBaseline === null ? null : await keepBaseline(planned, verdict, options.saveBaseline, options.forceBaseline);
  const text = options.json ? encodeVerdict(verdict) : verdictText(verdict, planned.outputDir, mainReport(planned.plan.formats));
  const unheard = await announceVerdict(verdict, { formats: planned.plan.formats, environment: process.env, directory: planned.outputDir, out: options.json ? null : process.stdout });
  warn(unheard);
  if (kept !== null && 'unsaved' in kept) warn([kept.unsaved]);
  if (kept !== null && 'saved' in kept && !options.json) process.stdout.write(`${kept.saved}\n`);
  process.stdout.write(text);
  if (planned.plan.formats.includes('otlp')) warn(await sendOtlp(planned.outputDir, process.env));
  return exitCode(verdict, options.exitStyle);
}

function warn(sentences: readonly string[]): void {
  for (const sentence of sentences) process.stderr.write(`warning: ${sentence}\n`);
}

/** Runs survey and suite side by side and answers with the verdict of this run, whatever happens to either. */
export async function judgeTarget(planned: PlannedRun, options: Pick<RunOptions, 'browser' | 'concurrency'> & { interrupted?: boolean }): Promise<Verdict> {
  const { plan, outputDir } = planned;
  const choice = requestedBrowser(options.browser);
  const planFile = await prepareOutput(outputDir, plan);
  const progress = createProgress(process.stderr, { color: usesColour(process.stderr) });
  const journal = await openJournal(outputDir, plan.run);
  for (const sentence of strayChanges(journal, outputDir, plan)) progress.note(sentence);
  const interruption = new AbortController();
  const runner = startRunner({
    planFile,
    logFile: join(outputDir, outputNames.log),
    cwd: process.cwd(),
    environment: { ...process.env, [secretsVariable]: JSON.stringify(planned.secrets), ...browserFor(choice) },
  });
  const stopListening = onInterrupt(interruption, runner, progress);
  if (options.interrupted) process.emit('SIGTERM');
  const trouble: string[] = [];
  try {
    const survey = runSurvey({
      ...planned,
      journal,
      browser: choice,
      concurrency: options.concurrency ?? defaultConcurrency,
      version: ownVersion(),
      redact: createRedactor(planned.secrets),
      signal: interruption.signal,
      onProgress: (state) => progress.update(progressOf(state, plan)),
    }).catch((error: unknown) => {
      trouble.push(`observations could not be kept: ${error instanceof Error ? error.message : String(error)}`);
      endSoon(runner);
    });
    const end = await endOf(runner, plan);
    await survey;
    progress.end();
    if (end !== null) trouble.push(end);
    return (await readVerdict(outputDir, plan.run)) ?? (await concludeAlone(planned, trouble));
  } finally {
    stopListening();
    progress.end();
    runner.kill();
  }
}

/** Asks the runner to stop, and ends it when it does not. */
function endSoon(runner: Runner): void {
  runner.interrupt();
  setTimeout(() => runner.kill(), interruptGrace).unref();
}

/** Names the browser to the user's own specs. */
function browserFor(choice: BrowserChoice | null): Record<string, string> {
  const named = choice?.executablePath ?? choice?.channel;
  return named === undefined ? {} : { [browserVariable]: named };
}

/** Waits for the runner, at most until a while after the deadline. Answers with its trouble, or null. */
async function endOf(runner: Runner, plan: Plan): Promise<string | null> {
  const timer = new AbortController();
  const left = Date.parse(plan.startedAt) + plan.deadlineMs + runnerGrace - Date.now();
  const late = delay(Math.max(0, left), null, { signal: timer.signal }).catch(() => null);
  const end = await Promise.race([runner.ended, late]);
  timer.abort();
  if (end === null) {
    runner.kill();
    return 'the suite did not end in time and was stopped';
  }
  if (end.error !== null) return `the suite could not be started: ${end.error}`;
  if (end.signal !== null) return `the suite was ended by ${end.signal}`;
  return end.code === 0 || end.code === 1 ? null : `the suite ended with code ${end.code}`;
}

/** The verdict that the reporter wrote; null when there is none of this run, or a damaged one. */
async function readVerdict(outputDir: string, run: string): Promise<Verdict | null> {
  const text = await readFile(join(outputDir, outputNames.verdict), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const verdict = JSON.parse(text) as Verdict;
    return verdict.id === run ? verdict : null;
  } catch {
    return null;
  }
}

/** Judges without the suite, from the observations alone; that the suite was lost keeps it from ever being GO. */
async function concludeAlone({ plan, outputDir }: PlannedRun, trouble: string[]): Promise<Verdict> {
  const observations = await readObservations(outputDir, plan);
  const control = controlOf(observations);
  const results = plan.checks.flatMap((check): CheckResult[] => {
    const observation = observations.get(check.subject);
    return observation ? [evaluateCheck(check, observation, plan, control)] : [];
  });
  const told = trouble.length > 0 ? trouble : ['the suite ended without a verdict'];
  return concludeRun({
    plan,
    outputDir,
    planned: plan.checks,
    results,
    trouble: told.map((detail) => runnerTrouble(`${detail}; see ${outputNames.log}`, plan.startedAt)),
    absence: 'the suite was lost',
  });
}

const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Waits for what is found out before the run; a signal ends the waiting, so that a verdict is still written. */
async function unlessInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<{ found: T; interrupted: boolean }> {
  const interruption = new AbortController();
  const stop = () => interruption.abort();
  for (const name of interruptions) process.on(name, stop);
  try {
    return { found: await work(interruption.signal), interrupted: interruption.signal.aborted };
  } finally {
    for (const name of interruptions) process.off(name, stop);
  }
}

/** First signal: stop observing and judge what there is. Second: end everything now. */
function onInterrupt(interruption: AbortController, runner: Runner, progress: Progress): () => void {
  const stop = () => {
    if (interruption.signal.aborted) {
      runner.kill();
      process.exit(130);
    }
    progress.note('Interrupted: closing the browser and writing the verdict. Once more to stop at once.');
    interruption.abort(new Error('interrupted'));
    endSoon(runner);
  };
  for (const name of interruptions) process.on(name, stop);
  return () => {
    for (const name of interruptions) process.off(name, stop);
  };
}

function progressOf(state: SurveyProgress, plan: Plan): Parameters<Progress['update']>[0] {
  const now = Date.now();
  const title = (subject: string) => subject.replace(/^(page|api):/, '');
  return {
    done: state.done,
    planned: state.planned,
    slow: state.active.map(({ subject, since }) => ({ title: title(subject), ms: now - since })),
    elapsedMs: now - Date.parse(plan.startedAt),
    deadlineMs: plan.deadlineMs,
  };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { planVariable, surveyorVariable } from '../verdict/wire.ts';

/** Bytes of the runner's output that are kept. */
const logLimit = 2_000_000;

/** A running Playwright. */
export interface Runner {
  /** Resolves with how the process ended; never rejects. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; error: string | null }>;
  /** Asks it to stop as Ctrl-C would. */
  interrupt(): void;
  /** Ends it and everything it started, at once. */
  kill(): void;
}

/**
 * Starts the suite in a process of its own: Playwright has no public interface to run it otherwise. What it prints goes to a
 * log file, never to the terminal. It is the leader of its own process group, so that nothing it started survives it.
 */
export function startRunner(options: { planFile: string; logFile: string; cwd: string; environment: NodeJS.ProcessEnv }): Runner {
  const cli = fileURLToPath(import.meta.resolve('@playwright/test/cli'));
  const config = join(import.meta.dirname, `../playwright.config${extname(import.meta.url)}`);
  const child = spawn(process.execPath, [cli, 'test', '--config', config], {
    cwd: options.cwd,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...ownEnvironment(options.environment),
      [planVariable]: options.planFile,
      [surveyorVariable]: String(process.pid),
      FORCE_COLOR: '0',
      NODE_COMPILE_CACHE: options.environment.NODE_COMPILE_CACHE ?? getCompileCacheDir() ?? '',
      PLAYWRIGHT_HTML_OPEN: 'never',
    },
  });
  keepLog(child, options.logFile);
  const signal = (name: NodeJS.Signals) => {
    try {
      // The group, also when its leader is gone: workers may have outlived it.
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // Nobody is left in the group.
    }
  };
  return {
    ended: new Promise((resolve) => {
      child.once('error', (error) => resolve({ code: null, signal: null, error: error.message }));
      child.once('close', (code, name) => resolve({ code, signal: name, error: null }));
    }),
    interrupt: () => signal('SIGINT'),
    kill: () => signal('SIGKILL'),
  };
}

/** The caller's environment without what would change the suite: other reporters, and the debugger's endless time limits. */
function ownEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(PW_TEST_|PWTEST_|PWDEBUG|PLAYWRIGHT_(HTML|JSON|JUNIT|BLOB|LIST|TEST)_)/.test(name)));
}

function keepLog(child: ChildProcess, file: string): void {
  const log = createWriteStream(file);
  log.on('error', () => {});
  let kept = 0;
  const keep = (chunk: Buffer) => {
    if (kept < logLimit) log.write(chunk.subarray(0, logLimit - kept));
    kept += chunk.length;
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  child.once('close', () => log.end());
}

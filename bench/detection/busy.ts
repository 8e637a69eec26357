import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Keeps every core of the machine busy with processes that only count. Answers with what ends them. */
export function keepBusy(): () => void {
  const children = Array.from({ length: availableParallelism() }, () => spawn(process.execPath, ['--eval', 'for (;;);'], { stdio: 'ignore' }));
  const end = () => children.forEach((child) => child.kill('SIGKILL'));
  process.once('exit', end);
  return () => {
    process.removeListener('exit', end);
    end();
  };
}

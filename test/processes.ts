import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

/** A process as `/proc` shows it. */
export interface ProcessInfo {
  pid: number;
  /** File name of the program. */
  program: string;
  arguments: string[];
  /** Memory now, in bytes; shared pages count by share in Node processes, and in full in others. */
  bytes: number;
}

/** A process and all that it starts, watched over time. */
export interface Family {
  /** Its members that are alive now. */
  alive(): ProcessInfo[];
}

/**
 * The processes that carry `mark` in their environment, which children inherit, and the descendants of these, also those that
 * their parent has left. Each process is asked once whether it belongs, so that watching costs little on a busy machine.
 */
export function watchFamily(mark: string): Family {
  // By pid and start time: a pid alone may be used again.
  const belongs = new Map<string, boolean>();
  const alive = (): ProcessInfo[] => {
    const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => identify(Number(name)));
    const members = new Set<number>();
    for (const one of all) {
      const key = `${one.pid} ${one.started}`;
      if (!belongs.has(key)) belongs.set(key, textOf(one.pid, 'environ').includes(mark));
      if (belongs.get(key)) members.add(one.pid);
    }
    for (let size = -1; size !== members.size; ) {
      size = members.size;
      for (const one of all) {
        if (!members.has(one.parent) || members.has(one.pid)) continue;
        members.add(one.pid);
        belongs.set(`${one.pid} ${one.started}`, true);
      }
    }
    return [...members].flatMap(describe);
  };
  return { alive };
}

/** Whether a program is a Node. */
export function isNode(program: string): boolean {
  return /^node\d*$/.test(program);
}

/** What tells a process from others, or nothing when it is gone or only waits to be reaped. */
function identify(pid: number): { pid: number; parent: number; started: string }[] {
  const stat = textOf(pid, 'stat');
  const [state = 'X', parent = '', ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' || state === 'X' || state === '' ? [] : [{ pid, parent: Number(parent), started: rest[17] ?? '' }];
}

function describe(pid: number): ProcessInfo[] {
  try {
    const program = basename(readlinkSync(`/proc/${pid}/exe`));
    const kilobytes = isNode(program) ? /^Pss:\s+(\d+)/m.exec(textOf(pid, 'smaps_rollup')) : /^VmRSS:\s+(\d+)/m.exec(textOf(pid, 'status'));
    return [{ pid, program, arguments: textOf(pid, 'cmdline').split('\0'), bytes: Number(kilobytes?.[1] ?? 0) * 1024 }];
  } catch {
    return [];
  }
}

function textOf(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

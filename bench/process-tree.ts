import { readFileSync, readdirSync } from 'node:fs';

/** Milliseconds of one tick of the kernel's process accounting; Linux tells user space 100 of them a second everywhere. */
const tickMs = 10;

/** The fields of `/proc/PID/stat` that count here; times in milliseconds. */
interface Stat {
  pid: number;
  parent: number;
  /** Start time in ticks: a process id may be used again, both together may not. */
  born: string;
  /** Ended, and only its entry is left until somebody waits for it. */
  zombie: boolean;
  /** User and system time of the process with all its threads, dead ones too. */
  own: number;
  /** The same of all descendants that it waited for. */
  reaped: number;
}

interface Member extends Stat {
  key: string;
  parentKey: string | null;
  alive: boolean;
}

/** What a tree of processes used. */
export interface TreeUsage {
  cpuMs: number;
  /** Largest sum of proportional set sizes that was sampled: shared pages count once. */
  peakBytes: number;
  /** Most processes at once. */
  processes: number;
}

/**
 * Watches a process and everything that comes from it, also what moved to another process group or lost its parent:
 * members are found by descent, and strangers by a mark in their environment.
 *
 * CPU time is the larger of two figures for each process: what the kernel credits to it for the children it waited for
 * (exact, but a browser that is killed leaves children to nobody), and the sum of what was last seen of each dead child
 * (complete, but blind to what a child did after the last sample). Both are lower bounds, so the larger one is nearer.
 */
export class ProcessTree {
  private readonly members = new Map<string, Member>();
  private readonly strangers = new Set<string>();
  private readonly root: number;
  private readonly mark: string;
  private peakBytes = 0;
  private processes = 0;

  /** @param mark `NAME=value` in the environment of the tree and of nothing else. */
  constructor(root: number, mark: string) {
    this.root = root;
    this.mark = mark;
  }

  /** Notes who is there and what CPU time each used. */
  sample(): void {
    const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => readStat(Number(name)) ?? []);
    const byPid = new Map(all.map((stat) => [stat.pid, stat]));
    for (const member of this.members.values()) member.alive = false;
    for (const stat of all) this.note(stat, byPid);
    this.processes = Math.max(this.processes, this.living().length);
  }

  /** Notes the memory of the tree; dear, so called less often. */
  sampleMemory(): void {
    const bytes = this.living().reduce((sum, { pid }) => sum + proportionalSet(pid), 0);
    this.peakBytes = Math.max(this.peakBytes, bytes);
  }

  /** What the tree used until the last sample. */
  usage(): TreeUsage {
    const children = Map.groupBy(this.members.values(), ({ parentKey }) => parentKey);
    const total = (member: Member): number => {
      const own = children.get(member.key) ?? [];
      const dead = own.filter(({ alive }) => !alive).reduce((sum, child) => sum + total(child), 0);
      const living = own.filter(({ alive }) => alive).reduce((sum, child) => sum + total(child), 0);
      return member.own + Math.max(member.reaped, dead) + living;
    };
    const cpuMs = (children.get(null) ?? []).reduce((sum, member) => sum + total(member), 0);
    return { cpuMs, peakBytes: this.peakBytes, processes: this.processes };
  }

  /** How many of the tree run now: one that ended and was not waited for does not. */
  alive(): number {
    this.sample();
    return this.living().filter(({ zombie }) => !zombie).length;
  }

  private living(): Member[] {
    return [...this.members.values()].filter(({ alive }) => alive);
  }

  /** Makes a process a member when it belongs to the tree, its ancestors first. */
  private note(stat: Stat, byPid: ReadonlyMap<number, Stat>): Member | null {
    const key = keyOf(stat);
    const known = this.members.get(key);
    if (known) return Object.assign(known, { own: stat.own, reaped: stat.reaped, zombie: stat.zombie, alive: true });
    if (this.strangers.has(key)) return null;
    const above = byPid.get(stat.parent);
    const parent = stat.pid === this.root || above === undefined ? null : this.note(above, byPid);
    if (stat.pid !== this.root && parent === null && !isMarked(stat.pid, this.mark)) {
      this.strangers.add(key);
      return null;
    }
    const member: Member = { ...stat, key, parentKey: parent?.key ?? null, alive: true };
    this.members.set(key, member);
    return member;
  }
}

/** CPU time in milliseconds of all children that this process ever waited for, with all that those waited for. */
export function reapedCpuMs(): number {
  return readStat(process.pid)?.reaped ?? 0;
}

function keyOf({ pid, born }: Stat): string {
  return `${pid}@${born}`;
}

function readStat(pid: number): Stat | null {
  const text = read(`/proc/${pid}/stat`);
  if (text === null) return null;
  // The name of the program stands in brackets and may hold anything, brackets too.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = (index: number) => Number(fields[index] ?? 0);
  return { pid, parent: ticks(1), zombie: fields[0] === 'Z', born: fields[19] ?? '', own: (ticks(11) + ticks(12)) * tickMs, reaped: (ticks(13) + ticks(14)) * tickMs };
}

function isMarked(pid: number, mark: string): boolean {
  return read(`/proc/${pid}/environ`)?.split('\0').includes(mark) ?? false;
}

function proportionalSet(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '')?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

/** A file of `/proc`, or null when the process is gone or not ours. */
function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

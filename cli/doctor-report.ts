import { styleText } from 'node:util';
import type { BrowserHealth } from '../fixtures/browser-health.ts';
import type { Reachability } from '../fixtures/reachability.ts';
import { wrap } from '../reports/display-width.ts';
import { shownText } from '../reports/shown-text.ts';
import { counted, spoken } from '../verdict/text.ts';

/** One thing that a run needs: well, worth knowing, or in the way. */
export interface Symptom {
  state: 'well' | 'note' | 'ill';
  name: string;
  text: string;
  /** What to do about it. */
  remedy?: string;
}

/** What of the machine matters to a run. Sizes in bytes. */
export interface Machine {
  node: string;
  /** Oldest Node that is supported, as `22.19`. */
  leastNode: string;
  version: string;
  playwright: string;
  processors: number;
  memory: number;
  /** The output folder as a person would name it, what is free there, and why nothing can be written to it. */
  output: { folder: string; free: number | null; problem: string | null };
}

/** Below these a run is slow, or fails. */
const least = { memory: 1.5e9, disk: 5e8, days: 14, clockMs: 60_000 };

const day = 86_400_000;
const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

/** What of the machine is well and what is not. Pure. */
export function examineMachine({ node, leastNode, version, playwright, processors, memory, output }: Machine): Symptom[] {
  const numbers = (text: string) => text.split('.').map(Number);
  const [[major = 0, minor = 0], [leastMajor = 0, leastMinor = 0]] = [numbers(node), numbers(leastNode)];
  const isOld = major < leastMajor || (major === leastMajor && minor < leastMinor);
  const isFull = output.free !== null && output.free < least.disk;
  return [
    { state: isOld ? 'ill' : 'well', name: 'Node', text: `${node}, of at least ${leastNode}`, ...(isOld ? { remedy: `Install Node ${leastNode} or newer.` } : {}) },
    { state: 'well', name: 'gonogo', text: `${version}, with Playwright ${playwright}` },
    { state: memory < least.memory ? 'note' : 'well', name: 'Machine', text: `${counted(processors, 'processor')}, ${gigabytes(memory)} of memory`, ...(memory < least.memory ? { remedy: `A browser with several pages wants ${gigabytes(least.memory)}: lower --concurrency.` } : {}) },
    output.problem !== null
      ? { state: 'ill', name: 'Output', text: `${output.folder} cannot be written to (${output.problem})`, remedy: 'Choose another folder with --output.' }
      : { state: isFull ? 'note' : 'well', name: 'Output', text: `${output.folder} can be written to${output.free === null ? '' : `, ${gigabytes(output.free)} free`}`, ...(isFull ? { remedy: 'Make room: pictures and traces of a broken release take some 100 MB.' } : {}) },
  ];
}

/** How the browser is. Pure. */
export function examineStart(health: BrowserHealth): Symptom[] {
  if ('error' in health) return [{ state: 'ill', name: 'Browser', text: health.error }];
  const sandboxes: Record<typeof health.sandbox, Symptom> = {
    on: { state: 'well', name: 'Sandbox', text: 'on' },
    'refused-to-root': { state: 'note', name: 'Sandbox', text: 'off, because Chromium refuses it to root', remedy: 'Run as another user to have it: pages of others run in this browser.' },
    'does-not-start': { state: 'note', name: 'Sandbox', text: 'off, because the browser starts only without it', remedy: 'Allow user namespaces here, or install the browser of the distribution, to have it.' },
  };
  return [{ state: 'well', name: 'Browser', text: `${health.version}, started in ${spoken(health.startedMs)}` }, sandboxes[health.sandbox]];
}

/** Whether a host of the run can be reached. Pure. @param now epoch milliseconds. */
export function examineAnswer(name: string, { url, status, error, durationMs, tls, clockAheadMs }: Reachability, now: number): Symptom[] {
  if (status === null) return [{ state: 'ill', name, text: `${url} cannot be reached: ${error?.kind ?? 'aborted'}, ${error?.code ?? ''} ${error?.message ?? ''}`, remedy: remedies[error?.kind ?? 'aborted'] }];
  const left = tls?.validTo ? Math.floor((Date.parse(tls.validTo) - now) / day) : null;
  const secure = tls === undefined ? '' : `, ${tls.protocol}${left === null ? '' : `, certificate for ${counted(left, 'day')}`}`;
  const isEnding = left !== null && left < least.days;
  const skew = clockAheadMs !== null && Math.abs(clockAheadMs) > least.clockMs ? clockAheadMs : null;
  return [
    { state: isEnding ? 'note' : 'well', name, text: `${url} answers ${status} in ${spoken(durationMs)}${secure}`, ...(isEnding ? { remedy: 'Renew the certificate before it ends.' } : {}) },
    ...(skew === null ? [] : [{ state: 'note' as const, name: 'Clock', text: `that of ${new URL(url).host} is ${spoken(Math.abs(skew))} ${skew > 0 ? 'ahead of' : 'behind'} this machine's`, remedy: 'Synchronise both: tokens and signatures end by the clock.' }]),
  ];
}

const remedies: Record<NonNullable<Reachability['error']>['kind'], string> = {
  proxy: 'Check the proxy of this partner, and whether it lets this machine through.',
  dns: 'Check the name, and whether this machine can resolve it.',
  connect: 'Check whether something listens there, and whether a firewall lets this machine through.',
  tls: 'Check the certificate and its chain; a private authority goes into the partner\u2019s tls.ca.',
  timeout: 'Check whether a firewall drops packets of this machine.',
  reset: 'Check what stands between: a load balancer or proxy cuts the connection.',
  protocol: 'Check what answers there: it is no HTTP that can be read.',
  quota: 'Wait until the quota comes back.',
  aborted: 'Try again.',
};

/** The whole examination for a person at a prompt, with what it comes to as the last line. */
export function renderExamination(symptoms: readonly Symptom[], { columns, color }: { columns: number; color: boolean }): string {
  const width = Math.max(40, Math.min(columns, 100));
  const signs = { well: ['✔', 'green'], note: ['!', 'yellow'], ill: ['✘', 'red'] } as const;
  const painted = (text: string, paint: Parameters<typeof styleText>[0]) => (color ? styleText(paint, text, { validateStream: false }) : text);
  const lines = symptoms.flatMap(({ state, name, text, remedy }) => {
    const [sign, paint] = signs[state];
    const label = shownText(name, 12).padEnd(11);
    const indent = ' '.repeat(4 + label.length);
    const body = [...wrap(shownText(text, 480), width - indent.length), ...wrap(remedy === undefined ? '' : `→ ${remedy}`, width - indent.length).filter(Boolean)];
    return body.map((line, index) => (index === 0 ? `  ${painted(sign, paint)} ${label}${line}` : `${indent}${line}`));
  });
  const ill = symptoms.filter(({ state }) => state === 'ill').length;
  const end = ill === 0 ? painted('A run could judge from here.', ['bold', 'green']) : painted(`A run could not judge from here: ${counted(ill, 'thing')} to repair.`, ['bold', 'red']);
  return `\n${lines.join('\n')}\n\n  ${end}\n`;
}

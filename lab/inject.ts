import { setTimeout as sleep } from 'node:timers/promises';
import { answer, type Answer, type LabRequest } from './answer.ts';
import type { Injection, Place } from './faults.ts';

/** Puts a fault's injections on one answer. `path` is the request's path inside its place. */
export type Injector<On extends string = Place> = (place: On, path: string, request: LabRequest, original: Answer) => Promise<Answer>;

/**
 * An injector for one running lab, or whatever else has places for injections.
 *
 * `shell` gives the app's index.html, for faults that answer it in place of something else.
 */
export function createInjector<On extends string = Place>(injections: readonly Injection<On>[], shell: () => Answer): Injector<On> {
  const seen = new WeakMap<object, Set<On>>();
  return async (place, path, request, original) => {
    const places = seen.get(request.socket) ?? new Set<On>();
    const reused = places.has(place);
    seen.set(request.socket, places.add(place));

    let current = original;
    for (const injection of injections) {
      if (injection.on !== place) continue;
      if (injection.path && !injection.path.test(path)) continue;
      if (injection.method && injection.method !== request.method) continue;
      if (injection.do === 'delay') await sleep(injection.ms, undefined, { ref: false });
      else current = change(injection, current, reused, shell);
    }
    return current;
  };
}

function change(injection: Exclude<Injection<string>, { do: 'delay' }>, current: Answer, reused: boolean, shell: () => Answer): Answer {
  switch (injection.do) {
    case 'silence':
      return 'never';
    case 'silence-reused':
      return reused ? 'never' : current;
    case 'shell':
      return shell();
    case 'replace':
      return replacement(injection);
    case 'edit':
      if (current === 'never') return current;
      return { ...current, body: Buffer.from(current.body.toString('utf8').replace(injection.find, () => injection.put)) };
    case 'header':
      if (current === 'never') return current;
      return { ...current, headers: { ...current.headers, [injection.name]: injection.value } };
    case 'shorten':
      if (current === 'never') return current;
      return { ...current, body: firstPart(current.body, injection.to) };
    case 'cut':
      if (current === 'never') return current;
      return { ...current, headers: { ...current.headers, 'content-length': String(current.body.length), connection: 'close' }, body: firstPart(current.body, injection.to) };
  }
}

function firstPart(body: Buffer, share: number): Buffer {
  return body.subarray(0, Math.floor(body.length * share));
}

function replacement({ status, type, body = '' }: { status: number; type?: string; body?: string }): Answer {
  return type ? answer(status, type, body) : { status, headers: {}, body: Buffer.from(body) };
}

import type { Answer, Handler, LabRequest } from './answer.ts';
import type { AppFault } from './app-faults.ts';
import { partReader } from './app-parts.ts';
import type { BuiltApp } from './build-apps.ts';
import { createInjector } from './inject.ts';

/** What stands before an app's server. */
export type FaultProxyOptions = {
  app: BuiltApp;
  /** Origin of the app's own server, without a trailing slash. */
  upstream: string;
  /** What to break on the way. */
  fault: AppFault;
};

/** Request headers that an answer of the app's server may depend on. */
const passed = ['accept', 'accept-language', 'user-agent'];

/** A reverse proxy before the server of one app, which puts one fault on the answers. */
export async function createFaultProxy({ app, upstream, fault }: FaultProxyOptions): Promise<Handler> {
  const partOf = partReader(app.files);
  const shell = await forward(upstream, { method: 'GET', path: '/', headers: {} });
  const inject = createInjector(fault.injections, () => shell);
  return async (request) => inject(partOf(request.path), request.path, request, await forward(upstream, request));
}

async function forward(upstream: string, { method, path, headers }: Pick<LabRequest, 'method' | 'path' | 'headers'>): Promise<Answer> {
  const sent = passed.flatMap((name): [string, string][] => (headers[name] === undefined ? [] : [[name, headers[name]]]));
  const response = await fetch(new URL(path, upstream), { method, headers: sent });
  const kept = ['content-type', 'cache-control'].flatMap((name): [string, string][] => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return { status: response.status, headers: Object.fromEntries(kept), body: Buffer.from(await response.arrayBuffer()) };
}

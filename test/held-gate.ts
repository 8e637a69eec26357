import { request as plainRequest, type IncomingHttpHeaders } from 'node:http';
import { request as tlsRequest, type RequestOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type Decision, undecided } from '../gate/run-record.ts';
import { type RunLimits, type Runs, createRuns } from '../gate/runs.ts';
import { type GateTls, type RequestLimits, createGateServer } from '../gate/server.ts';

/** Token of every gate of the tests. */
export const token = 'a-token-of-the-tests';

/** Decisions as runs make them. */
export const decisions = {
  go: { verdict: 'GO', go: true, confirmed: false, summary: 'GO: all 12 checks passed' },
  noGo: { verdict: 'NO_GO', go: false, confirmed: true, summary: 'NO_GO: a white screen on /checkout' },
  inconclusive: undecided('the deadline was hit'),
} as const satisfies Record<string, Decision>;

/** An answer of the server. */
export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** A real server whose runs end when, and as, the test says. */
export interface HeldGate {
  url: string;
  runs: Runs;
  /** Ids of the runs that were started, in order, with their target. */
  started: { id: string; target: string; release: string | null }[];
  /** Ends the run that was started as the nth, from 0. */
  end(index: number, decision: Decision): Promise<void>;
  /** Sends a request; with the token unless `headers` says otherwise, and a body as JSON. */
  send(method: string, path: string, options?: { body?: unknown; headers?: Record<string, string>; tls?: RequestOptions }): Promise<Reply>;
  /** Moves the clock of the runs, in milliseconds. */
  wait(ms: number): void;
  close(): Promise<void>;
}

/** Starts a server with the targets `shop` and `uat`. */
export async function startHeldGate({ limits, requests, tls = null }: { limits?: Partial<RunLimits>; requests?: Partial<RequestLimits>; tls?: GateTls | null } = {}): Promise<HeldGate> {
  const started: HeldGate['started'] = [];
  const ends: ((decision: Decision) => void)[] = [];
  let clock = Date.parse('2026-03-07T01:58:04Z');
  let made = 0;
  const runs = createRuns({
    limits: { running: 4, queued: 2, kept: 3, keyMs: 60_000, ...limits },
    now: () => new Date(clock),
    newId: () => `run-${++made}`,
    start({ id, target, release }) {
      started.push({ id, target, release });
      const { promise, resolve } = Promise.withResolvers<Decision>();
      ends.push(resolve);
      return { decided: promise, stop: () => resolve(undecided('interrupted')) };
    },
  });
  const server = await createGateServer({
    runs, tls, token, targets: new Set(['shop', 'uat']), limits: { starts: 1000, polls: 1000, ...requests },
    document: async (id) => (id === 'run-1' ? '{"schema":"gonogo.verdict/v1"}' : null),
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const url = `${tls === null ? 'http' : 'https'}://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  return {
    url, runs, started,
    wait: (ms) => { clock += ms; },
    async end(index, decision) {
      ends[index]?.(decision);
      await new Promise((done) => setImmediate(done));
    },
    send: (method, path, options) => send(method, `${url}${path}`, options),
    close: () => server.close(),
  };
}

/** Sends one request to any server. @throws when there is no answer. */
export function send(method: string, url: string, { body, headers = {}, tls = {} }: { body?: unknown; headers?: Record<string, string>; tls?: RequestOptions } = {}): Promise<Reply> {
  const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
  const start = url.startsWith('https:') ? tlsRequest : plainRequest;
  return new Promise((done, failed) => {
    const sent = start(url, { method, agent: false, ...tls, headers: { authorization: `Bearer ${token}`, ...(text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }), ...headers } }, (response) => {
      let received = '';
      response.setEncoding('utf8').on('data', (chunk: string) => { received += chunk; });
      response.once('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, text: received }));
      response.once('error', failed);
    });
    sent.once('error', failed);
    sent.end(text);
  });
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Handler, LabRequest } from './answer.ts';

/** A listening server. `close` destroys its connections at once, answered or not. */
export type Listening = { port: number; close(): Promise<void> };

/**
 * Serves a handler on 127.0.0.1.
 *
 * `port` 0 takes a free one. `latencyMs` is waited before every answer is sent.
 */
export async function listen(handler: Handler, { port = 0, latencyMs = 0 } = {}): Promise<Listening> {
  const closing = new AbortController();
  const server = createServer((incoming, outgoing) => {
    respond(handler, incoming, outgoing, latencyMs, closing.signal).catch((error: unknown) => {
      // A connection cut by the client or by close() is no news; anything else is a bug in the lab.
      if (!closing.signal.aborted && !incoming.socket.destroyed) {
        process.stderr.write(`lab: ${String(error)}\n`);
        incoming.socket.destroy();
      }
    });
  });
  // Idle connections must outlive any test: a connection closed under a client is a fault of its own.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise<void>((resolve) => {
        closing.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(
  handler: Handler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  latencyMs: number,
  signal: AbortSignal,
): Promise<void> {
  const answer = await handler(await readRequest(incoming));
  if (answer === 'never') return;
  if (latencyMs > 0) await sleep(latencyMs, undefined, { signal });
  send(answer, incoming.method ?? 'GET', outgoing);
}

async function readRequest(incoming: IncomingMessage): Promise<LabRequest> {
  const url = new URL(incoming.url ?? '/', 'http://lab');
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(incoming.headers)) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers,
    body: Buffer.concat(chunks).toString('utf8'),
    socket: incoming.socket,
  };
}

function send(answer: Exclude<Answer, 'never'>, method: string, outgoing: ServerResponse): void {
  const bodyless = answer.status === 204 || answer.status === 304;
  outgoing.writeHead(answer.status, {
    ...(bodyless || answer.open ? {} : { 'content-length': String(answer.body.length) }),
    ...answer.headers,
  });
  if (answer.open) outgoing.write(answer.body);
  else outgoing.end(method === 'HEAD' || bodyless ? undefined : answer.body);
}

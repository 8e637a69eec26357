import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { listen } from './local-server.ts';

/** A proxy on loopback that opens connections, and nothing else. */
export interface ConnectProxy {
  url: string;
  /** Host and port that were asked for, with the status that came of it. */
  asked: [authority: string, status: number][];
}

/** @param authorization what it wants to be told. @param refuse a status for all that ask. */
export async function serveProxy(t: TestContext, { authorization, refuse }: { authorization?: string; refuse?: number } = {}): Promise<ConnectProxy> {
  const asked: ConnectProxy['asked'] = [];
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on('connect', ({ url = '', headers }, client: Socket) => {
    const answer = (status: number) => {
      asked.push([url, status]);
      client.write(`HTTP/1.1 ${status} as it is\r\n\r\n`);
      if (status !== 200) client.end();
    };
    client.on('error', () => {});
    if (authorization !== undefined && headers['proxy-authorization'] !== authorization) return answer(407);
    if (refuse !== undefined) return answer(refuse);
    const { hostname, port } = new URL(`http://${url}`);
    const there = connect(Number(port), hostname, () => {
      answer(200);
      there.pipe(client);
      client.pipe(there);
    }).on('error', () => (there.connecting || there.pending ? answer(502) : client.destroy()));
    client.on('close', () => there.destroy());
  });
  const { url, close } = await listen(server);
  t.after(() => close());
  return { url, asked };
}

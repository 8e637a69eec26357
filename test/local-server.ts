import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { type AddressInfo, type Server, type Socket, createServer as createTcpServer } from 'node:net';

/** A server on loopback that lives as long as a test. */
export interface LocalServer {
  url: string;
  /** What came in, in order. */
  requests: IncomingMessage[];
  /** Connections made so far. */
  connections: { made: number };
  close(): Promise<void>;
}

/** Serves HTTP. The number of the request, from 1, tells a handler which answer is due. */
export async function serveHttp(handler: (request: IncomingMessage, response: ServerResponse, number: number) => void): Promise<LocalServer> {
  const requests: IncomingMessage[] = [];
  const listener: RequestListener = (request, response) => {
    requests.push(request);
    request.resume();
    handler(request, response, requests.length);
  };
  return { requests, ...(await listen(createServer(listener))) };
}

/** Serves TCP, byte by byte in the hands of the test. */
export async function serveTcp(onConnection: (socket: Socket) => void): Promise<LocalServer> {
  return { requests: [], ...(await listen(createTcpServer(onConnection))) };
}

/** A port of loopback on which nobody listens. */
export async function closedPort(): Promise<number> {
  const { url, close } = await serveTcp(() => {});
  await close();
  return Number(new URL(url).port);
}

/** @param scheme of the URL that is told. */
export async function listen(server: Server, scheme = 'http'): Promise<Omit<LocalServer, 'requests'>> {
  const open = new Set<Socket>();
  const connections = { made: 0 };
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    connections.made++;
    socket.on('error', () => {}).on('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

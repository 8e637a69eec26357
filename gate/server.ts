import { type RequestListener, type Server, createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance } from 'fastify';
import { argoRoutes } from './argo.ts';
import { flaggerRoutes } from './flagger.ts';
import { HttpError, told } from './http-error.ts';
import { runRoutes } from './run-routes.ts';
import type { Runs } from './runs.ts';
import { tokenCheck } from './token.ts';

/** Certificates as PEM. With `clientCa`, only clients with a certificate of it are let in. */
export interface GateTls {
  cert: Buffer;
  key: Buffer;
  clientCa: Buffer | null;
}

/** Requests per minute and client address. */
export interface RequestLimits {
  starts: number;
  polls: number;
}

/** What the server tells and whom it lets ask. */
export interface GateServerOptions {
  runs: Runs;
  /** Names of the configured targets; nothing else can be run. */
  targets: ReadonlySet<string>;
  token: string;
  limits: RequestLimits;
  tls: GateTls | null;
  /** Text of a run's verdict file; null when it is gone. */
  document(id: string): Promise<string | null>;
}

/** What the routes of each consumer share. */
export type RouteContext = Pick<GateServerOptions, 'runs' | 'document'> & {
  /** @throws HttpError 404 when there is no such target. */
  target(name: string): string;
};

const bodyBytes = 16_384;
/** Milliseconds that a request may take to arrive, and between two looks at who is late. */
const times = { requestTimeout: 10_000, headersTimeout: 10_000, connectionsCheckingInterval: 2000 };
const connections = 1000;
/** Client addresses that are counted. */
const clients = 1000;

/** The HTTP server for consumers that ask instead of run. It does not listen yet. */
export async function createGateServer({ runs, targets, token, limits, tls, document }: GateServerOptions): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    serverFactory: (handler) => listener(tls, handler),
    bodyLimit: bodyBytes,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
    // Unknown keys are refused and not dropped, and a number is no text.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false } },
  });
  app.server.maxConnections = connections;
  await app.register(rateLimit, { global: false, cache: clients, timeWindow: 60_000 });
  const isAllowed = tokenCheck(token);
  const context: RouteContext = {
    runs,
    document,
    target(name) {
      if (targets.has(name)) return name;
      throw new HttpError(404, 'There is no such target in the configuration.');
    },
  };

  app.addHook('onSend', async (_request, reply) => void reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }));
  app.setErrorHandler((error, _request, reply) => {
    const { status, message } = told(error);
    if (status === 503) reply.header('retry-after', '15');
    return reply.code(status).send({ error: message });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'There is nothing here.' }));
  app.get('/health', async (_request, reply) => {
    const { closing, ...counts } = runs.counts();
    return reply.code(closing ? 503 : 200).send({ status: closing ? 'closing' : 'ok', ...counts });
  });

  /** Routes that count and let in by the token before anything of the body is read. */
  const guarded = (max: number, routes: (scope: FastifyInstance) => void) =>
    app.register(async (scope) => {
      scope.addHook('onRequest', scope.rateLimit({ max, timeWindow: 60_000 }));
      scope.addHook('onRequest', async (request, reply) => {
        if (isAllowed(request.headers.authorization)) return;
        reply.header('www-authenticate', 'Bearer');
        throw new HttpError(401, 'The token is missing or wrong.');
      });
      routes(scope);
    });
  const { starts, polls } = runRoutes(context);
  await guarded(limits.starts, starts);
  await guarded(limits.polls, polls);
  await guarded(limits.polls, flaggerRoutes(context));
  await guarded(limits.polls, argoRoutes(context));
  return app;
}

function listener(tls: GateTls | null, handler: RequestListener): Server {
  if (tls === null) return createServer(times, handler);
  const { cert, key, clientCa } = tls;
  return createTlsServer({ ...times, cert, key, ...(clientCa === null ? {} : { ca: clientCa, requestCert: true, rejectUnauthorized: true }) }, handler);
}

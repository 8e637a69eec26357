import type { FastifyInstance } from 'fastify';
import { HttpError } from './http-error.ts';
import { type StartBody, callerKey, made, startBody } from './requests.ts';
import type { RouteContext } from './server.ts';

type Routes = (scope: FastifyInstance) => void;

/** The plain interface: start a run, ask for it until it is decided, read its document. */
export function runRoutes({ runs, target, document }: RouteContext): { starts: Routes; polls: Routes } {
  const find = (id: string) => {
    const run = runs.find(id);
    if (run === null) throw new HttpError(404, 'There is no such run, or it is forgotten.');
    return run;
  };
  return {
    starts(scope) {
      scope.post<{ Params: { target: string }; Body: StartBody | null | undefined }>('/v1/targets/:target/runs', { schema: { body: startBody } }, async (request, reply) => {
        const run = made(runs.request({ target: target(request.params.target), release: request.body?.release ?? null, key: callerKey(request.headers['idempotency-key']) }));
        return reply.code(202).header('location', `/v1/runs/${run.id}`).send(run);
      });
    },
    polls(scope) {
      scope.get<{ Params: { id: string } }>('/v1/runs/:id', async ({ params }) => find(params.id));
      scope.get<{ Params: { id: string } }>('/v1/runs/:id/verdict', async ({ params }, reply) => {
        const { id, state } = find(params.id);
        const text = state === 'decided' ? await document(id) : null;
        if (text === null) throw new HttpError(404, state === 'decided' ? 'The run left no verdict document.' : 'The run is not decided yet.');
        return reply.type('application/json').send(text);
      });
    },
  };
}

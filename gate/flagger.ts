import type { FastifyInstance } from 'fastify';
import { told } from './http-error.ts';
import { type FlaggerBody, flaggerBody, flaggerKey, made } from './requests.ts';
import type { RouteContext } from './server.ts';

/**
 * Hooks of Flagger, which knows one bit: 200 is yes, everything else no. What it would ask again by itself (429 and 5xx)
 * or might take for yes (204) is never answered.
 *
 * - `/v1/flagger/TARGET` for `confirm-*` hooks: starts a run of the canary's revision; 200 once it is GO, 403 until then
 *   and for NO_GO and INCONCLUSIVE.
 * - `/v1/flagger/TARGET/rollback` for `rollback` hooks, on which yes means "roll back now": 200 only when the run of this
 *   revision is a confirmed NO_GO. It starts nothing.
 */
export function flaggerRoutes({ runs, target }: RouteContext): (scope: FastifyInstance) => void {
  return (scope) => {
    scope.addHook('onSend', async (_request, reply) => void reply.type('text/plain; charset=utf-8'));
    scope.setErrorHandler((error, _request, reply) => {
      const { status, message } = told(error);
      return reply.code(status === 429 || status >= 500 ? 403 : status).send(`${message}\n`);
    });
    scope.post<{ Params: { target: string }; Body: FlaggerBody }>('/v1/flagger/:target', { schema: { body: flaggerBody } }, async ({ params, body }, reply) => {
      const run = made(runs.request({ target: target(params.target), release: body.metadata?.release ?? null, key: flaggerKey(body) }));
      return reply.code(run.go ? 200 : 403).send(`${run.summary}\n`);
    });
    scope.post<{ Params: { target: string }; Body: FlaggerBody }>('/v1/flagger/:target/rollback', { schema: { body: flaggerBody } }, async ({ params, body }, reply) => {
      const run = runs.findByKey(target(params.target), flaggerKey(body));
      return reply.code(run?.confirmed ? 200 : 403).send(`${run?.summary ?? 'There is no run of this revision.'}\n`);
    });
  };
}

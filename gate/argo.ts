import type { FastifyInstance } from 'fastify';
import { HttpError, told } from './http-error.ts';
import { type StartBody, callerKey, made, startBody } from './requests.ts';
import { undecided } from './run-record.ts';
import type { RouteContext } from './server.ts';

/**
 * The web metric of Argo Rollouts: every measurement posts the same, and reads `{$.verdict}`, which is PENDING until the
 * run of its Idempotency-Key is decided. What Argo would count as an error of the release, five of which abort it, is
 * answered as INCONCLUSIVE with 200; only a request that can never be right gets another status.
 */
export function argoRoutes({ runs, target }: RouteContext): (scope: FastifyInstance) => void {
  return (scope) => {
    scope.setErrorHandler((error, _request, reply) => {
      const { status, message } = told(error);
      if (status === 429 || status >= 500) return reply.code(200).send({ ...undecided(message), state: 'refused' });
      return reply.code(status).send({ error: message });
    });
    scope.post<{ Params: { target: string }; Body: StartBody | null | undefined }>('/v1/argo/:target', { schema: { body: startBody } }, async ({ params, body, headers }) => {
      const key = callerKey(headers['idempotency-key']);
      if (key === null) throw new HttpError(400, 'Idempotency-Key is missing: each measurement would start a run of its own.');
      return made(runs.request({ target: target(params.target), release: body?.release ?? null, key }));
    });
  };
}

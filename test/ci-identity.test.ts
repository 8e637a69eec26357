import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AuthConfig, env } from '../config.ts';
import { readGate } from '../config/schema.ts';
import { serveCiIssuer } from './ci-issuer.ts';
import { closedPort } from './local-server.ts';
import { partnerOf, runPartner, serveCollecting } from './partner-run.ts';

const jobs: [title: string, github: { audience?: string }, audience: string][] = [
  ['for the audience that the partner wants', { audience: 'https://api.acme.example/?a=1&b=ö' }, 'https://api.acme.example/?a=1&b=ö'],
  ['for the audience that GitHub chooses', {}, 'https://github.com/acme'],
];
for (const [title, github, audience] of jobs) {
  test(`GitHub is asked once in a run for the ID token of the job, ${title}`, async (t) => {
    const issuer = await serveCiIssuer(t);
    const audiences: (string | null)[] = [];
    const server = await serveCollecting(t, ({ headers }, response) => {
      audiences.push(issuer.audienceOf(headers.authorization));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ sent: headers, all: issuer.environment }));
    });
    const steps = [{ request: { path: '/a' } }, { request: { path: '/b' }, expect: { json: { '$.sent': 1 } } }];
    const { codes, observations, results, planned } = await runPartner(t, { name: 'acme', baseUrl: server.url, auth: { oidc: { github } }, journeys: [{ name: 'a', steps }, { name: 'b', steps }] }, { env: issuer.environment });
    assert.deepEqual(codes, ['API_VALUE', 'API_VALUE']);
    assert.deepEqual(audiences, [audience, audience, audience, audience]);
    assert.equal(issuer.given.length, 1);
    assert.deepEqual(observations.map(({ token }) => [token?.source, token?.status, token?.url]), [0, 1].map(() => ['github', 200, new URL(issuer.environment.ACTIONS_ID_TOKEN_REQUEST_URL).origin]));
    assert.ok(Math.abs((results[0]?.metrics['tokenLifeS'] ?? 0) - 300) < 10);
    const kept = JSON.stringify([observations, results, planned.plan]);
    assert.deepEqual([...issuer.given, ...Object.values(issuer.environment), 'idtoken'].filter((secret) => kept.includes(secret)), []);
  });
}

test('a job that is given no ID token is the runner, and no step is called', async (t) => {
  const issuer = await serveCiIssuer(t);
  const server = await serveCollecting(t, (_, response) => response.end('{}'));
  const refused = { ...issuer.environment, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'of another job' };
  const gone = { ...issuer.environment, ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${await closedPort()}/idtoken?api-version=2.0` };
  const told = [];
  for (const environment of [refused, gone]) {
    const { results } = await runPartner(t, partnerOf(server.url, [{ request: { path: '/a' } }], { auth: { oidc: { github: {} } } }), { env: environment });
    const [finding] = results[0]?.findings ?? [];
    told.push([finding?.code, finding?.attribution, finding?.message.replace(/:\d+/g, ':1').replace(/ connect .*;/, ' …;')]);
  }
  assert.deepEqual(told, [
    ['API_NO_TOKEN', 'runner', 'http://127.0.0.1:1 gave no access token: status 403; expected an ID token for the job'],
    ['API_NO_TOKEN', 'runner', 'http://127.0.0.1:1 gave no access token: …; expected an ID token for the job'],
  ]);
  assert.equal(server.received.length, 0);
});

test('the variable that GitLab fills is sent as it is', async (t) => {
  const issuer = await serveCiIssuer(t);
  const server = await serveCollecting(t, ({ headers }, response) => response.writeHead(issuer.audienceOf(headers.authorization) === 'acme' ? 200 : 401, { 'content-type': 'application/json' }).end(JSON.stringify(headers)));
  const auth: AuthConfig = { oidc: { gitlab: env('ACME_ID_TOKEN') } };
  const run = (token: string) => runPartner(t, partnerOf(server.url, [{ request: { path: '/a' } }], { auth }), { env: { ACME_ID_TOKEN: token } });
  const token = issuer.issue({ aud: 'acme' });
  const { codes, observations } = await run(token);
  assert.deepEqual(codes, []);
  assert.equal(JSON.stringify(observations).includes(token.split('.')[1] ?? token), false);
  const ended = await run(issuer.issue({ aud: 'acme', exp: Math.floor(Date.now() / 1000) - 60 }));
  assert.deepEqual(ended.codes, ['API_STATUS', 'CREDENTIAL_ENDS']);
  assert.match(ended.messages[1] ?? '', /^The ID token of the configuration ended on /);
  await assert.rejects(run('of no use'), { message: 'gonogo.config.ts: partners[0].auth.oidc.gitlab is no ID token: list the variable under id_tokens of the job.' });
});

test('outside of a job nothing can be asked for, and nothing is sent', async (t) => {
  const partner = partnerOf('http://127.0.0.1:9', [{ request: { path: '/' } }], { auth: { oidc: { github: {} } } });
  const message = (name: string) => `partners[0].auth.oidc.github takes its value from the environment variable ${name}, which is not set: run in a job of GitHub Actions that has the permission id-token: write.`;
  await assert.rejects(runPartner(t, partner, { env: { ACTIONS_ID_TOKEN_REQUEST_URL: 'http://127.0.0.1:9' } }), { message: `gonogo.config.ts: ${message('ACTIONS_ID_TOKEN_REQUEST_TOKEN')}` });
  await assert.rejects(runPartner(t, partner, { env: { ACTIONS_ID_TOKEN_REQUEST_URL: 'somewhere', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x' } }), /partners\[0\]\.auth\.oidc\.github needs a URL in ACTIONS_ID_TOKEN_REQUEST_URL, which holds something else\./);
});

test('another pipeline is refused', () => {
  const auth = { oidc: { jenkins: {} } };
  assert.deepEqual(readGate({ partners: [{ name: 'p', baseUrl: 'https://p.example', auth, journeys: [{ name: 'j', steps: [{ request: { path: '/' } }] }] }] }), { problems: ['partners[0].auth.oidc must be { github: { audience: "…" } }, or { gitlab: env("NAME") } with the name of an ID token of the job.'] });
});

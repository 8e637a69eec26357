import assert from 'node:assert/strict';
import { test } from 'node:test';
import { env, file } from '../config.ts';
import { readGate } from '../config/schema.ts';
import { awsSignature } from '../fixtures/aws-signature.ts';
import { isSignedByAws } from './aws-verifier.ts';
import { partnerOf, runPartner, serveCollecting } from './partner-run.ts';

/** From the examples that the documentation of S3 gives for signatures in headers. */
const published: [title: string, method: string, url: string, headers: Record<string, string>, body: string, signature: string][] = [
  ['a query without value', 'GET', '/?lifecycle', {}, '', 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543'],
  ['a query', 'GET', '/?max-keys=2&prefix=J', {}, '', '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'],
  ['a body', 'PUT', '/test%24file.text', { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' }, 'Welcome to Amazon S3.', '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd'],
];
for (const [title, method, path, headers, body, signature] of published) {
  test(`the published signature comes out: ${title}`, () => {
    const key = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', region: 'us-east-1', service: 's3' };
    const signed = awsSignature(key, { method, url: `https://examplebucket.s3.amazonaws.com${path}`, headers, body }, new Date('2013-05-24T00:00:00Z'));
    assert.equal(signed.headers['authorization']?.split('Signature=')[1], signature);
  });
}

const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJal/rXU+tnFEMI==' };
const secrets = { AWS_ID: keys.accessKeyId, AWS_KEY: keys.secretAccessKey, AWS_SESSION: 'session/token+7==' };
const auth = { accessKeyId: env('AWS_ID'), secretAccessKey: env('AWS_KEY'), region: 'eu-central-1' };
const kinds: [title: string, more: { service: string; sessionToken?: { env: string } }, sessionToken?: string][] = [
  ['lasting keys', { service: 'execute-api' }],
  ['temporary keys', { service: 'execute-api', sessionToken: env('AWS_SESSION') }, secrets.AWS_SESSION],
  ['S3, which encodes a path only once', { service: 's3' }],
];
for (const [title, more, sessionToken] of kinds) {
  test(`what is received is signed as AWS signs it: ${title}`, async (t) => {
    const server = await serveCollecting(t, (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"ord 17"}'));
    const { codes, observations, planned } = await runPartner(t, partnerOf(server.url, [
      { request: { path: more.service === 's3' ? '/a b/ü' : "/a b/ü(1)'!*~", query: { q: 'ö +&=', empty: '', B: '2', a: '1' }, headers: { 'x-trim': ' a  b ', range: 'bytes=0-9' } } },
      { request: { method: 'POST', path: '/orders', json: { sku: 'ü' } }, mutates: true, capture: { id: { json: '$.id' } } },
      { request: { method: 'PUT', path: '/files', multipart: { invoice: { path: 'fixture-tls/test-only-certificate.pem' } } }, mutates: true },
      { request: { method: 'DELETE', path: ['/orders/', { captured: 'id' }] }, mutates: true, cleanup: true },
    ], { auth: { aws: { ...auth, ...more } } }), { env: secrets });
    assert.deepEqual(codes, []);
    assert.equal(server.received.length, 4);
    const given = { ...keys, ...(sessionToken === undefined ? {} : { sessionToken }) };
    for (const received of server.received) {
      assert.equal(await isSignedByAws(received, given), true, `${received.method} ${received.url} ${received.headers.authorization}`);
      assert.equal(await isSignedByAws({ ...received, method: 'PATCH' }, given), false);
    }
    const kept = JSON.stringify([observations, planned.plan]);
    assert.deepEqual(Object.values(secrets).filter((secret) => kept.includes(secret)), []);
  });
}

const refused: [title: string, aws: object, problem: string][] = [
  ['a key in the configuration', { ...auth, secretAccessKey: 'abc', service: 's3' }, 'partners[0].auth.aws.secretAccessKey must be env("NAME") or file("PATH"), so that the secret stands in no configuration, but is "abc".'],
  ['no service', auth, 'partners[0].auth.aws.service is missing: it must be a name of AWS such as execute-api.'],
  ['a region that is none', { ...auth, region: 'Frankfurt am Main', service: 's3' }, 'partners[0].auth.aws.region must be a name of AWS such as eu-central-1, but is "Frankfurt am Main".'],
];
for (const [title, aws, problem] of refused) {
  test(`${title}: is refused`, () => {
    assert.deepEqual(readGate({ partners: [{ name: 'p', baseUrl: 'https://p.example', auth: { aws }, journeys: [{ name: 'j', steps: [{ request: { path: '/' } }] }] }] }), { problems: [problem] });
  });
}

test('a key that cannot be sent is refused before anything is', async (t) => {
  const partner = (key: object) => partnerOf('http://127.0.0.1:9', [{ request: { path: '/' } }], { auth: { aws: { ...auth, service: 's3', ...key } } });
  await assert.rejects(runPartner(t, partner({}), { env: { ...secrets, AWS_KEY: 'two words' } }), { message: 'gonogo.config.ts: partners[0].auth.aws.secretAccessKey has blanks, line breaks or other characters that no key of AWS has.' });
  await assert.rejects(runPartner(t, partner({ sessionToken: file('gone') }), { env: secrets }), /partners\[0\]\.auth\.aws\.sessionToken names the file gone, which is not there\./);
});

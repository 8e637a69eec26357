import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer as createHttpsServer } from 'node:https';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { TlsConfig } from '../config.ts';
import { readGate } from '../config/schema.ts';
import { type CertificateOptions, type Identity, issue } from './authority.ts';
import { temporaryFolder } from './cli-run.ts';
import { listen } from './local-server.ts';
import { type PartnerRun, partnerOf, runPartner, serveCollecting } from './partner-run.ts';

const root = issue('Acme Root', { authority: true, days: 3650 });
const intermediate = issue('Acme Issuing', { by: root, authority: true, days: 3650 });

/** Calls an HTTPS server that shows this chain, with the root as the partner's own authority. */
async function callOver(t: TestContext, chain: string, key: string, tls: TlsConfig = {}): Promise<PartnerRun> {
  const folder = await temporaryFolder();
  writeFileSync(join(folder, 'root.pem'), root.cert);
  const server = createHttpsServer({ cert: chain, key }, (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
  const { url, close } = await listen(server, 'https');
  t.after(() => close());
  return runPartner(t, partnerOf(url, [{ name: 'read', request: { path: '/' }, budget: '3s' }], { tls: { ca: 'root.pem', ...tls } }), { folder });
}

const whole = ({ cert }: Identity): string => cert + intermediate.cert;
const told = ({ results }: PartnerRun): string[] => results.flatMap(({ outcome, findings }) => [outcome, ...findings.map(({ code, severity, attribution }) => `${code} ${severity} ${attribution}`)]);

const chains: [title: string, leaf: CertificateOptions, chain: (leaf: Identity) => string, tls: TlsConfig, expected: string[], message: RegExp][] = [
  ['a whole chain that is good for long', {}, whole, {}, ['pass'], /^$/],
  ['a certificate that ends in nine days', { days: 9.5 }, whole, {}, ['pass', 'CERTIFICATE_EXPIRES normal environment'], /^The certificate of 127\.0\.0\.1 ends in 9 days, on \d{4}-\d\d-\d\d; it is signed by Acme Issuing; expected at least 14 days$/],
  ['a certificate that ends tomorrow', { days: 1.5 }, whole, {}, ['fail', 'CERTIFICATE_EXPIRES critical environment'], /ends in 1 day, .*; expected at least 2 days$/],
  ['nine days where the partner asks for three', { days: 9.5 }, whole, { expiry: { warn: 3 } }, ['pass'], /^$/],
  ['nine days where the partner asks for thirty', { days: 9.5 }, whole, { expiry: { warn: 60, fail: 30 } }, ['fail', 'CERTIFICATE_EXPIRES critical environment'], /expected at least 30 days$/],
  ['a certificate that has ended', { days: -1 }, whole, {}, ['fail', 'API_UNREACHABLE critical environment'], /CERT_HAS_EXPIRED/],
  ['a certificate for another host', { hosts: ['api.acme.example'] }, whole, {}, ['fail', 'API_UNREACHABLE critical environment'], /ERR_TLS_CERT_ALTNAME_INVALID/],
  ['a chain without its intermediate, which a browser would fetch', {}, ({ cert }) => cert, {}, ['fail', 'API_UNREACHABLE critical environment'], /UNABLE_TO_VERIFY_LEAF_SIGNATURE/],
];
for (const [title, options, chain, tls, expected, message] of chains) {
  test(title, async (t) => {
    const leaf = issue('acme', { by: intermediate, ...options });
    const run = await callOver(t, chain(leaf), leaf.key, tls);
    assert.deepEqual(told(run), expected, run.messages.join('\n'));
    assert.match(run.messages.join('\n'), message);
  });
}

test('what TLS said is in the observation of the attempt', async (t) => {
  const leaf = issue('acme', { by: intermediate });
  const { observations } = await callOver(t, whole(leaf), leaf.key);
  const { tls } = observations[0]?.steps[0]?.attempts[0] ?? {};
  assert.deepEqual([tls?.host, tls?.protocol, tls?.issuer], ['127.0.0.1', 'TLSv1.3', 'Acme Issuing']);
  assert.ok(Math.abs(Date.parse(tls?.validTo ?? '') - Date.now() - 365 * 86_400_000) < 60_000);
});

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toUTCString();
const headers: [title: string, headers: Record<string, string>, expected: string[], message: RegExp][] = [
  ['a clock that is three minutes behind', { date: new Date(Date.now() - 180_000).toUTCString() }, ['pass', 'CLOCK_SKEW normal environment'], /^The clock of 127\.0\.0\.1:\d+ is 3 min( \d+ s)? behind the one of this machine; expected at most 60 s$/],
  ['a clock that is an hour ahead', { date: new Date(Date.now() + 3_600_000).toUTCString() }, ['pass', 'CLOCK_SKEW normal environment'], /ahead of/],
  ['a clock that is half a minute behind', { date: new Date(Date.now() - 30_000).toUTCString() }, ['pass'], /^$/],
  ['an old answer of a cache', { date: new Date(Date.now() - 180_000).toUTCString(), age: '179' }, ['pass'], /^$/],
  ['a version that ends in a year', { sunset: inDays(365.5) }, ['pass', 'API_SUNSET minor release'], /^GET \/ says that it ends on \d{4}-\d\d-\d\d \(.*\); expected a version that stays$/],
  ['a version that ends in ten days', { sunset: inDays(10.5), deprecation: '@1688169599' }, ['pass', 'API_SUNSET normal release'], /ends on .*@1688169599\)/],
  ['a version that should be gone', { sunset: inDays(-3) }, ['pass', 'API_SUNSET normal release'], /says that it ended on/],
  ['a version that is deprecated', { deprecation: 'true' }, ['pass', 'API_SUNSET minor release'], /says that it is deprecated \(true\)/],
  ['a version that is not', { deprecation: 'false', sunset: 'never' }, ['pass'], /^$/],
];
for (const [title, sent, expected, message] of headers) {
  test(title, async (t) => {
    const server = await serveCollecting(t, (_, response) => response.writeHead(200, { 'content-type': 'application/json', ...sent }).end('{}'));
    const run = await runPartner(t, partnerOf(server.url, [{ request: { path: '/' } }, { name: 'again', request: { path: '/' } }].slice(0, sent['sunset'] || sent['deprecation'] ? 1 : 2)));
    assert.deepEqual(told(run), expected);
    assert.match(run.messages.join('\n'), message);
  });
}

test('days to expiry that contradict each other are refused', () => {
  const tls = { expiry: { warn: 3, fail: 7 } };
  assert.deepEqual(readGate({ partners: [{ name: 'p', baseUrl: 'https://p.example', tls, journeys: [{ name: 'j', steps: [{ request: { path: '/' } }] }] }] }), { problems: ['partners[0].tls.expiry.fail must be at most warn (3), but is 7.'] });
});

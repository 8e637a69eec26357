import assert from 'node:assert/strict';
import { readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { exporterOf, exporterSecrets } from '../cli/otlp-exporter.ts';
import { sendOtlp } from '../cli/send-otlp.ts';
import { loadShop } from '../lab/shop-build.ts';
import { startLab } from '../lab/start-lab.ts';
import { renderMetrics, renderTraces } from '../reports/formats/otlp.ts';
import type { Environment } from '../reports/format.ts';
import { runCli, temporaryFolder } from './cli-run.ts';
import { closedPort, type LocalServer, serveHttp, serveTcp } from './local-server.ts';
import { assertMessage, metricsRequest, traceRequest } from './otlp-message.ts';
import { sampleNoGo } from './sample-verdict.ts';

const secret = 'Bearer s3cr3t-of-the-collector';
const endpoint = (url: string, headers?: string): Environment => ({ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_EXPORTER_OTLP_HEADERS: headers });

const exporters: [sentence: string, environment: Environment, expected: ReturnType<typeof exporterOf> | RegExp][] = [
  ['nothing is nobody', {}, null],
  ['a blank is nobody', endpoint(' '), null],
  ['signals stand below the endpoint', endpoint('https://c.example:4318'), { origin: 'https://c.example:4318', traces: 'https://c.example:4318/v1/traces', metrics: 'https://c.example:4318/v1/metrics', headers: {} }],
  ['a path is kept', endpoint('https://c.example/otlp//'), { origin: 'https://c.example', traces: 'https://c.example/otlp/v1/traces', metrics: 'https://c.example/otlp/v1/metrics', headers: {} }],
  ['headers are decoded', endpoint('http://c.example', 'Authorization=Bearer%20a%3Db, x-team = t=1 ,'), { origin: 'http://c.example', traces: 'http://c.example/v1/traces', metrics: 'http://c.example/v1/metrics', headers: { authorization: 'Bearer a=b', 'x-team': 't=1' } }],
  ['what is no URL is told', endpoint('collector:4318'), /^OTEL_EXPORTER_OTLP_ENDPOINT is no http or https URL$/],
  ['credentials in it are told and not repeated', endpoint('https://me:hunter2@c.example'), /^OTEL_EXPORTER_OTLP_ENDPOINT must not carry a user name or password: [^2]*$/],
  ['a header without name is told and not repeated', endpoint('https://c.example', 'hunter2'), /^OTEL_EXPORTER_OTLP_HEADERS must be NAME=VALUE pairs with commas between them, percent-encoded$/],
  ['a header of two lines is told', endpoint('https://c.example', 'a=b%0d%0ax: y'), /^OTEL_EXPORTER_OTLP_HEADERS must be/],
];
for (const [sentence, environment, expected] of exporters) {
  test(`the collector: ${sentence}`, () => {
    const exporter = exporterOf(environment);
    if (!(expected instanceof RegExp)) return assert.deepEqual(exporter, expected);
    assert.match(exporter !== null && 'problem' in exporter ? exporter.problem : '', expected);
  });
}

test('secrets are the values of sensitive headers and long ones, not the names of tenants', () => {
  const environment = endpoint('https://c.example', `authorization=${encodeURIComponent(secret)},x-honeycomb-team=0123456789abcdef,x-scope-orgid=production`);
  assert.deepEqual(exporterSecrets(environment), [secret, 's3cr3t-of-the-collector', '0123456789abcdef']);
  assert.deepEqual(exporterSecrets({}), []);
});

interface Received { method: string | undefined; path: string | undefined; headers: IncomingMessage['headers']; body: string }

/** A collector that keeps what it gets. */
async function startCollector(answer: (response: ServerResponse, path: string) => void): Promise<LocalServer & { received: Received[] }> {
  const received: Received[] = [];
  const server = await serveHttp((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => { body += chunk; }).on('end', () => {
      received.push({ method: request.method, path: request.url, headers: request.headers, body });
      answer(response, request.url ?? '');
    });
  });
  return Object.assign(server, { received });
}

/** The files as a run leaves them. */
async function reports(): Promise<string> {
  const folder = await temporaryFolder();
  writeFileSync(join(folder, 'otlp-traces.json'), renderTraces(sampleNoGo(), { environment: {} }));
  writeFileSync(join(folder, 'otlp-metrics.json'), renderMetrics(sampleNoGo()));
  return folder;
}

describe('sending', () => {
  test('both files arrive as messages of the protocol, with the headers', async (t) => {
    const collector = await startCollector((response) => response.end('{}'));
    t.after(() => collector.close());
    assert.deepEqual(await sendOtlp(await reports(), endpoint(`${collector.url}/otlp`, `authorization=${encodeURIComponent(secret)},content-type=text/plain`)), []);
    const at = (path: string) => collector.received.find((one) => one.path === path);
    assert.equal(collector.received.length, 2);
    for (const [path, type] of [['/otlp/v1/traces', traceRequest], ['/otlp/v1/metrics', metricsRequest]] as const) {
      const got = at(path);
      assert.deepEqual([got?.method, got?.headers['content-type'], got?.headers.authorization], ['POST', 'application/json', secret]);
      assertMessage(type, got?.body ?? '');
    }
  });

  test('nobody is asked where no collector is named', async () => assert.deepEqual(await sendOtlp(await reports(), {}), []));

  const answers: [sentence: string, answer: (response: ServerResponse) => void, why: string][] = [
    ['refuses', (response) => void response.writeHead(401).end(secret), 'it answered 401'],
    ['is broken, and is asked once', (response) => void response.writeHead(503, { 'retry-after': '1' }).end(), 'it answered 503'],
    ['sends elsewhere', (response) => void response.writeHead(307, { location: '/elsewhere' }).end(), 'it answered 307'],
    ['hangs up', (response) => void response.destroy(), 'no answer (UND_ERR_SOCKET)'],
  ];
  for (const [sentence, answer, why] of answers) {
    test(`a collector that ${sentence} is told`, async (t) => {
      const collector = await startCollector(answer);
      t.after(() => collector.close());
      const told = await sendOtlp(await reports(), endpoint(collector.url, `authorization=${encodeURIComponent(secret)}`));
      assert.deepEqual(told, ['otlp-traces.json', 'otlp-metrics.json'].map((file) => `${file} was not taken by ${collector.url}: ${why}`));
      assert.equal(collector.received.length, 2);
    });
  }

  test('a collector that never answers, or never stops, costs 5 s', async (t) => {
    const collector = await startCollector((response, path) => {
      if (path === '/v1/metrics') return;
      const more = setInterval(() => response.write('x'.repeat(1000)), 50);
      response.on('close', () => clearInterval(more));
    });
    t.after(() => collector.close());
    const start = performance.now();
    const told = await sendOtlp(await reports(), endpoint(collector.url));
    assert.deepEqual(told, ['otlp-traces.json', 'otlp-metrics.json'].map((file) => `${file} was not taken by ${collector.url}: no answer within 5 s`));
    assert.ok(performance.now() - start < 9000);
  });

  test('an endless answer is read in part', async (t) => {
    const collector = await startCollector((response) => void response.end('x'.repeat(20_000_000)));
    t.after(() => collector.close());
    assert.deepEqual(await sendOtlp(await reports(), endpoint(collector.url)), []);
  });

  test('a collector that speaks something else, and none at all, are told', async (t) => {
    const other = await serveTcp((socket) => void socket.write('\0\0\x12\x04\0\0\0\0\0'));
    t.after(() => other.close());
    const whys = async (url: string) => (await sendOtlp(await reports(), endpoint(url))).map((sentence) => sentence.replace(/^.*: /, ''));
    assert.deepEqual(await whys(other.url), Array(2).fill('no answer (HTTPParserError)'));
    assert.deepEqual(await whys(`http://127.0.0.1:${await closedPort()}`), Array(2).fill('no answer (ECONNREFUSED)'));
  });

  test('files that are missing or too large stay', async (t) => {
    const collector = await startCollector((response) => response.end());
    t.after(() => collector.close());
    const folder = await temporaryFolder();
    writeFileSync(join(folder, 'otlp-traces.json'), '');
    truncateSync(join(folder, 'otlp-traces.json'), 17_000_000);
    assert.deepEqual(await sendOtlp(folder, endpoint(collector.url)), [`otlp-traces.json was not taken by ${collector.url}: it has more than 16 MB`, `otlp-metrics.json was not taken by ${collector.url}: it was not written`]);
    assert.deepEqual(collector.received, []);
  });
});

describe('the real command', () => {
  test('sends what it wrote, and neither a collector nor its absence changes the verdict or shows a secret', async (t) => {
    const collector = await startCollector((response) => response.end('{}'));
    const lab = await startLab({ fault: null, shop: await loadShop() });
    t.after(() => Promise.all([collector.close(), lab.close()]));
    const run = async (url: string, format: string) => {
      const output = join(await temporaryFolder(), 'report');
      const end = await runCli([lab.shopUrl, '--api', 'GET /partner/v1/status', '--format', format], { output, environment: { OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_EXPORTER_OTLP_HEADERS: `authorization=${encodeURIComponent(secret)}` } });
      const files = readdirSync(output, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
      for (const text of [end.stdout, end.stderr, ...files]) assert.doesNotMatch(text, /s3cr3t/);
      return { ...end, output };
    };
    const sent = await run(collector.url, 'otlp');
    assert.deepEqual([sent.code, /warning/.test(sent.stderr)], [0, false], sent.stderr);
    assert.deepEqual(collector.received.map(({ body }) => body).toSorted(), ['otlp-metrics.json', 'otlp-traces.json'].map((file) => readFileSync(join(sent.output, file), 'utf8')).toSorted());
    const lost = await run(`http://127.0.0.1:${await closedPort()}`, 'otlp');
    assert.equal(lost.code, 0);
    assert.equal(lost.stderr.match(/^warning: otlp-\w+\.json was not taken by http:\/\/127\.0\.0\.1:\d+: no answer \(ECONNREFUSED\)$/gm)?.length, 2, lost.stderr);
    await run(collector.url, 'summary');
    assert.equal(collector.received.length, 2);
  });
});

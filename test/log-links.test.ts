import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readGate } from '../config/schema.ts';
import { webAddress } from '../reports/web-address.ts';
import { failingTraces } from '../reports/collect.ts';
import { type LogPlace, type LogWindow, logLinks, windowOf } from '../verdict/log-links.ts';
import type { Observation } from '../verdict/observation.ts';
import { sampleCheck } from './sample-verdict.ts';

const window: LogWindow = { from: Date.parse('2026-03-07T01:57:04Z'), to: Date.parse('2026-03-07T01:59:45Z'), run: 'run-7', service: 'shop & cart', traces: ['a'.repeat(32), 'b'.repeat(32)] };
const link = (place: LogPlace, changes: Partial<LogWindow> = {}) => {
  const url = logLinks([place], { ...window, ...changes })[0]?.url ?? '';
  // Reports show nothing but this, which must not change what the address means.
  assert.ok(webAddress(url) !== null, url);
  return new URL(webAddress(url) ?? '');
};

describe('links to logs', () => {
  test('a plain address is filled, and every value is encoded', () => {
    const url = link({ kind: 'url', name: 'n', url: 'https://logs.example/{run}?s={service}&from={from}&to={toMs}&q={traces}&own={}' });
    assert.equal(url.pathname, '/run-7');
    assert.deepEqual(Object.fromEntries(url.searchParams), { s: 'shop & cart', from: '2026-03-07T01:57:04.000Z', to: '1772848785000', q: `${'a'.repeat(32)} OR ${'b'.repeat(32)}`, own: '{}' });
  });

  test('Splunk gets a search and seconds', () => {
    const { searchParams } = link({ kind: 'splunk', name: 'n', url: 'https://splunk.example/en-US/app/search/search?ns=x', query: 'index=shop service="{service}" ({traces})' });
    assert.deepEqual(Object.fromEntries(searchParams), { ns: 'x', q: `search index=shop service="shop & cart" (${'a'.repeat(32)} OR ${'b'.repeat(32)})`, earliest: '1772848624', latest: '1772848785' });
    assert.equal(link({ kind: 'splunk', name: 'n', url: 'https://splunk.example/', query: '| tstats count' }).searchParams.get('q'), '| tstats count');
  });

  test('Datadog gets milliseconds', () => {
    const { searchParams } = link({ kind: 'datadog', name: 'n', url: 'https://app.datadoghq.eu/logs', query: 'service:shop @run:{run}' });
    assert.deepEqual(Object.fromEntries(searchParams), { query: 'service:shop @run:run-7', from_ts: '1772848624000', to_ts: '1772848785000', live: 'false' });
  });

  test('Kibana and OpenSearch get Rison, in which quotation marks are escaped', () => {
    const { hash, pathname } = link({ kind: 'kibana', name: 'n', url: 'https://kibana.example/app/discover#/', index: 'logs-*', query: "message:\"it's\" and run:{run}!" });
    assert.equal(pathname, '/app/discover');
    const [, g = '', a = ''] = /^#\/\?_g=(.*)&_a=(.*)$/.exec(hash) ?? [];
    assert.equal(decodeURIComponent(g), "(time:(from:'2026-03-07T01:57:04.000Z',to:'2026-03-07T01:59:45.000Z'))");
    assert.equal(decodeURIComponent(a), "(index:'logs-*',query:(language:kuery,query:'message:\"it!'s\" and run:run-7!!'))");
  });

  test('Grafana gets one pane of Explore as JSON, and braces that are no place stay', () => {
    const { searchParams } = link({ kind: 'loki', name: 'n', url: 'https://grafana.example/explore', datasource: 'P1', query: '{app="shop"} |~ "{tracePattern}"' });
    assert.equal(searchParams.get('schemaVersion'), '1');
    assert.deepEqual(JSON.parse(searchParams.get('panes') ?? ''), {
      logs: { datasource: 'P1', queries: [{ refId: 'A', expr: `{app="shop"} |~ "${'a'.repeat(32)}|${'b'.repeat(32)}"`, datasource: { type: 'loki', uid: 'P1' } }], range: { from: '1772848624000', to: '1772848785000' } },
    });
  });

  test('CloudWatch gets its own notation', () => {
    const { href } = link({ kind: 'cloudwatch', name: 'n', region: 'eu-central-1', groups: ['/ecs/shop', 'other'], query: "filter @message like '{run}'" });
    assert.equal(href, "https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#logsV2:logs-insights$3FqueryDetail$3D~(end~'2026-03-07T01*3a59*3a45.000Z~start~'2026-03-07T01*3a57*3a04.000Z~timeType~'ABSOLUTE~tz~'UTC~editorString~'filter*20*40message*20like*20*27run-7*27~source~(~'*2fecs*2fshop~'other))");
  });

  test('without a failing request the run id is looked for, and never more than ten trace ids', () => {
    const place: LogPlace = { kind: 'url', name: 'n', url: 'https://logs.example/?q={traces}' };
    assert.equal(link(place, { traces: [] }).searchParams.get('q'), 'run-7');
    assert.equal(link(place, { traces: Array.from({ length: 50 }, () => 'c'.repeat(32)) }).searchParams.get('q')?.split(' OR ').length, 10);
  });

  const windows: [what: string, deployedAt: string | null, from: string][] = [
    ['nobody said when the deploy was', null, '2026-03-07T01:57:00.000Z'],
    ['the deploy was before the run', '2026-03-07T01:40:00.000Z', '2026-03-07T01:39:00.000Z'],
    ['the deploy was days ago', '2026-03-01T01:40:00.000Z', '2026-03-07T01:57:00.000Z'],
    ['the deploy is told to be after the start', '2026-03-07T01:58:30.000Z', '2026-03-07T01:57:00.000Z'],
  ];
  for (const [what, deployedAt, from] of windows) {
    test(`the window when ${what}`, () => {
      const found = windowOf({ startedAt: '2026-03-07T01:58:00.000Z', finishedAt: '2026-03-07T01:59:00.000Z', deployedAt });
      assert.deepEqual([new Date(found.from).toISOString(), new Date(found.to).toISOString()], [from, '2026-03-07T02:00:00.000Z']);
    });
  }

  test('trace ids are those of journeys that did not pass', () => {
    const journey = (subject: string, trace: string): [string, Observation] => [subject, { kind: 'api', subject, startedAt: '', durationMs: 1, trace, steps: [], reuse: null }];
    const results = [sampleCheck({ id: 'api:a', kind: 'api', outcome: 'fail' }), sampleCheck({ id: 'api:b', kind: 'api' }), sampleCheck({ id: 'page:/:console', outcome: 'fail' })];
    assert.deepEqual(failingTraces(results, new Map([journey('api:a', 'aa'), journey('api:b', 'bb')])), ['aa']);
  });
});

describe('the configuration of logs', () => {
  const refused: [links: unknown, problem: RegExp][] = [
    [[{ kind: 'url', name: 'n', url: 'logs.example' }], /logs\.links\[0\]\.url/],
    [[{ kind: 'url', name: 'n', url: 'https://x.example/{trace}' }], /logs\.links\[0\]\.url has the place \{trace\}, which is not known: it must be \{run\}, \{service\}/],
    [[{ kind: 'splunk', name: 'n', url: 'https://x.example', query: '' }], /logs\.links\[0\]\.query must be a text/],
    [[{ kind: 'elk', name: 'n' }], /^logs\.links\[0\]\.kind must be one of url, splunk, datadog, kibana, loki or cloudwatch, but is "elk"\.$/],
    [[{ name: 'n' }], /^logs\.links\[0\]\.kind is missing: it must be one of url, /],
    [[{ kind: 'cloudwatch', name: 'n', region: 'Frankfurt', groups: ['g'], query: 'q' }], /region must be a region such as eu-central-1/],
    [[{ kind: 'loki', name: 'n', url: 'https://x.example', datasource: 'd', query: 'q', querry: 'x' }], /querry is not a known key/],
    [[{ kind: 'url', name: 'n', url: 'https://a.example' }, { kind: 'url', name: 'n', url: 'https://b.example' }], /must differ from the one at \[0\]/],
  ];
  for (const [links, problem] of refused) {
    test(`refuses ${JSON.stringify(links)}`, () => {
      const read = readGate({ logs: { links } });
      assert.match('problems' in read ? read.problems.join('\n') : 'accepted', problem);
    });
  }
  test('takes braces of a query that are no place', () => {
    const read = readGate({ logs: { service: 'shop', links: [{ kind: 'loki', name: 'Loki', url: 'https://grafana.example/explore', datasource: 'd', query: '{app="{service}"} |= "{run}"' }] } });
    assert.ok('gate' in read, JSON.stringify(read));
  });
});

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Listening, listen } from '../lab/listen.ts';
import { createPartnerApi } from '../lab/partner-api.ts';
import { partnerFaults } from '../lab/partner-faults.ts';
import { partnerJourneys } from '../lab/partner-journeys.ts';
import { type CliEnd, runCli, temporaryFolder } from './cli-run.ts';

// Every fault at a server of its own, all in one run of the real command; and the same journeys where nothing is broken.

const servers: Listening[] = [];
after(() => Promise.all(servers.map((server) => server.close())));

/** Where a partner API listens. */
async function open(serve: (typeof partnerFaults)[number]['serve'] = (partner) => partner): Promise<string> {
  const server = await listen(serve(createPartnerApi({ release: '2026.6.3' })));
  servers.push(server);
  return `http://127.0.0.1:${server.port}`;
}

async function judge(partners: { name: string; baseUrl: string; journeys: object[] }[]): Promise<CliEnd> {
  const config = join(await temporaryFolder(), 'gonogo.config.json');
  writeFileSync(config, JSON.stringify({ targets: { shop: { url: 'http://127.0.0.1/' } }, partners }));
  return runCli(['--config', config, '--format', 'summary']);
}

describe('faults of a partner API', () => {
  let end: CliEnd;
  before(async () => {
    end = await judge(await Promise.all(partnerFaults.map(async ({ id, journey, serve, baseUrl }) => ({ name: id, baseUrl: baseUrl ?? (await open(serve)), journeys: [{ name: journey, steps: partnerJourneys[journey] }] }))));
  });

  it('the run as a whole is a NO_GO', () => {
    assert.equal(end.code, 20, end.stdout);
    assert.deepEqual([end.verdict?.coverage.planned, end.verdict?.coverage.executed], [partnerFaults.length, partnerFaults.length]);
  });

  for (const { id, title, journey, outcome, told: [code, attribution, words] } of partnerFaults) {
    it(`${id}: ${title}`, () => {
      const check = end.verdict?.checks.find((one) => one.id === `api:${id}/${journey}`);
      const told = (check?.findings ?? []).map((finding) => `${finding.code} ${finding.attribution} ${finding.severity}: ${finding.message}`).join('\n');
      assert.equal(check?.outcome, outcome, told);
      const found = check.findings.find((finding) => finding.code === code && words.test(finding.message));
      assert.ok(found, told);
      assert.equal(found.attribution, attribution, told);
      assert.ok(outcome === 'fail' || check.findings.every(({ severity }) => severity !== 'critical'), told);
    });
  }
});

it('where nothing is broken the same journeys are a GO, and leave nothing behind', async () => {
  const baseUrl = await open();
  const end = await judge(Object.entries(partnerJourneys).map(([name, steps]) => ({ name, baseUrl, journeys: [{ name, steps }] })));
  assert.deepEqual([end.code, end.verdict?.warnings], [0, []], end.stdout);
  const { orders } = (await (await fetch(`${baseUrl}/v1/orders`)).json()) as { orders: { id: string }[] };
  assert.deepEqual(orders.map(({ id }) => id).filter((id) => !/^ord_104[4-8]$/.test(id)), []);
});

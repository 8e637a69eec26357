import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { runCli, temporaryFolder } from './cli-run.ts';
import { assertOrderly, measures, pages } from './trouble.ts';
import { type TroubleServers, startTroubleServers } from './trouble-server.ts';

let servers: TroubleServers;
before(async () => {
  servers = await startTroubleServers();
});
after(() => servers.close());

it('hostile text from a page drives neither terminal, pipeline nor reports', async (test) => {
  const output = join(await temporaryFolder(), 'report');
  const end = await runCli(pages('/hostile')(servers), { output });
  test.diagnostic(measures(end));
  assert.equal(end.code, 20, `${end.stdout}\n${end.stderr}`);
  const read = (file: string): [string, string] => [file, readFileSync(join(output, file), 'utf8')];
  const texts = new Map([['stdout', end.stdout], ['stderr', end.stderr], read('summary.md'), read('junit.xml'), read('runner.log')]);
  for (const where of ['stdout', 'summary.md', 'junit.xml']) assert.match(texts.get(where) ?? '', /injected/, `${where} tells the hostile text at all`);
  for (const [where, text] of texts) {
    assert.doesNotMatch(text, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/, `control characters in ${where}`);
    assert.doesNotMatch(text, /::error::|::set-output|##vso\[|##octopus\[|##teamcity\[|SPINNAKER_PROPERTY/, `a command of a CI server in ${where}`);
    assert.doesNotMatch(text, /<script>|<img|<testcase name="fake"/, `markup in ${where}`);
    assert.ok(text.length < 100_000, `${where} has ${text.length} characters`);
  }
  const [, report] = read('report.html');
  assert.match(report, /injected/, 'report.html tells the hostile text at all');
  assert.equal(report.match(/<script/g)?.length, 1, 'no script but its own in report.html');
  assert.doesNotMatch(report.replace(/<style>[^]*?<\/style>|<script>[^]*?<\/script>/g, ''), /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|::|##|SPINNAKER_PROPERTY/, 'control characters or commands in report.html');
  assertOrderly(end);
});

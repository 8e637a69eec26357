import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type TaskCommand, commandFromString } from 'azure-pipelines-task-lib/taskcommand.js';
import { forVariable } from '../verdict/neutralise.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { announced } from './announced.ts';
import { sampleFinding, sampleInconclusive, sampleNoGo, sampleReason, samples, sampleVerdict } from './sample-verdict.ts';

/** Microsoft's own reader and writer of logging commands. The reader leaves the percent sign of newer agents in place. */
function read(line: string): TaskCommand {
  const command = commandFromString(line);
  const properties = Object.entries(command.properties).map(([name, value]) => [name, plain(value)] as const);
  return Object.assign(command, { properties: Object.fromEntries(properties), message: plain(command.message) });
}

function plain(text: string): string {
  return text.replaceAll('%AZP25', '%');
}

for (const [name, sample] of Object.entries(samples)) {
  describe(name, () => {
    test('every line is one command that Microsoft reads back and writes the same', async () => {
      for (const line of await announced(sample(), 'azure')) {
        assert.equal(line.match(/##vso\[/g)?.length, 1);
        assert.ok(line.length < 5000, `${line.length}`);
        const command = read(line);
        assert.match(command.command, /^task\.(logissue|setvariable|uploadsummary|complete)$/);
        assert.doesNotMatch(command.message, /##|::|[\r\n]/);
        assert.equal(command.toString(), line);
      }
    });

    test('the outputs and the result are of this verdict', async () => {
      const verdict = sample();
      const commands = (await announced(verdict, 'azure', {}, '/w/reports')).map(read);
      const outputs = commands.filter(({ command }) => command === 'task.setvariable').map(({ properties, message }) => [properties.variable, properties.isOutput, message]);
      assert.deepEqual(outputs, [['verdict', 'true', verdict.verdict], ['go', 'true', String(verdict.go)], ['reason', 'true', forVariable(verdict.summary.line)]]);
      assert.deepEqual(commands.filter(({ command }) => command === 'task.uploadsummary').map(({ message }) => message), ['/w/reports/gonogo.md']);
      assert.ok(commands.filter(({ command }) => command === 'task.logissue').length <= 10);
      assert.equal(commands.at(-1)?.command, 'task.complete');
    });
  });
}

const warned = sampleVerdict({ warnings: [sampleReason('release', sampleFinding({ code: 'X', message: 'odd' }))] });
const results: [string, Verdict, string][] = [
  ['GO', sampleVerdict(), 'Succeeded'],
  ['GO with warnings', warned, 'SucceededWithIssues'],
  ['NO_GO', sampleNoGo(), 'Failed'],
  ['NO_GO, overridden', { ...sampleNoGo(), go: true }, 'SucceededWithIssues'],
  ['INCONCLUSIVE', sampleInconclusive(), 'Failed'],
];
for (const [name, verdict, result] of results) {
  test(`${name} completes the step as ${result}`, async () => {
    assert.equal(read((await announced(verdict, 'azure')).at(-1) ?? '').properties.result, result);
  });
}

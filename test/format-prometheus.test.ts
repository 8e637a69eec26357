import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { renderPrometheus } from '../reports/formats/prometheus.ts';
import { checkMetrics, providePromtool } from './promtool.ts';
import { sampleCheck, sampleNoGo, samples, sampleVerdict } from './sample-verdict.ts';

let promtool = '';
before(() => { promtool = providePromtool(); });

/** Samples by name and labels; a series that is there twice is an error. */
function read(text: string): Map<string, number> {
  const series = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const read = new Map(series.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]));
  assert.equal(read.size, series.length, 'a series is there twice');
  return read;
}

for (const [name, sample] of Object.entries(samples)) {
  test(`${name}: promtool has nothing to say`, () => {
    const text = renderPrometheus(sample());
    assert.equal(checkMetrics(promtool, text), '');
    read(text);
  });
}

test('promtool does find what is wrong', () => assert.notEqual(checkMetrics(promtool, 'a{x="1} 1\n'), ''));

test('the figures are those of the verdict', () => {
  const values = read(renderPrometheus(sampleNoGo()));
  const common = 'target="shop",environment="production"';
  const expected: Record<string, number> = {
    [`gonogo_go{${common}}`]: 0,
    [`gonogo_verdict{${common},verdict="GO"}`]: 0,
    [`gonogo_verdict{${common},verdict="NO_GO"}`]: 1,
    [`gonogo_run_finished_timestamp_seconds{${common}}`]: 1_772_848_725.2,
    [`gonogo_run_duration_seconds{${common}}`]: 41.2,
    [`gonogo_release_info{${common},expected="2026.3.1",observed="2026.3.1",match="true"}`]: 1,
    [`gonogo_checks{${common},outcome="fail"}`]: 3,
    [`gonogo_check_passed{${common},check="white-screen:/checkout",kind="white-screen",severity="blocker"}`]: 0,
    [`gonogo_check_passed{${common},check="api:stock",kind="api",severity="critical"}`]: 1,
    [`gonogo_check_duration_seconds{${common},check="white-screen:/checkout",kind="white-screen",severity="blocker"}`]: 9.2,
  };
  for (const [series, value] of Object.entries(expected)) assert.equal(values.get(series), value, series);
});

test('the life of a credential is a figure of the checks that were given one', () => {
  const checks = [sampleCheck({ id: 'a', metrics: { credentialLifeS: -90 } }), sampleCheck({ id: 'b', metrics: { calls: 1 } })];
  const text = renderPrometheus(sampleVerdict({ checks }));
  const lives = [...read(text)].filter(([series]) => series.startsWith('gonogo_check_credential_left_seconds'));
  assert.deepEqual(lives.map(([series, value]) => [/check="(\w+)"/.exec(series)?.[1], value]), [['a', -90]]);
  assert.equal(checkMetrics(promtool, text), '');
});

test('checks whose ids begin alike stay apart', () => {
  const checks = ['a', 'b'].map((end) => sampleCheck({ id: 'x'.repeat(300) + end }));
  const text = renderPrometheus(sampleVerdict({ checks }));
  read(text);
  assert.equal(checkMetrics(promtool, text), '');
});

test('a run without checks still has a verdict', () => assert.equal(checkMetrics(promtool, renderPrometheus(sampleVerdict({ checks: [] }))), ''));

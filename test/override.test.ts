import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { override } from '../cli/commands/override.ts';
import { countedVerdict } from '../cli/counted-verdict.ts';
import type { OverrideOptions } from '../cli/override-options.ts';
import { decide } from '../gate/decision.ts';
import { signPayload, statementPayloadType } from '../reports/dsse.ts';
import type { ReportSources } from '../reports/format.ts';
import { renderStatement } from '../reports/formats/in-toto.ts';
import { loadFormats } from '../reports/load-formats.ts';
import { renderTerminal } from '../reports/terminal.ts';
import { exitCode } from '../verdict/exit-code.ts';
import { applyOverride } from '../verdict/override.ts';
import type { Plan } from '../verdict/plan.ts';
import { readVerdict } from '../verdict/read-verdict.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { encodeVerdict } from '../verdict/wire.ts';
import { schemaErrors, temporaryFolder } from './cli-run.ts';
import { sampleInconclusive, sampleNoGo, sampleVerdict } from './sample-verdict.ts';

const main = join(import.meta.dirname, '../cli/main.ts');
const pair = generateKeyPairSync('ed25519');
const asked: Omit<OverrideOptions, 'path'> = { reason: 'Only the help page is white', by: 'Ann Lee', ticket: 'OPS-812', expiresMs: 7_200_000, signKey: null };
let root: string;
const at = (name: string, ...more: string[]) => join(root, name, ...more);

before(async () => {
  root = await temporaryFolder();
  writeFileSync(at('key.pem'), pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(at('pub.pem'), pair.publicKey.export({ type: 'spki', format: 'pem' }));
});

/** A sample as of now, since an old verdict cannot be overridden. */
function fresh(verdict: Verdict): Verdict {
  return { ...verdict, timing: { ...verdict.timing, finishedAt: new Date(Date.now() - 60_000).toISOString() } };
}

/** Leaves a folder as a run does. */
function leave(name: string, verdict: Verdict, { signed = false, plan = {} }: { signed?: boolean; plan?: Partial<Plan> } = {}): string {
  rmSync(at(name), { recursive: true, force: true });
  mkdirSync(at(name), { recursive: true });
  writeFileSync(at(name, 'plan.json'), JSON.stringify({ schema: 'gonogo.plan/v1', run: verdict.id, target: verdict.target, release: verdict.release.expected, formats: ['summary', 'junit'], checks: [], ...plan }));
  writeFileSync(at(name, 'verdict.json'), encodeVerdict(verdict));
  if (signed) writeFileSync(at(name, 'in-toto.dsse.json'), signPayload(statementPayloadType, Buffer.from(renderStatement(verdict)), pair.privateKey));
  return at(name);
}

function gonogo(...args: string[]) {
  return spawnSync(process.execPath, [main, ...args], { cwd: root, encoding: 'utf8', env: { PATH: process.env.PATH, NO_COLOR: '1' } });
}

const read = (name: string): Verdict => JSON.parse(readFileSync(at(name, 'verdict.json'), 'utf8')) as Verdict;
const arguments_ = ['--reason', asked.reason, '--by', asked.by, '--ticket', 'OPS-812', '--expires', '2h'];

describe('a signed NO_GO that is overridden', () => {
  let before_: string;
  let result: ReturnType<typeof gonogo>;
  before(() => {
    leave('signed', fresh(sampleNoGo()), { signed: true });
    before_ = readFileSync(at('signed', 'verdict.json'), 'utf8');
    result = gonogo('override', 'signed', ...arguments_, '--sign-key', 'key.pem');
  });

  test('lets the pipeline go on, and says loudly why, by whom, and until when', () => {
    assert.deepEqual([result.status, result.stderr], [0, '']);
    assert.match(result.stdout, /✘ NO_GO[^]*⚠ OVERRIDDEN until \d{4}-\d\d-\d\d \d\d:\d\d UTC by Ann Lee, OPS-812\n {4}Only the help page is white/);
    assert.match(result.stdout, /exit code 0/);
  });

  test('keeps the verdict, its reasons, and the original file as it was', () => {
    const verdict = read('signed');
    assert.deepEqual(schemaErrors(verdict), []);
    assert.deepEqual([verdict.verdict, verdict.go, verdict.override?.by, verdict.override?.original.verdict], ['NO_GO', true, 'Ann Lee', 'NO_GO']);
    assert.deepEqual(verdict.reasons, sampleNoGo().reasons);
    assert.equal(Date.parse(verdict.override?.expires ?? '') - Date.parse(verdict.override?.at ?? ''), 7_200_000);
    assert.equal(readFileSync(at('signed', 'verdict-original.json'), 'utf8'), before_);
    assert.equal(verdict.override?.original.sha256, createHash('sha256').update(before_).digest('hex'));
    assert.ok(existsSync(at('signed', 'in-toto-original.dsse.json')));
    assert.equal(verdict.timeline.at(-1)?.event, 'override');
    assert.match(readFileSync(at('signed', 'summary.md'), 'utf8'), /> ⚠️ \*\*OVERRIDDEN until/);
  });

  test('is proven by its signature, and answered with 0', () => {
    const { status, stdout, stderr } = gonogo('judge', '--verify', 'signed/in-toto.dsse.json', '--key', 'pub.pem');
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, /^OVERRIDDEN until .* by Ann Lee/);
  });

  test('is shown as it counts', () => assert.match(gonogo('show', 'signed').stdout, /OVERRIDDEN until[^]*exit code 0/));

  test('is refused by judge and show when the verdict was edited since, or the original is another one', () => {
    const edits: [name: string, edit: (verdict: Verdict) => void][] = [
      ['verdict.json', (verdict) => void (verdict.reasons.length = 1)],
      ['verdict.json', (verdict) => void (verdict.override && (verdict.override.expires = new Date(Date.parse(verdict.override.at) + 86_400_000).toISOString()))],
      ['verdict-original.json', (verdict) => void (verdict.reasons.length = 1)],
    ];
    for (const [name, edit] of edits) {
      rmSync(at('edited'), { recursive: true, force: true });
      cpSync(at('signed'), at('edited'), { recursive: true });
      const verdict = JSON.parse(readFileSync(at('edited', name), 'utf8')) as Verdict;
      edit(verdict);
      writeFileSync(at('edited', name), encodeVerdict(verdict));
      const { status, stderr } = gonogo('judge', '--verify', 'edited/in-toto.dsse.json', '--key', 'pub.pem');
      assert.equal(status, 2, stderr);
    }
    assert.equal(gonogo('show', 'edited').status, 2);
  });

  test('cannot be overridden again while it lasts', async () => {
    await assert.rejects(override({ ...asked, path: at('signed'), signKey: at('key.pem') }), /is overridden already, by Ann Lee until/);
  });

  test('counts no longer once the time is over', async () => {
    const verdict = read('signed');
    const later = new Date(Date.parse(verdict.override?.expires ?? ''));
    const counted = await countedVerdict(verdict, at('signed'), later);
    assert.ok('verdict' in counted);
    assert.deepEqual([counted.verdict.go, exitCode(counted.verdict, 'verdict')], [false, 20]);
    assert.match(counted.verdict.summary.line, /^OVERRIDE ENDED at/);
    assert.match(renderTerminal(counted.verdict, { columns: 80, color: false, directory: 'd', report: 'r' }), /⚠ ENDED[^]*The override has ended[^]*exit code 20/);
    const just = await countedVerdict(verdict, at('signed'), new Date(later.getTime() - 1));
    assert.equal('verdict' in just && just.verdict.go, true);
  });
});

describe('what cannot be overridden', () => {
  const day = 86_400_000;
  const refused: [what: string, prepare: () => string, message: RegExp, options?: Partial<OverrideOptions>][] = [
    ['a GO', () => leave('go', fresh(sampleVerdict())), /is a GO: there is nothing to override/],
    ['nothing', () => at('nowhere'), /There is no verdict\.json/],
    ['a verdict without its plan', () => { rmSync(join(leave('alone', fresh(sampleNoGo())), 'plan.json')); return at('alone'); }, /There is no plan\.json/],
    ['a verdict of another run', () => leave('run', fresh(sampleNoGo()), { plan: { run: 'run-other' } }), /is of another run than the plan\.json/],
    ['a verdict of another release', () => leave('release', fresh(sampleNoGo()), { plan: { release: '2026.9.9' } }), /another target or release/],
    ['a verdict of another target', () => leave('target', fresh(sampleNoGo()), { plan: { target: { name: 'uat', url: 'https://uat.example', environment: 'uat' } } }), /another target or release/],
    ['a verdict of the day before', () => leave('old', { ...sampleNoGo(), timing: { ...sampleNoGo().timing, finishedAt: new Date(Date.now() - day - 60_000).toISOString() } }), /is 24 h 1 min old, and says nothing about now/],
    ['a signed verdict without a key', () => leave('keyless', fresh(sampleNoGo()), { signed: true }), /is signed: give --sign-key/],
    ['a signed verdict that was edited', () => {
      const folder = leave('forged', fresh(sampleNoGo()), { signed: true });
      writeFileSync(join(folder, 'verdict.json'), encodeVerdict({ ...fresh(sampleNoGo()), warnings: [] }));
      return folder;
    }, /was edited since it was signed/, { signKey: 'key.pem' }],
    ['a verdict that says go without a decision', () => leave('liar', { ...fresh(sampleNoGo()), go: true }), /is damaged or was edited: it says go: true for NO_GO, and nobody overrode it/],
    ['a file that is no verdict', () => { writeFileSync(join(leave('junk', fresh(sampleNoGo())), 'verdict.json'), '{}'); return at('junk'); }, /is no verdict of this gonogo/],
  ];
  for (const [what, prepare, message, options = {}] of refused) {
    test(what, async () => {
      const folder = prepare();
      const file = join(folder, 'verdict.json');
      const text = existsSync(file) ? readFileSync(file, 'utf8') : null;
      await assert.rejects(override({ ...asked, path: folder, ...options, ...(options.signKey ? { signKey: at(options.signKey) } : {}) }), message);
      assert.equal(existsSync(file) ? readFileSync(file, 'utf8') : null, text);
      assert.ok(!existsSync(join(folder, 'verdict-original.json')));
    });
  }

  const usage: [args: string[], message: RegExp][] = [
    [['override'], /needs a <?dir|dir/],
    [['override', 'd', '--by', 'Ann', '--expires', '2h'], /needs --reason, --by and --expires/],
    [['override', 'd', '--reason', ' ', '--by', 'Ann', '--expires', '2h'], /--reason must not be empty/],
    [['override', 'd', '--reason', 'r', '--by', 'Ann', '--expires', '25h'], /--expires must be a duration/],
    [['override', 'd', '--reason', 'r'.repeat(501), '--by', 'Ann', '--expires', '2h'], /at most 500 characters, but has 501/],
  ];
  test('an override without reason, name or end', () => {
    for (const [args, message] of usage) {
      const { status, stderr } = gonogo(...args);
      assert.equal(status, 2);
      assert.match(stderr, message);
    }
  });
});

describe('a verdict document', () => {
  const decision = { reason: 'r', by: 'Ann', ticket: null, at: '2026-03-07T02:00:00.000Z', expires: '2026-03-07T04:00:00.000Z', original: { verdict: 'NO_GO', sha256: 'a' } } as const;
  const good = applyOverride(sampleNoGo(), decision);
  const cases: [what: string, verdict: Verdict, problem: RegExp | null][] = [
    ['GO', sampleVerdict(), null],
    ['NO_GO', sampleNoGo(), null],
    ['INCONCLUSIVE', sampleInconclusive(), null],
    ['NO_GO with an override', good, null],
    ['GO that does not go', { ...sampleVerdict(), go: false }, /says go: false for GO/],
    ['INCONCLUSIVE that goes', { ...sampleInconclusive(), go: true }, /says go: true for INCONCLUSIVE/],
    ['GO with an override', { ...good, verdict: 'GO' }, /although it is overridden/],
    ['an override that lasts for ever', { ...good, override: { ...decision, expires: '2027-03-07T04:00:00.000Z' } }, /longer than a day/],
    ['an override that ends before it begins', { ...good, override: { ...decision, expires: '2026-03-07T01:00:00.000Z' } }, /lasts for no time/],
  ];
  for (const [what, verdict, problem] of cases) {
    test(what, () => {
      const found = readVerdict(encodeVerdict(verdict));
      if (problem === null) assert.ok('verdict' in found, JSON.stringify(found));
      else assert.match('problem' in found ? found.problem : 'accepted', problem);
    });
  }

  test('with go and no override is never a decision of the gate', () => {
    const decided = decide({ target: 'shop', code: 0, document: encodeVerdict({ ...sampleNoGo(), go: true }), said: '' });
    assert.deepEqual([decided.verdict, decided.go], ['INCONCLUSIVE', false]);
  });

});

describe('every format tells of it', async () => {
  const verdict = applyOverride(sampleNoGo(), { reason: 'Only the help page is white', by: 'Ann Lee', ticket: 'OPS-812', at: '2026-03-07T02:00:00.000Z', expires: '2026-03-07T04:00:00.000Z', original: { verdict: 'NO_GO', sha256: 'a'.repeat(64) } });
  const environment = { GITHUB_OUTPUT: '/out', GITHUB_STEP_SUMMARY: '/summary' };
  const sources: ReportSources = { environment, directory: '/nowhere', formats: [], evidence: async () => null };
  for (const [name, format] of await loadFormats()) {
    test(name, async () => {
      const announced = format.announce?.(verdict, environment, '/nowhere') ?? { lines: [], appended: [] };
      const texts = [...announced.lines, ...announced.appended.map(({ texts: [longest = ''] }) => longest)];
      for (const { render } of format.files) texts.push(await render(verdict, sources));
      // Octopus takes its values in base64.
      const plain = texts.join('\n').replace(/(?<==')[A-Za-z0-9+/]{8,}=*(?=')/g, (value) => Buffer.from(value, 'base64').toString());
      assert.match(plain, /overrid[^]*Ann Lee/i);
    });
  }
});

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { closeSync, cpSync, ftruncateSync, mkdirSync, openSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { privateKeyOf } from '../cli/key-files.ts';
import { loadShop } from '../lab/shop-build.ts';
import { startLab } from '../lab/start-lab.ts';
import { signPayload, statementPayloadType } from '../reports/dsse.ts';
import { renderStatement } from '../reports/formats/in-toto.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { encodeVerdict } from '../verdict/wire.ts';
import { runCli, temporaryFolder } from './cli-run.ts';
import { sampleHostile, sampleInconclusive, sampleNoGo, sampleVerdict } from './sample-verdict.ts';

const main = join(import.meta.dirname, '../cli/main.ts');
const pairs = { ed25519: generateKeyPairSync('ed25519'), p256: generateKeyPairSync('ec', { namedCurve: 'P-256' }), stranger: generateKeyPairSync('ed25519') };
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const secret = { type: 'pkcs8', format: 'pem' } as const;
let folder: string;

before(async () => {
  folder = await temporaryFolder();
  for (const [name, { privateKey, publicKey }] of Object.entries({ ...pairs, rsa, p384 })) {
    writeFileSync(join(folder, `${name}.pem`), privateKey.export(secret));
    writeFileSync(join(folder, `${name}.pub.pem`), publicKey.export({ type: 'spki', format: 'pem' }));
  }
  writeFileSync(join(folder, 'sec1.pem'), pairs.p256.privateKey.export({ type: 'sec1', format: 'pem' }));
  writeFileSync(join(folder, 'locked.pem'), pairs.p256.privateKey.export({ ...secret, cipher: 'aes-256-cbc', passphrase: 'hunter2' }));
  writeFileSync(join(folder, 'cut.pem'), String(pairs.p256.privateKey.export(secret)).replace('M', ''));
  writeFileSync(join(folder, 'empty.pem'), '');
  const huge = openSync(join(folder, 'huge.json'), 'w');
  ftruncateSync(huge, 20_000_000);
  closeSync(huge);
});

function gonogo(...args: string[]) {
  return spawnSync(process.execPath, [main, ...args], { cwd: folder, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
}

/** Leaves a verdict and its envelope in a folder, as `run` does. */
function leave(name: string, verdict: Verdict, key = pairs.ed25519.privateKey): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'verdict.json'), encodeVerdict(verdict));
  writeFileSync(join(folder, name, 'in-toto.dsse.json'), signPayload(statementPayloadType, Buffer.from(renderStatement(verdict)), key));
}

describe('gonogo judge --verify', () => {
  const commit = 'c'.repeat(40);
  const verdicts: [name: string, verdict: Verdict, code: number, lines: RegExp][] = [
    ['GO', sampleVerdict(), 0, /^GO: .*\nKey [0-9a-f]{8} signed \S+; verdict\.json matches\n$/],
    ['NO_GO', sampleNoGo(), 20, /^NO_GO: .*\nKey [0-9a-f]{8} signed run-20260307-015804-4f1c; verdict\.json matches\n$/],
    ['INCONCLUSIVE', sampleInconclusive(), 21, /^INCONCLUSIVE: .*\nKey /],
    ['GO of a commit', sampleVerdict({ release: { expected: commit, observed: [commit], match: true } }), 0, /; verdict\.json and commit match\n$/],
  ];
  for (const [name, verdict, code, lines] of verdicts) {
    test(`${name} that is as it was signed is told, and answered with`, () => {
      leave('signed', verdict);
      const { status, stdout, stderr } = gonogo('judge', '--verify', 'signed/in-toto.dsse.json', '--key', 'ed25519.pub.pem');
      assert.deepEqual([status, stderr], [code, '']);
      assert.match(stdout, lines);
      for (const line of stdout.split('\n').slice(1)) assert.ok(line.length <= 80, line);
    });
  }

  test('a hostile verdict commands neither terminal nor pipeline', () => {
    leave('hostile', sampleHostile(), pairs.p256.privateKey);
    const { status, stdout } = gonogo('judge', '--verify', 'hostile/in-toto.dsse.json', '--key', 'p256.pub.pem');
    assert.notEqual(status, 2);
    assert.doesNotMatch(stdout, /::|##|SPINNAKER_|[\0-\x09\x0b-\x1f\x7f-\x9f]/i);
    assert.equal(stdout.split('\n').length, 3);
  });

  const bad: [name: string, change: () => void, args: { verify?: string; key?: string }, sentence: string | RegExp][] = [
    ['another key', () => {}, { key: 'stranger.pub.pem' }, '--verify signed/in-toto.dsse.json is not signed by the key of --key stranger.pub.pem: it was signed by another one, or changed since.'],
    ['a key of another kind', () => {}, { key: 'p256.pub.pem' }, /is not signed by the key/],
    ['a changed verdict', () => writeFileSync(join(folder, 'signed/verdict.json'), encodeVerdict({ ...sampleNoGo(), verdict: 'GO', go: true })), {}, /^--verify signed\/in-toto\.dsse\.json is not about the verdict\.json beside it: signed was the sha256 "[0-9a-f]+…, and the file has "[0-9a-f]{12}…"\.$/],
    ['a verdict with one more line break', () => writeFileSync(join(folder, 'signed/verdict.json'), `${encodeVerdict(sampleNoGo())}\n`), {}, /is not about the verdict\.json beside it/],
    ['a verdict that is none', () => writeFileSync(join(folder, 'signed/verdict.json'), '{}'), {}, /^signed\/verdict\.json is no verdict of this gonogo/],
    ['no verdict beside it', () => cpSync(join(folder, 'signed/in-toto.dsse.json'), join(folder, 'alone.json')), { verify: 'alone.json' }, 'verdict.json cannot be read (ENOENT).'],
    ['no envelope', () => {}, { verify: 'nowhere.json' }, '--verify nowhere.json cannot be read (ENOENT).'],
    ['a folder', () => {}, { verify: 'signed' }, '--verify signed cannot be read (EISDIR).'],
    ['a huge envelope', () => {}, { verify: 'huge.json' }, '--verify huge.json is too large: it may have 16 MB.'],
    ['the verdict in place of the envelope', () => {}, { verify: 'signed/verdict.json' }, '--verify signed/verdict.json is no DSSE envelope: it has no payloadType.'],
    ['another payload', () => writeFileSync(join(folder, 'signed/in-toto.dsse.json'), signPayload('::error::x', Buffer.from('{}'), pairs.ed25519.privateKey)), {}, '--verify signed/in-toto.dsse.json holds no in-toto statement, but ": :error: :x".'],
    ['no key', () => {}, { key: 'nowhere.pem' }, '--key nowhere.pem cannot be read (ENOENT).'],
    ['an empty key', () => {}, { key: 'empty.pem' }, '--key empty.pem has no public key in PEM.'],
    ['a huge key', () => {}, { key: 'huge.json' }, '--key huge.json is no key: it is too large.'],
    ['a private key', () => {}, { key: 'ed25519.pem' }, '--key ed25519.pem holds a private key: give its public key, and keep this one to who signs.'],
    ['an RSA key', () => {}, { key: 'rsa.pub.pem' }, '--key rsa.pub.pem must be an Ed25519 or ECDSA P-256 key, but is rsa.'],
    ['a key of another curve', () => {}, { key: 'p384.pub.pem' }, '--key p384.pub.pem must be an Ed25519 or ECDSA P-256 key, but is ec secp384r1.'],
  ];
  for (const [name, change, { verify = 'signed/in-toto.dsse.json', key = 'ed25519.pub.pem' }, sentence] of bad) {
    test(`${name}: ends with code 2 and one clear sentence`, () => {
      leave('signed', sampleNoGo());
      change();
      const { status, stdout, stderr } = gonogo('judge', '--verify', verify, '--key', key);
      assert.deepEqual([status, stdout], [2, '']);
      const told = /^error: (.*)\n$/.exec(stderr)?.[1] ?? stderr;
      if (typeof sentence === 'string') assert.equal(told, sentence);
      else assert.match(told, sentence);
    });
  }
});

describe('gonogo run --sign-key', () => {
  const keys: [file: string, sentence: string][] = [
    ['nowhere.pem', 'cannot be read (ENOENT).'],
    ['ed25519.pub.pem', 'has no private key in PEM.'],
    ['locked.pem', 'is encrypted: give a key without a passphrase.'],
    ['cut.pem', 'is damaged: its key cannot be read.'],
    ['rsa.pem', 'must be an Ed25519 or ECDSA P-256 key, but is rsa.'],
  ];
  for (const [file, sentence] of keys) {
    test(`${file} is refused`, () => {
      const path = join(folder, file);
      return assert.rejects(privateKeyOf('--sign-key', path), { name: 'UsageError', message: `--sign-key ${path} ${sentence}` });
    });
  }

  test('a key that cannot sign is wrong usage, and nothing is looked at', () => {
    const { status, stdout, stderr } = gonogo('run', 'http://127.0.0.1:9', '--sign-key', 'rsa.pem');
    assert.deepEqual([status, stdout, stderr], [2, '', 'error: --sign-key rsa.pem must be an Ed25519 or ECDSA P-256 key, but is rsa.\n']);
    assert.ok(!readdirSync(folder).includes('gonogo-report'));
  });

  test('the real command signs what it wrote, keeps the key to itself, and an envelope of an earlier run goes', async () => {
    const lab = await startLab({ fault: null, shop: await loadShop() });
    try {
      const output = join(folder, 'report');
      const args = [lab.shopUrl, '--api', 'GET /partner/v1/status', '--format', 'in-toto,summary'];
      const { code, stdout, stderr } = await runCli([...args, '--sign-key', join(folder, 'sec1.pem')], { output });
      assert.equal(code, 0, stderr);
      const verified = gonogo('judge', '--verify', 'report/in-toto.dsse.json', '--key', 'p256.pub.pem');
      assert.deepEqual([verified.status, verified.stderr], [0, '']);
      const { payload } = JSON.parse(readFileSync(join(output, 'in-toto.dsse.json'), 'utf8')) as { payload: string };
      assert.equal(Buffer.from(payload, 'base64').toString(), readFileSync(join(output, 'in-toto.json'), 'utf8'));
      const files = readdirSync(output, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
      const lines = readFileSync(join(folder, 'sec1.pem'), 'utf8').split('\n').slice(1, -2);
      assert.ok(lines.length > 1 && files.length > 4);
      for (const text of [stdout, stderr, ...files]) for (const line of lines) assert.ok(!text.includes(line.slice(4, 40)), 'a part of the key was written');
      assert.ok(!readFileSync(join(output, 'plan.json'), 'utf8').includes('sec1.pem'));
      await runCli(args, { output });
      assert.ok(!readdirSync(output).includes('in-toto.dsse.json'));
    } finally {
      await lab.close();
    }
  });
});

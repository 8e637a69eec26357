import assert from 'node:assert/strict';
import { type KeyObject, createHash, generateKeyPairSync, sign } from 'node:crypto';
import { describe, test } from 'node:test';
import { bundleFromJSON, bundleToJSON, toDSSEBundle } from '@sigstore/bundle';
import { dsse } from '@sigstore/core';
import { Verifier, toSignedEntity, toTrustMaterial } from '@sigstore/verify';
import { checkStatement } from '../cli/statement-check.ts';
import { type Envelope, isSignedBy, keyId, readEnvelope, signPayload, statementPayloadType } from '../reports/dsse.ts';
import { renderStatement } from '../reports/formats/in-toto.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { encodeVerdict } from '../verdict/wire.ts';
import { hostileText, sampleInconclusive, sampleNoGo, samples, sampleVerdict } from './sample-verdict.ts';

const pairs = { Ed25519: generateKeyPairSync('ed25519'), 'ECDSA P-256': generateKeyPairSync('ec', { namedCurve: 'P-256' }) };
const { privateKey, publicKey } = pairs.Ed25519;
const stranger = generateKeyPairSync('ed25519');

function envelopeOf(text: string): Envelope {
  const read = readEnvelope(text);
  assert.ok('envelope' in read, 'problem' in read ? read.problem : '');
  return read.envelope;
}

/** What sigstore's verifier says of an envelope and a key, in a bundle as it wants one: null when all is well. */
function refusalOfSigstore(text: string, key: KeyObject): string | null {
  const bundle = bundleFromJSON({ mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json', verificationMaterial: { publicKey: { hint: keyId(key) } }, dsseEnvelope: JSON.parse(text) as object });
  const trusted = toTrustMaterial({ mediaType: '', tlogs: [], ctlogs: [], certificateAuthorities: [], timestampAuthorities: [] }, () => ({ publicKey: key, validFor: () => true }));
  try {
    new Verifier(trusted, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 }).verify(toSignedEntity(bundle));
    return null;
  } catch (error) {
    return String(error);
  }
}

for (const [algorithm, pair] of Object.entries(pairs)) {
  describe(algorithm, () => {
    const digest = algorithm === 'Ed25519' ? null : 'sha256';

    test('an envelope of ours is accepted by an independent library, and not with another key or payload', () => {
      for (const sample of Object.values(samples)) {
        const text = signPayload(statementPayloadType, Buffer.from(renderStatement(sample())), pair.privateKey);
        assert.equal(refusalOfSigstore(text, pair.publicKey), null);
        assert.match(refusalOfSigstore(text, generateKeyPairSync('ed25519').publicKey) ?? '', /signature verification failed/);
        const { signatures } = JSON.parse(text) as { signatures: object[] };
        const forged = JSON.stringify({ payloadType: statementPayloadType, payload: Buffer.from('{}').toString('base64'), signatures });
        assert.match(refusalOfSigstore(forged, pair.publicKey) ?? '', /signature verification failed/);
      }
    });

    test('an envelope that the library made is accepted by ours, and not with another key', () => {
      const artifact = Buffer.from(renderStatement(sampleNoGo()));
      const signature = sign(digest, dsse.preAuthEncoding(statementPayloadType, artifact), pair.privateKey);
      const { dsseEnvelope } = bundleToJSON(toDSSEBundle({ artifact, artifactType: statementPayloadType, signature, keyHint: 'theirs' }));
      const envelope = envelopeOf(JSON.stringify(dsseEnvelope));
      assert.deepEqual([envelope.payloadType, envelope.payload], [statementPayloadType, artifact]);
      assert.deepEqual([isSignedBy(envelope, pair.publicKey), isSignedBy(envelope, stranger.publicKey)], [true, false]);
    });
  });
}

test('the key id is the SHA-256 of the public key as DER, from either half', () => {
  const der = publicKey.export({ type: 'spki', format: 'der' });
  assert.equal(keyId(publicKey), createHash('sha256').update(der).digest('hex'));
  assert.equal(keyId(privateKey), keyId(publicKey));
});

const statement = renderStatement(sampleNoGo());
const good = JSON.parse(signPayload(statementPayloadType, Buffer.from(statement), privateKey)) as { payloadType: string; payload: string; signatures: { keyid: string; sig: string }[] };
const [signature = { keyid: '', sig: '' }] = good.signatures;
const strange = { keyid: 'nobody', sig: Buffer.alloc(64, 7).toString('base64') };
const urlSafe = (text: string) => text.replaceAll('+', '-').replaceAll('/', '_');

const envelopes: [sentence: string, envelope: object, signed: boolean][] = [
  ['as it was made', good, true],
  ['with a signature of another key before it', { ...good, signatures: [strange, signature] }, true],
  ['with many signatures of other keys', { ...good, signatures: [...Array.from({ length: 99 }, () => strange), signature] }, true],
  ['whose key id names another key', { ...good, signatures: [{ ...signature, keyid: keyId(stranger.publicKey) }] }, true],
  ['without key id', { ...good, signatures: [{ sig: signature.sig }] }, true],
  ['with fields that DSSE does not know', { ...good, more: 1, signatures: [{ ...signature, extension: {} }] }, true],
  ['in URL-safe base64 without padding', { ...good, payload: urlSafe(good.payload).replace(/=+$/, ''), signatures: [{ sig: urlSafe(signature.sig).replace(/=+$/, '') }] }, true],
  ['with the right key id and a signature of another key', { ...good, signatures: [{ ...strange, keyid: keyId(publicKey) }] }, false],
  ['with an empty signature', { ...good, signatures: [{ keyid: '', sig: '' }] }, false],
  ['with an endless signature', { ...good, signatures: [{ sig: Buffer.alloc(1_000_000).toString('base64') }] }, false],
  ['of another payload type', { ...good, payloadType: 'application/json' }, false],
  ['whose type took a blank from the payload', { ...good, payloadType: `${good.payloadType} ` }, false],
  ['with an empty payload', { ...good, payload: '' }, false],
  ['with a changed payload', { ...good, payload: Buffer.from(statement.replace('FAILED', 'PASSED')).toString('base64') }, false],
];
for (const [sentence, envelope, signed] of envelopes) {
  test(`an envelope ${sentence} is ${signed ? '' : 'not '}signed`, () => {
    assert.equal(isSignedBy(envelopeOf(JSON.stringify(envelope)), publicKey), signed);
  });
}

const noEnvelopes: [sentence: string, text: string, problem: RegExp][] = [
  ['nothing', '', /not a JSON object/],
  ['half of one', JSON.stringify(good).slice(0, -9), /not a JSON object/],
  ['a list', JSON.stringify([good]), /not a JSON object/],
  ['null', 'null', /not a JSON object/],
  ['deep nesting', '['.repeat(200_000), /not a JSON object/],
  ['one without type', JSON.stringify({ ...good, payloadType: undefined }), /no payloadType/],
  ['one without payload', JSON.stringify({ ...good, payload: null }), /payload is not base64/],
  ['a payload of other characters', JSON.stringify({ ...good, payload: `${good.payload}!` }), /payload is not base64/],
  ['a payload with a line break', JSON.stringify({ ...good, payload: `${good.payload.slice(0, 76)}\n${good.payload.slice(76)}` }), /payload is not base64/],
  ['a payload of mixed alphabets', JSON.stringify({ ...good, payload: '+_==' }), /payload is not base64/],
  ['a payload with bits left over', JSON.stringify({ ...good, payload: 'QR==' }), /payload is not base64/],
  ['a payload with too much padding', JSON.stringify({ ...good, payload: 'QQQQ=' }), /payload is not base64/],
  ['one that is not signed', JSON.stringify({ ...good, signatures: [] }), /no signatures/],
  ['signatures that are no list', JSON.stringify({ ...good, signatures: signature }), /no signatures/],
  ['too many signatures', JSON.stringify({ ...good, signatures: Array.from({ length: 101 }, () => signature) }), /has 101 signatures/],
  ['a signature that is a text', JSON.stringify({ ...good, signatures: [signature.sig] }), /signature of it is not base64/],
  ['a signature that is a number', JSON.stringify({ ...good, signatures: [{ sig: 1 }] }), /signature of it is not base64/],
  ['a signature beside a broken one', JSON.stringify({ ...good, signatures: [signature, null] }), /signature of it is not base64/],
];
for (const [sentence, text, problem] of noEnvelopes) {
  test(`no envelope: ${sentence}`, () => {
    const read = readEnvelope(text);
    assert.ok('problem' in read);
    assert.match(read.problem, problem);
  });
}

const commit = 'c'.repeat(40);
const served = { expected: commit, observed: [commit], match: true as const };
const of = (verdict: Verdict) => createHash('sha256').update(encodeVerdict(verdict)).digest('hex');
const changed = (verdict: Verdict, change: (statement: { subject: unknown; predicateType: string; predicate: Record<string, unknown> } & Record<string, unknown>) => object) => JSON.stringify(change(JSON.parse(renderStatement(verdict)) as never));

const statements: [sentence: string, payload: string, verdict: Verdict, expected: string | null | RegExp][] = [
  ['about a GO', renderStatement(sampleVerdict()), sampleVerdict(), null],
  ['about a NO_GO', statement, sampleNoGo(), null],
  ['about an INCONCLUSIVE', renderStatement(sampleInconclusive()), sampleInconclusive(), null],
  ['about a commit', renderStatement(sampleVerdict({ release: served })), sampleVerdict({ release: served }), commit],
  ['about another run', renderStatement(sampleVerdict()), sampleVerdict({ id: 'another' }), /^is not about the verdict\.json beside it: signed was the sha256 "/],
  ['about a commit, and another run', renderStatement(sampleVerdict({ release: served })), sampleVerdict({ release: served, id: 'another' }), /^is not about the verdict\.json/],
  ['with a second digest that is another', changed(sampleVerdict(), (one) => ({ ...one, subject: [one.subject, { name: 'verdict.json', digest: { sha256: '0' } }].flat() })), sampleVerdict(), /^is not about the verdict\.json/],
  ['whose digest is of another algorithm', changed(sampleVerdict(), (one) => ({ ...one, subject: [{ name: 'verdict.json', digest: { sha512: '0' } }], predicate: { ...one.predicate, configuration: [] } })), sampleVerdict(), /signed was the sha256 null/],
  ['that names no verdict', changed(sampleVerdict(), (one) => ({ ...one, subject: [], predicate: { result: 'PASSED' } })), sampleVerdict(), /^says nothing about a verdict\.json/],
  ['that says PASSED of a NO_GO', changed(sampleNoGo(), (one) => ({ ...one, predicate: { ...one.predicate, result: 'PASSED' } })), sampleNoGo(), /^contradicts .*: signed was "PASSED", and the file says NO_GO$/],
  ['with a result that nobody knows', changed(sampleNoGo(), (one) => ({ ...one, predicate: { ...one.predicate, result: 'toString' } })), sampleNoGo(), /^contradicts /],
  ['about a commit that is not proven', changed(sampleVerdict(), (one) => ({ ...one, subject: [one.subject, { digest: { gitCommit: commit } }].flat() })), sampleVerdict(), /^is about the commit "c+…, which the verdict\.json beside it does not prove/],
  ['of another predicate', changed(sampleVerdict(), (one) => ({ ...one, predicateType: hostileText })), sampleVerdict(), /^holds a statement of another kind/],
  ['of another version', changed(sampleVerdict(), (one) => ({ ...one, _type: 'https://in-toto.io/Statement/v0.1' })), sampleVerdict(), /^holds no in-toto Statement/],
  ['that is a list', '[]', sampleVerdict(), /^holds no in-toto Statement/],
  ['that is no JSON', '{', sampleVerdict(), /^holds no in-toto Statement/],
];
for (const [sentence, payload, verdict, expected] of statements) {
  test(`a statement ${sentence}: ${expected instanceof RegExp ? 'is refused' : 'holds'}`, () => {
    const checked = checkStatement(Buffer.from(payload), verdict, of(verdict));
    if (!(expected instanceof RegExp)) return assert.deepEqual(checked, { commit: expected });
    assert.ok('problem' in checked);
    assert.match(checked.problem, expected);
    assert.doesNotMatch(checked.problem, /::|##|[\0-\x1f]/);
  });
}

test('a statement that is not UTF-8 is refused', () => {
  const payload = Buffer.concat([Buffer.from(statement), Buffer.from([0xff])]);
  assert.ok('problem' in checkStatement(payload, sampleNoGo(), of(sampleNoGo())));
});

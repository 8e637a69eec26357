import { type KeyObject, createHash, createPublicKey, sign, verify } from 'node:crypto';

/** Payload type of an in-toto Statement in an envelope. */
export const statementPayloadType = 'application/vnd.in-toto+json';

/** Signatures of one envelope that are tried. */
const mostSignatures = 100;

/** A DSSE envelope, version 1, with its base64 decoded (secure-systems-lab/dsse, protocol.md and envelope.md). */
export interface Envelope {
  payloadType: string;
  payload: Buffer;
  /** `keyid` is a hint that nobody vouches for; empty when there is none. */
  signatures: readonly { keyid: string; sig: Buffer }[];
}

/** What a text is: an envelope, or why it is none, as the predicate of a sentence. */
export type ReadEnvelope = { envelope: Envelope } | { problem: string };

/** Names of the algorithms that sign: Ed25519, and ECDSA over P-256 with SHA-256, in DER. Null for any other key. */
export function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): 'Ed25519' | 'ECDSA P-256' | null {
  if (asymmetricKeyType === 'ed25519') return 'Ed25519';
  return asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1' ? 'ECDSA P-256' : null;
}

/** Id of a key pair: SHA-256 of the public key as DER (SubjectPublicKeyInfo), in lower-case hexadecimal. */
export function keyId(key: KeyObject): string {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return createHash('sha256').update(publicKey.export({ type: 'spki', format: 'der' })).digest('hex');
}

/** What is signed: the pre-authentication encoding of type and payload, lengths in bytes. */
function signedBytes(payloadType: string, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `), payload]);
}

function digestOf(key: KeyObject): 'sha256' | null {
  return key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
}

/** A payload with its one signature, as the text of an envelope's file. */
export function signPayload(payloadType: string, payload: Buffer, key: KeyObject): string {
  const sig = sign(digestOf(key), signedBytes(payloadType, payload), key).toString('base64');
  return `${JSON.stringify({ payloadType, payload: payload.toString('base64'), signatures: [{ keyid: keyId(key), sig }] })}\n`;
}

/** Whether one of the signatures is of this public key. All are tried, whatever key they name. */
export function isSignedBy({ payloadType, payload, signatures }: Envelope, key: KeyObject): boolean {
  const bytes = signedBytes(payloadType, payload);
  return signatures.some(({ sig }) => verify(digestOf(key), bytes, key, sig));
}

/** Reads an envelope of unknown origin. Fields that DSSE does not know are ignored, as it asks. */
export function readEnvelope(text: string): ReadEnvelope {
  const parsed = parsedObject(text);
  if (parsed === null) return { problem: 'is no DSSE envelope: it is not a JSON object' };
  const { payloadType, payload, signatures } = parsed;
  if (typeof payloadType !== 'string') return { problem: 'is no DSSE envelope: it has no payloadType' };
  const decoded = fromBase64(payload);
  if (decoded === null) return { problem: 'is no DSSE envelope: its payload is not base64' };
  if (!Array.isArray(signatures) || signatures.length === 0) return { problem: 'is not signed: it has no signatures' };
  if (signatures.length > mostSignatures) return { problem: `has ${signatures.length} signatures, and ${mostSignatures} at most are tried` };
  const read = signatures.map(readSignature);
  if (!read.every((signature) => signature !== null)) return { problem: 'is no DSSE envelope: a signature of it is not base64' };
  return { envelope: { payloadType, payload: decoded, signatures: read } };
}

function readSignature(value: unknown): Envelope['signatures'][number] | null {
  const { keyid, sig } = typeof value === 'object' && value !== null ? (value as { keyid?: unknown; sig?: unknown }) : {};
  const decoded = fromBase64(sig);
  return decoded === null ? null : { keyid: typeof keyid === 'string' ? keyid : '', sig: decoded };
}

function parsedObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** Standard or URL-safe base64, with or without padding; null for anything that a decoder would have to guess at. */
function fromBase64(text: unknown): Buffer | null {
  if (typeof text !== 'string') return null;
  const bare = text.replace(/={1,2}$/, '');
  if (bare.length !== text.length && text.length % 4 !== 0) return null;
  const bytes = Buffer.from(text, 'base64');
  const standard = bytes.toString('base64').replace(/=+$/, '');
  return bare === standard || bare === bytes.toString('base64url') ? bytes : null;
}

import { type KeyObject, createPrivateKey, createPublicKey } from 'node:crypto';
import { UsageError } from '../config/usage-error.ts';
import { algorithmOf } from '../reports/dsse.ts';
import { readBounded } from './bounded-file.ts';

/** Bytes of the largest key file that is read. */
const mostBytes = 65_536;

const encrypted = /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m;
const anyPrivate = /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/;

/**
 * The private key that signs, from a PEM file: Ed25519 or ECDSA P-256.
 *
 * @throws UsageError when the file has none. No part of the file stands in the sentence.
 */
export async function privateKeyOf(option: string, file: string): Promise<KeyObject> {
  const pem = await pemOf(option, file);
  if (encrypted.test(pem)) throw new UsageError(`${option} ${file} is encrypted: give a key without a passphrase.`);
  if (!anyPrivate.test(pem)) throw new UsageError(`${option} ${file} has no private key in PEM.`);
  return supported(option, file, () => createPrivateKey(pem));
}

/**
 * The public key that a signature is checked against, from a PEM file: Ed25519 or ECDSA P-256.
 *
 * @throws UsageError when the file has none.
 */
export async function publicKeyOf(option: string, file: string): Promise<KeyObject> {
  const pem = await pemOf(option, file);
  if (anyPrivate.test(pem)) throw new UsageError(`${option} ${file} holds a private key: give its public key, and keep this one to who signs.`);
  if (!pem.includes('-----BEGIN PUBLIC KEY-----')) throw new UsageError(`${option} ${file} has no public key in PEM.`);
  return supported(option, file, () => createPublicKey(pem));
}

async function pemOf(option: string, file: string): Promise<string> {
  const bytes = await readBounded(file, mostBytes).catch((error: NodeJS.ErrnoException) => { throw new UsageError(`${option} ${file} cannot be read (${error.code ?? error.message}).`, { cause: error }); });
  if (bytes === null) throw new UsageError(`${option} ${file} is no key: it is too large.`);
  return bytes.toString('latin1');
}

function supported(option: string, file: string, parse: () => KeyObject): KeyObject {
  const key = parsed(parse);
  if (key === null) throw new UsageError(`${option} ${file} is damaged: its key cannot be read.`);
  if (algorithmOf(key) !== null) return key;
  const curve = key.asymmetricKeyDetails?.namedCurve;
  throw new UsageError(`${option} ${file} must be an Ed25519 or ECDSA P-256 key, but is ${key.asymmetricKeyType ?? 'another'}${curve === undefined ? '' : ` ${curve}`}.`);
}

function parsed(parse: () => KeyObject): KeyObject | null {
  try {
    return parse();
  } catch {
    return null;
  }
}

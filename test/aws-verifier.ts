import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Received } from './partner-run.ts';

/** SHA-256 with or without a key, as the signer of AWS wants it. */
class Sha256 {
  readonly #hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', typeof secret === 'string' ? secret : secret instanceof ArrayBuffer ? new Uint8Array(secret) : new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength));
  }
  update(data: Uint8Array | string): void {
    this.#hash.update(data);
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {}
}

/** Whether the signer of AWS's own SDKs, which shares no code with ours, signs what was received in the same way. Body and token count too. */
export async function isSignedByAws({ method, url, headers, body }: Received, { accessKeyId, secretAccessKey, sessionToken }: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }): Promise<boolean> {
  const [, id, region, service, names = ''] = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+), Signature=[0-9a-f]{64}$/.exec(headers.authorization ?? '') ?? [];
  const time = String(headers['x-amz-date']).replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  if (id !== accessKeyId || region === undefined || service === undefined || headers['x-amz-security-token'] !== sessionToken) return false;
  if (Math.abs(Date.parse(time) - Date.now()) > 300_000 || headers['x-amz-content-sha256'] !== createHash('sha256').update(body).digest('hex')) return false;
  const { pathname, searchParams, host } = new URL(`http://${headers.host}${url}`);
  const query = Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name)]));
  const signer = new SignatureV4({ region, service, credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) }, sha256: Sha256, uriEscapePath: service !== 's3' });
  const signedHeaders = Object.fromEntries(names.split(';').map((name) => [name, String(headers[name])]));
  const signed = await signer.sign({ method, protocol: 'http:', hostname: host, path: pathname, query, headers: signedHeaders, body }, { signingDate: new Date(time) });
  return signed.headers['authorization'] === headers.authorization;
}

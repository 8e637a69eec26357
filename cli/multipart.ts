import { randomBytes } from 'node:crypto';

/** A file that is sent as a part of a form. */
export interface Upload {
  bytes: Buffer;
  /** As the other side is told it. */
  filename: string;
  contentType: string;
}

/** A form as `multipart/form-data` (RFC 7578), with a new boundary each time. */
export function encodeMultipart(parts: readonly (readonly [name: string, value: string | Upload])[]): { contentType: string; bytes: Buffer } {
  const boundary = `gonogo-${randomBytes(16).toString('hex')}`;
  const chunks = parts.flatMap(([name, value]) => {
    const disposition = `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"`;
    if (typeof value === 'string') return [Buffer.from(`${disposition}\r\n\r\n${value}\r\n`)];
    return [Buffer.from(`${disposition}; filename="${escaped(value.filename)}"\r\nContent-Type: ${value.contentType}\r\n\r\n`), value.bytes, Buffer.from('\r\n')];
  });
  return { contentType: `multipart/form-data; boundary=${boundary}`, bytes: Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]) };
}

/** A name as browsers write it, so that it cannot end its header. */
function escaped(name: string): string {
  return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}

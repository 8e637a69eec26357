import { open } from 'node:fs/promises';

/** Reads a file, also a pipe. Null when it has more bytes than `mostBytes`. @throws the error of the system when it cannot be read. */
export async function readBounded(path: string, mostBytes: number): Promise<Buffer | null> {
  const file = await open(path, 'r');
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of file.createReadStream() as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

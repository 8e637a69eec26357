import { basename, dirname } from 'node:path';
import type { Gate } from '../config/schema.ts';
import { formatPath } from '../config/sentence.ts';
import { UsageError } from '../config/usage-error.ts';
import { workWithin } from '../fixtures/bounded-work.ts';
import { openConnections } from '../fixtures/http.ts';
import { sendFollowing } from '../fixtures/redirects.ts';
import { type OpenApiDocument, readDocument } from '../openapi/document.ts';
import { DocumentError } from '../openapi/references.ts';
import { forCiLog } from '../verdict/neutralise.ts';
import { clip } from '../verdict/text.ts';
import { fileReader } from './referenced-files.ts';

/** Bytes that a document may have, milliseconds to fetch it and to understand it, and redirects on the way to it. */
const limits = { bytes: 20 * 1024 * 1024, ms: 20_000, redirects: 3 };

/** The document that says what a partner takes and answers. */
export interface Contract {
  /** Its file, or its URL without query. */
  label: string;
  isRemote: boolean;
  document: OpenApiDocument;
}

/** By the index of the partner in the configuration. */
export type Contracts = ReadonlyMap<number, Contract>;

/** A contract, or what is wrong with its document: the predicate of a sentence. */
export type ReadContract = { contract: Contract } | { problem: string };

/**
 * Reads the contracts of the partners, each document once: bounded in size and time, and before anything else is sent. What a
 * document refers to outside itself is never fetched.
 *
 * @param configFile absolute path of the configuration, or null
 * @throws UsageError with a sentence for each document that cannot be read
 */
export async function readContracts({ partners }: Pick<Gate, 'partners'>, configFile: string | null): Promise<Contracts> {
  const folder = configFile === null ? process.cwd() : dirname(configFile);
  const wanted = partners.flatMap(({ contract }, index) => (contract === undefined ? [] : [{ index, place: contract.openapi }]));
  const places = [...new Set(wanted.map(({ place }) => place))];
  const read = new Map(await Promise.all(places.map(async (place) => [place, await readContract(place, folder)] as const)));
  const contracts = new Map<number, Contract>();
  const problems: string[] = [];
  for (const { index, place } of wanted) {
    const one = read.get(place);
    if (one !== undefined && 'contract' in one) contracts.set(index, one.contract);
    else problems.push(`${formatPath(['partners', index, 'contract', 'openapi'])} ${one?.problem ?? 'was not read'}.`);
  }
  if (problems.length > 0) throw UsageError.of(basename(configFile ?? 'The configuration'), problems);
  return contracts;
}

/** Reads one document. @param place a file, relative to the absolute `folder`, or an https URL */
export async function readContract(place: string, folder: string): Promise<ReadContract> {
  return /^https:/i.test(place) ? fetchDocument(place) : readFileDocument(place, folder);
}

function readFileDocument(file: string, folder: string): ReadContract {
  const files = fileReader(folder, limits.bytes);
  const bytes = files.read(file, [], 'anywhere');
  if (bytes !== null) return understood(bytes, file, false);
  const [problem = ''] = files.problems();
  return { problem: problem.slice(problem.indexOf('names the file')).replace(/\.$/, '') };
}

async function fetchDocument(place: string): Promise<ReadContract> {
  const { origin, pathname } = new URL(place);
  const label = `${origin}${pathname}`;
  const connections = openConnections({ perOrigin: 1 });
  const call = { method: 'GET', url: place, headers: { accept: 'application/json, application/yaml, */*;q=0.8' }, body: null, caller: null, limit: limits.bytes, signal: AbortSignal.timeout(limits.ms) };
  try {
    const { exchanges, hops } = await sendFollowing(connections, call, limits.ms, limits.redirects);
    const { answer, error } = exchanges.at(-1) ?? { answer: null, error: null };
    const problem = hops.at(-1)?.problem ?? null;
    if (problem !== null) return { problem: `names ${label}, which redirects to where it is not followed (${problem})` };
    if (answer === null) return { problem: `names ${label}, which gave no answer: ${error === null ? `none within ${limits.ms / 1000} s` : `${error.code} (${clip(forCiLog(error.message), 100)})`}` };
    if (answer.status !== 200) return { problem: `names ${label}, which answered ${answer.status}` };
    if (answer.truncated) return { problem: `names ${label}, which is larger than ${limits.bytes / 1_048_576} MB` };
    return understood(answer.body, label, true);
  } finally {
    await connections.close();
  }
}

function understood(bytes: Buffer, label: string, isRemote: boolean): ReadContract {
  const named = isRemote ? `names ${label}` : `names the file ${label}`;
  try {
    return { contract: { label, isRemote, document: workWithin(limits.ms, () => readDocument(new TextDecoder().decode(bytes))) } };
  } catch (error) {
    const problem = error instanceof DocumentError ? `which ${clip(forCiLog(error.message), 300)}` : `which cannot be understood: ${clip(forCiLog(error instanceof Error ? error.message : String(error)), 100)}`;
    return { problem: `${named}, ${problem}` };
  }
}

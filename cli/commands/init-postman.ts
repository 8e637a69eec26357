import { readGate } from '../../config/schema.ts';
import { UsageError } from '../../config/usage-error.ts';
import { forCiLog } from '../../verdict/neutralise.ts';
import type { JsonValue } from '../../verdict/plan.ts';
import { clip, counted } from '../../verdict/text.ts';
import { partnerJourneys } from '../plan-journeys.ts';
import { type ImportedCall, isCollection, readCollection } from '../postman-collection.ts';
import { fileReader } from '../referenced-files.ts';
import { secretReader } from '../secrets.ts';
import { type LeftOut, type StartingPartner, frameConfig, leftOutLine } from '../starting-config.ts';
import { type Written, startingLimits } from './init-openapi.ts';

/** Bytes that a collection may have. */
const mostBytes = 20 * 1024 * 1024;

/** Every variable is there: whether a call can be made must not hang on the environment of who writes the configuration. */
const anyVariable = new Proxy<Record<string, string>>({}, { get: () => 'placeholder' });

/** The configuration of what a Postman collection asks without changing anything. @throws UsageError when it gives nothing to start with */
export function startFromPostman(file: string, url: string | null, folder: string): Written {
  const collection = readFile(file, folder);
  if (!isCollection(collection)) throw new UsageError(`--postman names ${file}, which is no Postman collection of version 2.1: export it as such.`);
  const { name, calls, leftOut } = readCollection(collection, url);
  const taken: ImportedCall[] = [];
  for (const call of calls) {
    const reason = taken.length === startingLimits.calls ? `not among the first ${startingLimits.calls}` : whyNot(call, folder);
    if (reason === null) taken.push(call);
    else leftOut.push({ operation: call.name, reason });
  }
  const [first] = taken;
  if (first === undefined) throw new UsageError(`--postman names ${file}, of which no call can be made as it is${leftOut[0] === undefined ? '' : `: ${leftOutLine(leftOut[0])}`}.`);
  const told = unique(leftOut);
  return { text: frameConfig(first.origin, partnersOf(name, taken), told), what: `${counted(taken.length, 'request')} of ${file}`, leftOut: told };
}

function readFile(file: string, folder: string): JsonValue {
  const files = fileReader(folder, mostBytes);
  const bytes = files.read(file, [], 'anywhere');
  if (bytes === null) throw new UsageError((files.problems()[0] ?? '').replace(/^the configuration/, '--postman'));
  try {
    return JSON.parse(bytes.toString('utf8')) as JsonValue;
  } catch (error) {
    throw new UsageError(`--postman names ${file}, which is no JSON: ${forCiLog(clip(error instanceof Error ? error.message : String(error), 200))}.`);
  }
}

/** Calls of one host that prove alike who makes them are one partner. */
function partnersOf(title: string, calls: ImportedCall[]): StartingPartner[] {
  const groups = Map.groupBy(calls, ({ origin, auth }) => JSON.stringify([origin, auth]));
  const base = title.toLowerCase().replace(/[^a-z\d]+/g, '-').slice(0, 40).replace(/^-|-$/g, '') || 'partner';
  return [...groups.values()].map((group, index) => ({
    name: index === 0 ? base : `${base}-${index + 1}`,
    baseUrl: group[0]?.origin ?? '',
    keys: group[0]?.auth === null || group[0] === undefined ? {} : { auth: group[0].auth },
    journeys: numbered(group).map((call) => ({ name: call.name, steps: [stepOf(call)] })),
  }));
}

function stepOf({ method, path, query, headers, status }: ImportedCall): object {
  const request = { ...(method === 'GET' ? {} : { method }), path, ...(Object.keys(query).length === 0 ? {} : { query }), ...(Object.keys(headers).length === 0 ? {} : { headers }) };
  return { request, ...(status === null ? {} : { expect: { status } }) };
}

function numbered(calls: ImportedCall[]): ImportedCall[] {
  const times = new Map<string, number>();
  return calls.map((call) => {
    const count = (times.get(call.name) ?? 0) + 1;
    times.set(call.name, count);
    return count === 1 ? call : { ...call, name: `${call.name} (${count})` };
  });
}

const at = 'partners[0].journeys[0].steps[0].';

/** Why a call cannot be made as it is, or null. It is planned as a run would plan it. */
function whyNot(call: ImportedCall, folder: string): string | null {
  const config = readGate({ partners: [{ name: 'api', baseUrl: call.origin, ...(call.auth === null ? {} : { auth: call.auth }), journeys: [{ name: call.name, steps: [stepOf(call)] }] }] });
  if ('problems' in config) return config.problems.join(' ').replaceAll(at, '');
  const reader = secretReader(anyVariable, fileReader(folder));
  partnerJourneys(config.gate.partners, new Map(), reader);
  return reader.problems().map((problem) => problem.replaceAll(at, '')).join(' ') || null;
}

function unique(leftOut: LeftOut[]): LeftOut[] {
  const seen = new Set<string>();
  return leftOut.filter((one) => !seen.has(leftOutLine(one)) && seen.add(leftOutLine(one)));
}

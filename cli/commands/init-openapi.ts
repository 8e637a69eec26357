import { readGate } from '../../config/schema.ts';
import { UsageError } from '../../config/usage-error.ts';
import { safeMethods } from '../../config/values.ts';
import type { Operation } from '../../openapi/document.ts';
import { member } from '../../openapi/references.ts';
import { serverUrl } from '../../openapi/servers.ts';
import { counted } from '../../verdict/text.ts';
import { type Contract, readContract } from '../contracts.ts';
import { partnerJourneys } from '../plan-journeys.ts';
import { fileReader } from '../referenced-files.ts';
import { secretReader } from '../secrets.ts';
import { type LeftOut, leftOutLine, renderConfig } from '../starting-config.ts';

/** Calls that a configuration starts with. */
export const startingLimits = { calls: 50 };

/** A configuration to start from. */
export interface Written {
  text: string;
  /** What it calls, for people. */
  what: string;
  leftOut: LeftOut[];
}

/** The configuration of the operations of an OpenAPI document that change nothing and need no more than its examples. @throws UsageError when it gives nothing to start with */
export async function startFromOpenApi(openapi: string, url: string | null, folder: string): Promise<Written> {
  const read = await readContract(openapi, folder);
  if ('problem' in read) throw new UsageError(`--openapi ${read.problem}.`);
  const { contract } = read;
  const baseUrl = url ?? serverUrl(contract.document, contract.isRemote ? openapi : null);
  if (baseUrl === null) throw new UsageError(`--url must say where the API is, because ${contract.label} names no server.`);
  const partner = partnerName(contract, baseUrl);
  const { operations, leftOut } = chosen(contract, (operation) => whyNot(operation, { contract, openapi, baseUrl, folder }));
  if (operations.length === 0) throw new UsageError(`--openapi names ${contract.label}, of which no call can be made without more than its examples${leftOut[0] === undefined ? '' : `: ${leftOutLine(leftOut[0])}`}.`);
  return { text: renderConfig({ partner, openapi, baseUrl, operations, leftOut }), what: `${counted(operations.length, 'operation')} of ${contract.label}`, leftOut };
}

/** The title of the document, or the host. */
function partnerName({ document }: Contract, baseUrl: string): string {
  const title = member(member(document.root, 'info'), 'title');
  return (typeof title === 'string' ? title.toLowerCase().replace(/[^a-z\d]+/g, '-').slice(0, 40).replace(/^-|-$/g, '') : '') || new URL(baseUrl).hostname;
}

function chosen({ document }: Contract, whyNotOf: (operation: Operation) => string | null): { operations: string[]; leftOut: LeftOut[] } {
  const operations: string[] = [];
  const leftOut: LeftOut[] = [];
  for (const operation of document.operations) {
    const reason = operations.length === startingLimits.calls ? `not among the first ${startingLimits.calls}` : whyNotOf(operation);
    if (reason === null) operations.push(operation.name);
    else leftOut.push({ operation: operation.name, reason });
  }
  return { operations, leftOut };
}

const at = 'partners[0].journeys[0].steps[0].';

/** Why an operation cannot be called as it is, or null. It is planned as a run would plan it. */
function whyNot({ name, method }: Operation, { contract, openapi, baseUrl, folder }: { contract: Contract; openapi: string; baseUrl: string; folder: string }): string | null {
  if (!safeMethods.includes(method)) return `${method} changes something: it needs mutates: true`;
  const steps = [{ request: { operation: name } }];
  const config = readGate({ partners: [{ name: 'api', baseUrl, contract: { openapi }, journeys: [{ name: 'call', steps }] }] });
  if ('problems' in config) return config.problems.join(' ').replaceAll(at, '');
  const reader = secretReader({}, fileReader(folder));
  partnerJourneys(config.gate.partners, new Map([[0, contract]]), reader);
  return reader.problems().map((problem) => problem.replaceAll(at, '')).join(' ') || null;
}

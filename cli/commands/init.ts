import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configNames } from '../../config.ts';
import { readGate } from '../../config/schema.ts';
import { UsageError } from '../../config/usage-error.ts';
import { safeMethods } from '../../config/values.ts';
import type { Operation } from '../../openapi/document.ts';
import { member } from '../../openapi/references.ts';
import { serverUrl } from '../../openapi/servers.ts';
import { wrap } from '../../reports/display-width.ts';
import { counted } from '../../verdict/text.ts';
import { type Contract, readContract } from '../contracts.ts';
import type { InitOptions } from '../init-options.ts';
import { partnerJourneys } from '../plan-journeys.ts';
import { fileReader } from '../referenced-files.ts';
import { secretReader } from '../secrets.ts';
import { type LeftOut, leftOutLine, renderConfig } from '../starting-config.ts';

const columns = 80;
const written = 'gonogo.config.ts';

/** Operations that a configuration starts with, and left-out ones that the terminal shows. */
const limits = { operations: 50, shown: 10 };

/**
 * `gonogo init`: writes a configuration with the operations of an OpenAPI document that change nothing and need no more than its
 * examples, and tells what it left out. Nothing but the document is asked for.
 *
 * @returns 0
 * @throws UsageError when there is a configuration, or the document gives nothing to start with
 */
export async function init({ openapi, url }: InitOptions): Promise<number> {
  const folder = process.cwd();
  const present = configNames.find((name) => existsSync(join(folder, name)));
  if (present !== undefined) throw new UsageError(`There is a configuration already, ${present}: move it away, or add to it (see docs/partners.md).`);
  const read = await readContract(openapi, folder);
  if ('problem' in read) throw new UsageError(`--openapi ${read.problem}.`);
  const { contract } = read;
  const baseUrl = url ?? serverUrl(contract.document, contract.isRemote ? openapi : null);
  if (baseUrl === null) throw new UsageError(`--url must say where the API is, because ${contract.label} names no server.`);
  const partner = partnerName(contract, baseUrl);
  const { operations, leftOut } = chosen(contract, (operation) => whyNot(operation, { contract, openapi, baseUrl, folder }));
  if (operations.length === 0) throw new UsageError(`--openapi names ${contract.label}, of which no call can be made without more than its examples${leftOut[0] === undefined ? '' : `: ${leftOutLine(leftOut[0])}`}.`);
  await writeFile(join(folder, written), renderConfig({ partner, openapi, baseUrl, operations, leftOut }), { flag: 'wx' });
  const more = leftOut.length - limits.shown;
  process.stdout.write([
    `${written} calls ${counted(operations.length, 'operation')} of ${contract.label}.`,
    ...(leftOut.length === 0 ? [] : ['Left out (the file lists them):', ...leftOut.slice(0, limits.shown).map((one) => `- ${leftOutLine(one)}`)]),
    ...(more > 0 ? [`- and ${more} more`] : []),
    'Next: gonogo run --dry-run',
  ].flatMap((line) => wrap(line, columns - 2).map((part, index) => `${index === 0 ? '' : '  '}${part}\n`)).join(''));
  return 0;
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
    const reason = operations.length === limits.operations ? `not among the first ${limits.operations}` : whyNotOf(operation);
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

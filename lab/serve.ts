import { parseArgs } from 'node:util';
import { extraFaults, faults, findFault } from './faults.ts';
import { startLab } from './start-lab.ts';

/** Runs the lab for playing by hand until Ctrl-C: `node lab/serve.ts [--fault ID] [--latency MS] [--port N]`. */
async function serve(): Promise<void> {
  const { values } = parseArgs({
    options: { fault: { type: 'string' }, latency: { type: 'string', default: '0' }, port: { type: 'string', default: '0' } },
  });
  const fault = values.fault === undefined ? undefined : findFault(values.fault);
  if (values.fault !== undefined && !fault) {
    const known = [...faults, ...extraFaults].map(({ id, title }) => `  ${id.padEnd(6)} ${title}`).join('\n');
    process.stderr.write(`--fault ${values.fault} is not known. Known faults:\n${known}\n`);
    process.exitCode = 2;
    return;
  }
  const lab = await startLab({ fault: fault?.id ?? null, latencyMs: Number(values.latency), ports: { shop: Number(values.port) } });
  process.stdout.write(`shop     ${lab.shopUrl}/\npartner  ${lab.partnerUrl}/v1/orders\nrelease  ${lab.release}\nfault    ${fault ? `${fault.id}: ${fault.effect}` : 'none'}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void lab.close());
}

await serve();

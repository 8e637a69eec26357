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
  const [latencyMs, port] = [values.latency, values.port].map(Number);
  if (!Number.isInteger(latencyMs) || !Number.isInteger(port)) {
    process.stderr.write('--latency and --port take whole numbers.\n');
    process.exitCode = 2;
    return;
  }
  const lab = await startLab({ fault: fault?.id ?? null, latencyMs: latencyMs ?? 0, ports: { shop: port ?? 0 } });
  const told = [
    ['shop', `${lab.shopUrl}/`],
    ['partner', `${lab.partnerUrl}/v1/orders`],
    ['release', lab.release],
    ['fault', fault ? `${fault.id}: ${fault.effect}` : 'none'],
  ];
  for (const [name = '', value] of told) process.stdout.write(`${name.padEnd(9)}${value}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void lab.close());
}

await serve();

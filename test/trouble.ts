import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type CliEnd, runCli, schemaErrors } from './cli-run.ts';
import type { TroubleServers } from './trouble-server.ts';

/** What a bad release, or what lies between it and gonogo, does; and how gonogo must end. */
export interface Trouble {
  name: string;
  args(servers: TroubleServers): string[] | Promise<string[]>;
  code: 20 | 21;
  /** What must be told of each page or call: one of these findings, confirmed, and whose it is. */
  found: [subject: string, codes: string[], whose: 'release' | 'environment' | 'runner'][];
  /** Generous: the machine that runs this may be busy with other things. */
  withinSeconds: number;
}

/** Megabytes that gonogo's own processes may take together, the browser not counted. */
const nodeMegabytes = 700;

/** The arguments that look at these pages of the troubled server. */
export const pages = (...paths: string[]) => ({ url }: TroubleServers): string[] => [url, ...paths.flatMap((path) => ['--page', path])];

/** A test that the real command ends one trouble as it must. */
export function endsWell({ name, args, code, found, withinSeconds }: Trouble, servers: () => TroubleServers): void {
  it(name, async (test) => {
    const end = await runCli(await args(servers()), { killAfterMs: withinSeconds * 1000 });
    test.diagnostic(measures(end));
    assert.equal(end.code, code, `${end.stdout}\n${end.stderr}`);
    assert.equal(end.verdict?.verdict, code === 20 ? 'NO_GO' : 'INCONCLUSIVE');
    for (const [subject, codes, whose] of found) {
      const findings = end.verdict.checks.filter(({ id }) => id.includes(subject)).flatMap((check) => check.findings);
      const told = findings.map((finding) => `${finding.code} ${finding.attribution} ${finding.confirmed ? 'confirmed' : 'once'}`);
      assert.ok(codes.some((one) => told.includes(`${one} ${whose} confirmed`)), `${subject} must be told as ${codes.join(' or ')} of the ${whose}, not as: ${told.join(', ')}`);
    }
    assertOrderly(end);
  });
}

/** What every end has in common: a valid verdict, memory within bounds, nothing left behind. */
export function assertOrderly(end: CliEnd): void {
  assert.deepEqual(schemaErrors(end.verdict), []);
  assert.ok(end.peakMb.node > 50 && end.peakMb.node < nodeMegabytes, `gonogo took ${end.peakMb.node} MB`);
  assert.deepEqual(end.left, [], 'processes are left');
}

/** How long a run took and how much memory, in words. */
export function measures({ code, durationMs, peakMb }: CliEnd): string {
  return `code ${code}, ${(durationMs / 1000).toFixed(1)} s, ${peakMb.node} MB of gonogo, ${peakMb.all} MB with the browser`;
}

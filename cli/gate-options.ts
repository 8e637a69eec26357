import type { Command } from 'commander';
import { mustBe } from '../config/sentence.ts';
import { UsageError } from '../config/usage-error.ts';
import { filled } from './filled.ts';

/** What was asked for on the command line of `gonogo gate`. */
export interface GateOptions {
  config: string | undefined;
  host: string;
  /** 0 for a free one. */
  port: number;
  /** Folder of the runs as given; null for the default. */
  output: string | null;
  /** PEM files of the server's certificate and key. */
  tls: { cert: string; key: string; clientCa: string | null } | null;
}

interface RawOptions {
  config?: string;
  host: string;
  port: number;
  output?: string;
  tlsCert?: string;
  tlsKey?: string;
  tlsClientCa?: string;
}

/** Environment variable with the bearer token that callers must send. */
export const tokenVariable = 'GONOGO_GATE_TOKEN';

const help = `
Callers send "Authorization: Bearer TOKEN" with the token of the environment
variable ${tokenVariable}, and name a target of the configuration:
  POST /v1/targets/TARGET/runs     start a run: 202 and its Location
  GET  /v1/runs/ID                 its state and verdict, PENDING until decided
  GET  /v1/runs/ID/verdict         its verdict.json
  POST /v1/argo/TARGET             web metric of Argo Rollouts
  POST /v1/flagger/TARGET          confirm hooks of Flagger: 200 for GO
  POST /v1/flagger/TARGET/rollback rollback hook: 200 for a confirmed NO_GO
  GET  /health                     without a token

Examples:
  gonogo gate
      serve the targets of gonogo.config.* on 127.0.0.1:8080
  gonogo gate --host 0.0.0.0 --tls-cert tls.crt --tls-key tls.key
      serve other machines, encrypted

Ends on SIGTERM: running children are interrupted and judged as INCONCLUSIVE.
`;

/** Defines the options of `gonogo gate` on a command and calls `action` with them when they are right. */
export function defineGateServer(command: Command, action: (options: GateOptions) => Promise<void>): Command {
  return command
    .description('Serve verdicts over HTTP to what asks instead of running a command.')
    .option('--config <file>', 'configuration (default: gonogo.config.* here)', filled('--config'))
    .option('--host <address>', 'address to listen on', filled('--host'), '127.0.0.1')
    .option('--port <n>', 'port to listen on; 0 for a free one', portOf, 8080)
    .option('--output <dir>', 'folder of the runs (default: gonogo-report/gate)', filled('--output'))
    .option('--tls-cert <file>', 'certificate of the server, PEM', filled('--tls-cert'))
    .option('--tls-key <file>', 'its key, PEM', filled('--tls-key'))
    .option('--tls-client-ca <file>', 'let in only clients with a certificate of it', filled('--tls-client-ca'))
    .addHelpText('after', help)
    .action((raw: RawOptions) => action(gateOptions(raw)));
}

function gateOptions({ config, host, port, output, tlsCert, tlsKey, tlsClientCa }: RawOptions): GateOptions {
  if ((tlsCert === undefined) !== (tlsKey === undefined)) throw new UsageError('--tls-cert and --tls-key need each other.');
  if (tlsClientCa !== undefined && tlsCert === undefined) throw new UsageError('--tls-client-ca needs --tls-cert and --tls-key.');
  const tls = tlsCert === undefined || tlsKey === undefined ? null : { cert: tlsCert, key: tlsKey, clientCa: tlsClientCa ?? null };
  return { config, host, port, output: output ?? null, tls };
}

function portOf(value: string): number {
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) throw new UsageError(`--port ${mustBe('a whole number from 0 to 65535', value)}.`);
  return Number(value);
}

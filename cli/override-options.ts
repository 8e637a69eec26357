import type { Command } from 'commander';
import { durationRule, readDuration } from '../config/duration.ts';
import { mustBe } from '../config/sentence.ts';
import { UsageError } from '../config/usage-error.ts';
import { filled } from './filled.ts';

/** What was asked for on the command line of `gonogo override`. */
export interface OverrideOptions {
  /** Output folder of the run, as given. */
  path: string;
  reason: string;
  by: string;
  ticket: string | null;
  expiresMs: number;
  /** PEM file of the key that signs, null when it stays unsigned. */
  signKey: string | null;
}

interface RawOptions {
  reason?: string;
  by?: string;
  ticket?: string;
  expires?: string;
  signKey?: string;
}

const help = `
The verdict and its reasons stay as they are; only "go" becomes true, and every
report says who decided it, why, and until when. The original verdict is kept
as verdict-original.json. A signed verdict needs --sign-key.

Examples:
  gonogo override gonogo-report --reason "Only the help page" --by "Ann Lee"
      --ticket OPS-812 --expires 2h

Exit codes:
  0   overridden: the pipeline may go on
  2   refused: a GO, a verdict of another run, an edited or an old one,
      or one that is overridden already
`;

/** Characters of the reason, and of a name and a ticket. */
const limits = { reason: 500, name: 80 };

/** Defines the options of `gonogo override` on a command and calls `action` with them when they are right. */
export function defineOverride(command: Command, action: (options: OverrideOptions) => Promise<void>): Command {
  return command
    .description('Let a pipeline go on against a verdict, for a reason and a time.')
    .argument('<dir>', 'output folder of the run', filled('The folder of gonogo override'))
    .option('--reason <text>', 'why; stands in every report', textOf('--reason', limits.reason))
    .option('--by <name>', 'who decides it', textOf('--by', limits.name))
    .option('--ticket <id>', 'where it is tracked', textOf('--ticket', limits.name))
    .option('--expires <duration>', 'how long it counts, at most 24h')
    .option('--sign-key <file>', 'sign with this private key, PEM: in-toto.dsse.json', filled('--sign-key'))
    .addHelpText('after', help)
    .action((path: string, raw: RawOptions) => action(overrideOptions(path, raw)));
}

function overrideOptions(path: string, { reason, by, ticket, expires, signKey }: RawOptions): OverrideOptions {
  if (reason === undefined || by === undefined || expires === undefined) throw new UsageError('gonogo override needs --reason, --by and --expires: an override without one of them is none.');
  const expiresMs = readDuration(expires);
  if (expiresMs === null) throw new UsageError(`--expires ${mustBe(durationRule, expires)}.`);
  return { path, reason, by, ticket: ticket ?? null, expiresMs, signKey: signKey ?? null };
}

function textOf(option: string, most: number): (value: string) => string {
  return (value) => {
    const text = value.trim();
    if (text === '') throw new UsageError(`${option} must not be empty.`);
    if (text.length > most) throw new UsageError(`${option} must have at most ${most} characters, but has ${text.length}.`);
    return text;
  };
}

import type { Command } from 'commander';
import { UsageError } from '../config/usage-error.ts';
import { filled } from './filled.ts';

/** What was asked for on the command line of `gonogo judge`. */
export interface JudgeOptions {
  /** File of the signed envelope, as given. */
  verify: string;
  /** PEM file of the public key, as given. */
  key: string;
}

const help = `
Checks that one of the envelope's signatures is of the key, and that the
statement in it is about the verdict.json beside it and says the same. Then it
answers with that verdict. An old one is signed as well as a new one: the id of
the run is printed, and begins with its time.

Examples:
  gonogo judge --verify gonogo-report/in-toto.dsse.json --key gonogo.pub.pem

Exit codes:
  0   signed and unchanged: GO
  20  signed and unchanged: NO_GO
  21  signed and unchanged: INCONCLUSIVE
  2   not proven: bad signature, another key, a changed or missing file
`;

/** Defines the options of `gonogo judge` on a command and calls `action` with them when they are right. */
export function defineJudge(command: Command, action: (options: JudgeOptions) => Promise<void>): Command {
  return command
    .description('Check the signature of a verdict, and answer with it.')
    .option('--verify <file>', 'envelope that gonogo run --sign-key wrote', filled('--verify'))
    .option('--key <file>', 'public key of who signed, PEM', filled('--key'))
    .allowExcessArguments()
    .addHelpText('after', help)
    .action((raw: { verify?: string; key?: string }) => action(judgeOptions(raw, command.args)));
}

function judgeOptions({ verify, key }: { verify?: string; key?: string }, folders: readonly string[]): JudgeOptions {
  if (folders.length > 0) throw new UsageError('gonogo judge cannot merge the folders of several runs: it only checks a signed verdict, with --verify and --key.');
  if (verify === undefined || key === undefined) throw new UsageError('gonogo judge needs --verify with the envelope of a signed verdict, and --key with the public key.');
  return { verify, key };
}

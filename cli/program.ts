import { Command, CommanderError } from 'commander';
import { UsageError } from '../config/usage-error.ts';
import { WriteError } from '../reports/write.ts';
import { usageExitCode } from '../verdict/exit-code.ts';
import { type CompareOptions, defineCompare } from './compare-options.ts';
import { defineDoctor, type DoctorOptions } from './doctor-options.ts';
import { defineGateServer, type GateOptions } from './gate-options.ts';
import { defineInit, type InitOptions } from './init-options.ts';
import { defineJudge, type JudgeOptions } from './judge-options.ts';
import { defineOverride, type OverrideOptions } from './override-options.ts';
import { defineRun, type RunOptions } from './run-options.ts';
import { defineShow, type ShowOptions } from './show-options.ts';
import { defineSnapshot, type SnapshotOptions } from './snapshot-options.ts';
import { usageSentence } from './usage-sentence.ts';

/** Options of `gonogo demo`. */
export interface DemoOptions {
  /** Folder of the reports as given, relative to where gonogo was called; null for the default. */
  output: string | null;
  browser: string | null;
}

/** The bodies of the commands. Each answers with the exit code of the process. */
export interface Handlers {
  run(options: RunOptions): Promise<number>;
  demo(options: DemoOptions): Promise<number>;
  show(options: ShowOptions): Promise<number>;
  gate(options: GateOptions): Promise<number>;
  init(options: InitOptions): Promise<number>;
  judge(options: JudgeOptions): Promise<number>;
  snapshot(options: SnapshotOptions): Promise<number>;
  compare(options: CompareOptions): Promise<number>;
  override(options: OverrideOptions): Promise<number>;
  doctor(options: DoctorOptions): Promise<number>;
}

/** Where the program writes. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
}

/** Any code but those of a verdict and of a usage error says that gonogo itself failed. */
const failureExitCode = 1;

/**
 * Wires the commands to their bodies. Wrong usage throws (UsageError or CommanderError) instead of ending the process.
 *
 * @param done gets the exit code of the command that ran
 */
export function buildProgram(handlers: Handlers, terminal: Terminal, version: string, done: (code: number) => void): Command {
  const program = new Command('gonogo')
    .description('Looks at a release right after its deploy and says GO, NO_GO or INCONCLUSIVE.')
    .version(version, '-V, --version', 'print the version')
    .exitOverride()
    .configureHelp({ helpWidth: 80 })
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err, outputError: () => {} })
    .helpCommand('help [command]', 'print the help of a command')
    .helpOption('-h, --help', 'print this help');
  defineRun(program.command('run'), async (options) => done(await handlers.run(options)));
  program
    .command('demo')
    .description('Show a healthy release (GO), then a broken one (NO_GO), on this machine.')
    .option('--output <dir>', 'folder of the reports (default: gonogo-report)')
    .option('--browser <path|channel>', 'browser to use, such as chrome')
    .action(async (raw: { output?: string; browser?: string }) => {
      done(await handlers.demo({ output: raw.output ?? null, browser: raw.browser ?? null }));
    });
  defineInit(program.command('init'), async (options) => done(await handlers.init(options)));
  defineShow(program.command('show'), async (options) => done(await handlers.show(options)));
  defineJudge(program.command('judge'), async (options) => done(await handlers.judge(options)));
  defineSnapshot(program.command('snapshot'), async (options) => done(await handlers.snapshot(options)));
  defineCompare(program.command('compare'), async (options) => done(await handlers.compare(options)));
  defineOverride(program.command('override'), async (options) => done(await handlers.override(options)));
  defineDoctor(program.command('doctor'), async (options) => done(await handlers.doctor(options)));
  defineGateServer(program.command('gate'), async (options) => done(await handlers.gate(options)));
  return program;
}

/**
 * Runs one command line to its exit code. Never throws: wrong usage is one sentence on stderr and code 2,
 * anything unexpected is its stack on stderr and code 1.
 *
 * @param argv what follows the program's name
 */
export async function runProgram(argv: readonly string[], handlers: Handlers, terminal: Terminal, version: string): Promise<number> {
  const codes: number[] = [];
  const program = buildProgram(handlers, terminal, version, (code) => void codes.push(code));
  try {
    await program.parseAsync(argv, { from: 'user' });
    return codes.at(-1) ?? failureExitCode;
  } catch (error) {
    if (error instanceof CommanderError) return afterCommander(error, program, argv, terminal);
    if (error instanceof UsageError) {
      terminal.err(`error: ${error.message}\n`);
      return usageExitCode;
    }
    if (error instanceof WriteError) {
      terminal.err(`error: nothing was decided, because a report could not be kept: ${error.message}\n`);
      return failureExitCode;
    }
    terminal.err(`gonogo failed, and nothing was decided: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return failureExitCode;
  }
}

/** Help and version that were asked for are a success; everything else that commander throws is wrong usage. */
function afterCommander(error: CommanderError, program: Command, argv: readonly string[], terminal: Terminal): number {
  if (error.exitCode === 0) return 0;
  if (error.code === 'commander.help') return usageExitCode;
  const command = program.commands.find((candidate) => candidate.name() === argv[0]);
  terminal.err(`error: ${usageSentence(error, command === undefined ? 'gonogo' : `gonogo ${command.name()}`)}\n`);
  return usageExitCode;
}

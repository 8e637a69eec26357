import type { CommanderError } from 'commander';

/**
 * Says in one sentence what commander found wrong with a command line.
 *
 * @param command the command that was called, such as `gonogo run`: its help is what the sentence points to
 */
export function usageSentence(error: CommanderError, command: string): string {
  const [what = '', hint = ''] = error.message.replace(/^error: /, '').split('\n');
  const [, near] = /Did you mean (.+)\?/.exec(hint) ?? [];
  const meant = near === undefined ? '' : ` did you mean ${near}?`;
  const [, subject = ''] = /'([^']*)'/.exec(what) ?? [];
  const help = `Run ${command} --help for`;
  switch (error.code) {
    case 'commander.unknownOption':
      return `${command} has no option ${subject}${meant === '' ? '.' : `:${meant}`} ${help} all options.`;
    case 'commander.unknownCommand':
      if (/^https?:\/\//.test(subject)) return `${command} has no command ${subject}: did you mean gonogo run ${subject}?`;
      return `${command} has no command ${subject}${meant === '' ? '.' : `:${meant}`} ${help} all commands.`;
    case 'commander.optionMissingArgument':
      return `Option ${subject} needs a value. ${help} examples.`;
    case 'commander.excessArguments':
      return `${command} got more arguments than it takes. ${help} examples.`;
    default:
      return `${what.charAt(0).toUpperCase()}${what.slice(1)}. ${help} all options.`;
  }
}

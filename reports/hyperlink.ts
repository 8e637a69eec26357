import { pathToFileURL } from 'node:url';
import type { Environment } from './format.ts';

/** Programs that are known to follow hyperlinks, by what they call themselves in TERM_PROGRAM. */
const programs = ['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'rio', 'Tabby'];
/** The same by the variable that only they set. */
const signs = ['WT_SESSION', 'KITTY_WINDOW_ID', 'KONSOLE_VERSION', 'DOMTERM'];
/** The same by TERM. */
const terms = /^(xterm-kitty|xterm-ghostty|alacritty|foot|wezterm)/;
/** Version of the VTE library from which on links are right: 0.50.1. */
const vteVersion = 5001;

/**
 * Whether a hyperlink to a file of this machine works where standard output goes: on a terminal that is known to have
 * them, and that shows this machine. Others may print the sequence as it is, so that doubt is a no: CI, `NO_COLOR`,
 * a multiplexer between, or a session over the network, whose files are elsewhere.
 */
export function hasHyperlinks(environment: Environment, isTerminal: boolean): boolean {
  const { TERM = '', TERM_PROGRAM = '', VTE_VERSION = '' } = environment;
  if (!isTerminal || TERM === 'dumb') return false;
  if (['NO_COLOR', 'CI', 'TMUX', 'STY', 'SSH_CONNECTION', 'SSH_TTY'].some((name) => environment[name])) return false;
  return programs.includes(TERM_PROGRAM) || signs.some((name) => environment[name]) || terms.test(TERM) || Number(VTE_VERSION) >= vteVersion;
}

/**
 * Text that a terminal shows as a link to a file (OSC 8). Pieces of one link on several lines belong together.
 *
 * @param path absolute.
 */
export function fileLink(text: string, path: string): string {
  return `\x1b]8;id=gonogo;${pathToFileURL(path).href}\x1b\\${text}\x1b]8;;\x1b\\`;
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { displayWidth } from '../reports/display-width.ts';
import { fileLink, hasHyperlinks } from '../reports/hyperlink.ts';
import { renderTerminal } from '../reports/terminal.ts';
import { sampleVerdict } from './sample-verdict.ts';

const terminals: [name: string, environment: Record<string, string>, linked: boolean][] = [
  ['a terminal of which nothing is known', { TERM: 'xterm-256color' }, false],
  ['no environment at all', {}, false],
  ['iTerm', { TERM: 'xterm-256color', TERM_PROGRAM: 'iTerm.app' }, true],
  ['the terminal of macOS', { TERM_PROGRAM: 'Apple_Terminal' }, false],
  ['an editor', { TERM_PROGRAM: 'vscode' }, true],
  ['Windows Terminal', { WT_SESSION: 'b7c0' }, true],
  ['kitty', { TERM: 'xterm-kitty' }, true],
  ['foot', { TERM: 'foot' }, true],
  ['GNOME Terminal', { VTE_VERSION: '7600' }, true],
  ['an old GNOME Terminal, which breaks on links', { VTE_VERSION: '4800' }, false],
  ['a VTE version that is none', { VTE_VERSION: 'new' }, false],
  ['NO_COLOR', { TERM: 'xterm-kitty', NO_COLOR: '1' }, false],
  ['an empty NO_COLOR, which says nothing', { TERM: 'xterm-kitty', NO_COLOR: '' }, true],
  ['a pipeline', { TERM: 'xterm-kitty', CI: 'true' }, false],
  ['a dumb terminal', { TERM: 'dumb', WT_SESSION: 'x' }, false],
  ['a multiplexer', { TERM_PROGRAM: 'WezTerm', TMUX: '/run/tmux,1,0' }, false],
  ['a session over the network', { TERM: 'xterm-kitty', SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' }, false],
];

for (const [name, environment, linked] of terminals) {
  test(`${name}: ${linked ? 'links' : 'no links'}, and never without a terminal`, () => {
    assert.equal(hasHyperlinks(environment, true), linked);
    assert.equal(hasHyperlinks(environment, false), false);
  });
}

test('a path cannot end the sequence that it stands in', () => {
  const link = fileLink('report', '/tmp/a b\x1b\\\x07;#?%é/report.html');
  assert.equal(link, '\x1b]8;id=gonogo;file:///tmp/a%20b%1B%5C%07;%23%3F%25%C3%A9/report.html\x1b\\report\x1b]8;;\x1b\\');
});

test('the report is linked, every line of it, and no word or width changes', () => {
  const options = { columns: 40, color: true, directory: `/srv/${'deep/'.repeat(20)}report`, report: 'report.html' };
  const linked = renderTerminal(sampleVerdict(), { ...options, link: '/srv/report.html' });
  const plain = renderTerminal(sampleVerdict(), options);
  assert.equal(stripVTControlCharacters(linked), stripVTControlCharacters(plain));
  assert.ok(linked.split('\x1b]8;id=gonogo;file:///srv/report.html\x1b\\').length > 3);
  assert.doesNotMatch(plain, /\x1b\]8/);
  for (const line of stripVTControlCharacters(linked).split('\n')) assert.ok(displayWidth(line) <= 40, line);
});

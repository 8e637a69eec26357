import { forJson, forSlack } from '../../verdict/neutralise.ts';
import { clipEscaped } from '../../verdict/text.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { factLines, verdictSymbols } from '../facts.ts';
import type { Format } from '../format.ts';
import { nextStep } from '../next-step.ts';
import { type Notice, noticesOf } from '../notices.ts';
import { whyOf } from '../reason.ts';
import { shownLinks } from '../shown-links.ts';

/** Characters in Block Kit (Slack documentation, "Reference: blocks"); 50 blocks are never reached. */
const limits = { header: 150, text: 3000, fact: 300 };
const noticeLimits = { most: 10, textLimit: 1200 };
const linkLimits = { label: 75, url: 1000, most: 5 };

interface PlainText {
  type: 'plain_text';
  text: string;
  emoji: false;
}

/** Foreign text is always plain: no mention, emphasis or emoji comes of it. */
function plain(text: string, limit = limits.text): PlainText {
  return { type: 'plain_text', text: clipEscaped(text, limit, escapeLines), emoji: false };
}

function escapeLines(text: string): string {
  return text.split('\n').map(forSlack).join('\n');
}

function section({ level, title, message, advice }: Notice): object {
  const lines = [`${level === 'error' ? '✘' : '!'} ${title}`, message, advice && `→ ${advice}`].filter(Boolean);
  return { type: 'section', text: plain(lines.join('\n')) };
}

function facts(verdict: Verdict): object {
  return { type: 'context', elements: factLines(verdict).map((text) => plain(text.replaceAll('\n', ' '), limits.fact)) };
}

/** Links in mrkdwn: an address holds neither bar nor angle bracket, and a label loses its bars. */
function links(verdict: Verdict): object[] {
  const shown = shownLinks(verdict.links, linkLimits).map(({ label, url }) => `<${url}|${forSlack(label.replaceAll('|', '/'))}>`);
  return shown.map((text) => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }));
}

/** The message for an incoming webhook: blocks, and one line for notifications. */
export function renderSlack(verdict: Verdict): string {
  const title = `${verdictSymbols[verdict.verdict]} ${verdict.verdict} · ${verdict.target.name}`.replaceAll('\n', ' ');
  const blocks = [
    { type: 'header', text: plain(title, limits.header) },
    { type: 'section', text: plain(`${whyOf(verdict).replaceAll('\n', ' ')}\n${nextStep(verdict)}`) },
    ...noticesOf(verdict, noticeLimits).map(section),
    facts(verdict),
    ...links(verdict),
  ];
  return `${forJson(JSON.stringify({ text: forSlack(verdict.summary.line), blocks }, null, 2))}\n`;
}

export const format: Format = { name: 'slack', files: [{ name: 'slack.json', render: renderSlack }] };

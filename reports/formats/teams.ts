import { forJson, forTerminal } from '../../verdict/neutralise.ts';
import { clip, mostThatFit } from '../../verdict/text.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { factLines, verdictSymbols } from '../facts.ts';
import type { Format } from '../format.ts';
import { nextStep } from '../next-step.ts';
import { type Notice, noticesOf } from '../notices.ts';
import { whyOf } from '../reason.ts';
import { shownLinks } from '../shown-links.ts';

/** A message has at most 28 KB (Microsoft Teams documentation, "Limits and specifications"). */
const mostBytes = 28_000;
const noticeLimits = { most: 12, textLimit: 600 };
const linkLimits = { label: 60, url: 1000, most: 4 };
const factLimit = 300;

const colours = { GO: 'Good', NO_GO: 'Attention', INCONCLUSIVE: 'Warning' } as const;

interface Style {
  size?: 'Small' | 'Large';
  weight?: 'Bolder';
  color?: 'Good' | 'Attention' | 'Warning';
  isSubtle?: true;
}

/** A paragraph of runs, which unlike other texts of a card are no Markdown: no link, mention or emphasis comes of foreign text. */
function paragraph(...runs: { text: string; style?: Style }[]): object {
  return { type: 'RichTextBlock', inlines: runs.map(({ text, style }) => ({ type: 'TextRun', text: forTerminal(text), ...style })) };
}

function notice({ level, title, message, advice }: Notice): object[] {
  const head = { text: title, style: { weight: 'Bolder', color: level === 'error' ? 'Attention' : 'Warning' } } as const;
  const tail = advice ? [paragraph({ text: `→ ${advice}`, style: { isSubtle: true } })] : [];
  return [paragraph(head), paragraph({ text: message }), ...tail];
}

function facts(verdict: Verdict): object[] {
  return factLines(verdict).map((text) => paragraph({ text: clip(text, factLimit), style: { size: 'Small', isSubtle: true } }));
}

function message(verdict: Verdict, most: number): string {
  const title = `${verdictSymbols[verdict.verdict]} ${verdict.verdict} · ${clip(verdict.target.name, factLimit)}`;
  const body = [
    paragraph({ text: title, style: { size: 'Large', weight: 'Bolder', color: colours[verdict.verdict] } }),
    paragraph({ text: whyOf(verdict) }),
    paragraph({ text: nextStep(verdict) }),
    ...(most > 0 ? noticesOf(verdict, { ...noticeLimits, most }) : []).flatMap(notice),
    ...facts(verdict),
  ];
  const actions = shownLinks(verdict.links, linkLimits).map(({ label, url }) => ({ type: 'Action.OpenUrl', title: label, url }));
  const content = { $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', type: 'AdaptiveCard', version: '1.4', body, actions };
  return `${forJson(JSON.stringify({ type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }] }))}\n`;
}

/** The message for a webhook of a Teams workflow: one Adaptive Card with as many reasons as its size allows. */
export function renderTeams(verdict: Verdict): string {
  return mostThatFit(noticeLimits.most, mostBytes, (most) => message(verdict, most));
}

export const format: Format = { name: 'teams', files: [{ name: 'teams.json', render: renderTeams }] };

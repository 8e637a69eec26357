import { forMarkdown } from '../verdict/neutralise.ts';
import { clip } from '../verdict/text.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { nextStep } from './next-step.ts';

/** The verdict in a few lines of Markdown, where the whole summary has no room; under 8000 bytes. */
export function renderShortSummary(verdict: Verdict): string {
  const name = clip(verdict.target.name, 60);
  return `## ${forMarkdown(verdict.verdict)} · ${forMarkdown(name)}\n\n${forMarkdown(verdict.summary.line)}\n\n**Next:** ${nextStep(verdict)}\n`;
}

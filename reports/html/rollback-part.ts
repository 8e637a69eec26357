import { clip } from '../../verdict/text.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { rollbackWords } from '../rollback-words.ts';
import { facts } from './facts.ts';
import { webLink } from './links.ts';
import { type Markup, html } from './markup.ts';

const limits = { sentence: 600, statements: 50 };

/** Whether the release can be rolled back: the answer, what to do, what stands against it, and the statements that say so. */
export function rollbackPart({ rollback }: Verdict): Markup | null {
  if (!rollback) return null;
  const words = rollbackWords(rollback, 'UTC');
  const statements = rollback.migrations?.statements.filter(({ effect }) => effect !== 'safe').slice(0, limits.statements) ?? [];
  return html`<section id="rollback" aria-labelledby="rollback-heading"><h2 id="rollback-heading">Roll back? <span class="soft">${words.answer}</span></h2>
${words.advice !== null && html`<p><b>Advice</b> <bdi>${clip(words.advice, limits.sentence)}</bdi></p>`}
${words.against.length > 0 && html`<ul class="plain">${words.against.map(({ text, blocks }) => html`<li><b>${blocks ? 'Blocks' : 'Open'}</b> <bdi>${clip(text, limits.sentence)}</bdi></li>`)}</ul>`}
${facts(words.facts.map(([name, text]) => [name, name === 'Runbook' ? webLink(text, clip(text, 160)) : html`<bdi>${clip(text, limits.sentence)}</bdi>`] as const), 'facts wide')}
${statements.length > 0 && html`<details class="card"><summary><span class="head"><b>Statements that are not safe for the code before</b></span></summary><div class="body"><ul class="plain">${statements.map(({ migration, effect, statement }) => html`<li><b>${effect}</b> <bdi>${clip(migration, 200)}</bdi> <code>${clip(statement, 200)}</code></li>`)}</ul></div></details>`}
</section>`;
}

import { type Markup, type Part, html } from './markup.ts';

/** A list of names and values; those without a value are left out. */
export function facts(rows: (readonly [string, Part])[], className = 'facts'): Markup {
  const told = rows.filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false);
  return html`<dl class="${className}">${told.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

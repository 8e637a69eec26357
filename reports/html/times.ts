import { spoken } from '../../verdict/text.ts';
import { type Markup, html } from './markup.ts';

/** `2026-03-07 01:58:04 UTC`, as a time that machines read too. */
export function instant(iso: string): Markup {
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC</time>`;
}

/** `+8.2 s`: how long after the start of the run. */
export function sinceStart(iso: string, startedAt: string): string {
  const ms = Date.parse(iso) - Date.parse(startedAt);
  return Number.isFinite(ms) ? `${ms < 0 ? '−' : '+'}${lasting(Math.abs(ms))}` : '';
}

/** `48 kB` of bytes. */
export function spokenBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** A length of time that stays on one line and leaves out what says nothing: `5 min`. */
export function lasting(ms: number): string {
  return spoken(ms).replace(/ min 0 s$/, ' min').replaceAll(' ', '\u00a0');
}

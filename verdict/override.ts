import { clip } from './text.ts';
import type { Verdict } from './verdict.ts';

export type Override = NonNullable<Verdict['override']>;

/** Milliseconds that an override may last, and that a verdict may be old when it is overridden. */
export const overrideLimits = { lasts: 24 * 3_600_000, age: 24 * 3_600_000 } as const;

/** Who, until when, and for which ticket: foreign text on one line of at most 120 characters. */
export function overrideHead({ by, expires, ticket }: Override): string {
  return clip(`OVERRIDDEN until ${expires.slice(0, 10)} ${expires.slice(11, 16)} UTC by ${by}${ticket === null ? '' : `, ${ticket}`}`, 120);
}

/**
 * The verdict with a decision against it: what was found stays as it is, only `go` becomes true, and every text says so first.
 *
 * @param original a verdict that is no GO and has no override
 */
export function applyOverride(original: Verdict, override: Override): Verdict {
  const head = overrideHead(override);
  const { line, short, text } = original.summary;
  const told = `${head}: ${override.reason}`;
  return {
    ...original,
    go: true,
    override,
    summary: { line: clip(`${head}: ${line}`, 140), short: clip(`${told}\n${short}`, 1024), text: clip(`${told}\n${text}`, 4096) },
    timeline: [...original.timeline, { at: override.at, event: 'override', detail: `${override.by} until ${override.expires}: ${override.reason}` }],
  };
}

/** The verdict as it counts now: when its override has ended, `go` is false again, and the texts say so. */
export function inForce(verdict: Verdict, now: Date): Verdict {
  const { override } = verdict;
  if (!override || now.getTime() < Date.parse(override.expires)) return verdict;
  const ended = (text: string, most: number) => clip(text.replace(/^OVERRIDDEN until/, 'OVERRIDE ENDED at'), most);
  return { ...verdict, go: false, summary: { line: ended(verdict.summary.line, 140), short: ended(verdict.summary.short, 1024), text: ended(verdict.summary.text, 4096) } };
}

/** What in a verdict contradicts itself, as the predicate of a sentence; null when nothing does. */
export function contradiction({ verdict, go, override }: Pick<Verdict, 'verdict' | 'go' | 'override'>): string | null {
  if (!override) return go === (verdict === 'GO') ? null : `says go: ${go} for ${verdict}, and nobody overrode it`;
  if (!go || verdict === 'GO') return `says go: ${go} for ${verdict}, although it is overridden`;
  const lasts = Date.parse(override.expires) - Date.parse(override.at);
  return lasts > 0 && lasts <= overrideLimits.lasts ? null : 'has an override that lasts for no time, or longer than a day';
}

import { counted } from '../verdict/text.ts';
import type { Reason, Verdict } from '../verdict/verdict.ts';
import { findingOf, titleOf } from './reason.ts';
import { shownText } from './shown-text.ts';

/** One thing that the reader of a short report must know. All texts are one line each and harmless in a log. */
export interface Notice {
  /** `error` for what keeps the pipeline from going on. */
  level: 'error' | 'warning';
  code: string;
  /** Id of the check, unchanged: to compare with, not to show. */
  check: string;
  /** Title of the check; at most 120 UTF-16 units. */
  title: string;
  message: string;
  /** What to do; empty when there is no advice. */
  advice: string;
}

/** How much is told. */
export interface NoticeLimits {
  /** At most so many; the last one says how many there were besides. */
  most: number;
  /** UTF-16 units of a message, and of an advice. */
  textLimit: number;
}

const titleLimit = 120;

/** Reasons, then warnings, most important first. The reasons of a verdict that lets the pipeline go on are warnings. */
export function noticesOf(verdict: Verdict, { most, textLimit }: NoticeLimits): Notice[] {
  const reasons = verdict.reasons.map((reason) => ({ level: verdict.go ? ('warning' as const) : ('error' as const), reason }));
  const all = [...reasons, ...verdict.warnings.map((reason) => ({ level: 'warning' as const, reason }))];
  const told = (entries: typeof all) => entries.map(({ level, reason }) => noticeOf(verdict, level, reason, textLimit));
  if (all.length <= most) return told(all);
  const kept = all.slice(0, Math.max(0, most - 1));
  const rest = all.slice(kept.length);
  const level = rest.some((entry) => entry.level === 'error') ? 'error' : 'warning';
  const message = `${counted(rest.length, 'more reason or warning', 'more reasons and warnings')} in verdict.json`;
  return [...told(kept), { level, code: 'MORE', check: '', title: 'gonogo', message, advice: '' }];
}

function noticeOf(verdict: Verdict, level: Notice['level'], reason: Reason, textLimit: number): Notice {
  return {
    level,
    code: shownText(reason.code, titleLimit),
    check: reason.check,
    title: shownText(titleOf(verdict, reason), titleLimit),
    message: shownText(reason.message, textLimit),
    advice: shownText(findingOf(verdict, reason)?.advice ?? '', textLimit),
  };
}

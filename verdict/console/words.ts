import type { FindingCode, FindingData } from '../finding.ts';
import { clip, counted, oneLine } from '../text.ts';
import { type Words, named, path, quoted } from '../wording.ts';
import { familyById } from './families.ts';

type ConsoleCode = Extract<FindingCode, 'UNCAUGHT_EXCEPTION' | 'THIRD_PARTY_EXCEPTION' | 'THIRD_PARTY_CONSOLE' | 'CONSOLE_STORM' | 'CONSOLE_ERROR' | 'ALLOWANCE_EXPIRED'>;

/** The words of the console check's findings; a part of the one table. */
export const consoleWords: { [Code in ConsoleCode]: (data: FindingData[Code]) => Words } = {
  UNCAUGHT_EXCEPTION: (data) => ({
    seen: `Uncaught ${exceptionText(data.text)} on ${path(data.url)}${data.at ? ` at ${data.at}` : ''}${data.count > 1 ? `, ${data.count} times` : ''}${data.after ? `, after ${named(data.after)}` : ''}`,
    expected: 'no uncaught exception in own code',
    advice: data.family ? familyById(data.family).advice : 'Look at the named place; a value that the code relies on is probably missing in this environment.',
  }),
  THIRD_PARTY_EXCEPTION: (data) => ({
    seen: `Uncaught ${exceptionText(data.text)} in foreign code on ${path(data.url)}${data.at ? ` at ${data.at}` : ''}`,
    expected: 'none',
    advice: 'Not of this release, as long as the page renders.',
  }),
  THIRD_PARTY_CONSOLE: (data) => ({
    seen: `${counted(data.lines, 'console error')} of other parties on ${path(data.url)} (${data.hosts.join(', ')}), first ${quoted(data.sample, 80)}`,
    expected: 'none',
    advice: 'Not of this release, as long as the page renders.',
  }),
  CONSOLE_STORM: (data) => ({
    seen: `${data.lines} console errors (${data.distinct} distinct) on ${path(data.url)}, most often ${quoted(data.sample, 80)}`,
    expected: 'fewer than 100, and fewer than 10 distinct',
    advice: 'Start with the most frequent one; such a storm usually has one cause.',
  }),
  CONSOLE_ERROR: (data) => ({
    seen: `${data.family ? `${familyById(data.family).says}:` : 'console.error'} ${quoted(data.text)} on ${path(data.url)}${data.family && data.at ? ` at ${data.at}` : ''}${data.count > 1 ? `, ${data.count} times` : ''}`,
    expected: 'none',
    advice: `${data.family ? `${familyById(data.family).advice} Else` : 'Fix it, or'} accept it in console.allow with a reason.`,
  }),
  ALLOWANCE_EXPIRED: (data) => ({
    seen: `the console allowance /${clip(data.match, 60)}/ expired on ${data.expires}`,
    expected: 'a current entry',
    advice: `Fix the message or renew the entry; its reason was ${quoted(data.reason, 80)}.`,
  }),
};

/** An exception's text without the browser's own "Uncaught". */
function exceptionText(text: string): string {
  return clip(oneLine(text).replace(/^(Uncaught )+(\(in promise\) )?/, ''), 160);
}

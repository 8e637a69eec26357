import type { Remark } from '../finding.ts';
import type { MessageGroup, PageLook } from '../observation.ts';
import { shortUrl } from '../text.ts';
import { blockingLine } from './resources.ts';
import { type PageContext, type PageRule, milder } from './page-rule.ts';

/** Errors from which on it is a storm: all lines, or distinct ones. */
const storm = { lines: 100, distinct: 10 };

/** Groups told one by one; a storm tells the rest. */
const told = 5;

/** React and Angular recover from these by rendering again; with content on the page they are a warning. */
const recovered = /Minified React error #(418|419|421|422|423|425)\b|Hydration failed|NG05\d\d/;

/** Lines that say nothing about a release. */
const noise = /^(ResizeObserver loop|.*favicon\.ico)/;

/** Uncaught exceptions, storms and single errors in the console, one remark for each cause. */
export const consoleErrors: PageRule = (look, context) => {
  const groups = causes(look, context);
  const own = groups.filter((group) => partyOfGroup(group, context) === 'first');
  const exceptions = own.filter(({ source }) => source === 'exception');
  const lines = own.filter(({ source }) => source === 'console');
  return [
    ...exceptions.slice(0, told).map((group) => exception(group, look, context)),
    ...stormOf(look, context),
    ...lines.slice(0, told).map((group): Remark => ({
      code: 'CONSOLE_ERROR',
      severity: milder(context.severity, 'normal'),
      attribution: 'release',
      data: { url: context.page.url, text: group.text, at: place(group), count: group.count },
    })),
    ...groups
      .filter((group) => group.source === 'exception' && partyOfGroup(group, context) === 'third')
      .slice(0, told)
      .map((group): Remark => ({
        code: 'THIRD_PARTY_EXCEPTION',
        severity: milder(context.severity, 'minor'),
        attribution: 'dependency',
        data: { url: context.page.url, text: group.text, at: place(group), count: group.count },
      })),
    ...expired(look, context),
  ];
};

/**
 * Error groups that stand for a cause of their own, equal causes merged: lines that only repeat a failed request are
 * told by the resources check, and accepted ones are left out.
 */
function causes(look: PageLook, context: PageContext): MessageGroup[] {
  const failed = new Set(look.requests.suspicious.map(({ url }) => url));
  const allowed = context.consoleAllow.filter(({ expires }) => expires === undefined || context.today <= expires).map(({ match }) => new RegExp(match));
  const merged = new Map<string, MessageGroup>();
  for (const group of look.messages.groups) {
    if (group.level !== 'error' || noise.test(group.text)) continue;
    if (repeatsRequest(group, failed) || allowed.some((pattern) => pattern.test(group.text))) continue;
    const key = `${group.source} ${template(group.text)} ${shortUrl(group.url)}`;
    const known = merged.get(key);
    merged.set(key, known ? { ...known, count: known.count + group.count } : group);
  }
  return [...merged.values()].sort((a, b) => a.firstMs - b.firstMs);
}

function repeatsRequest(group: MessageGroup, failed: Set<string>): boolean {
  if (/^Failed to load resource: /.test(group.text)) return true;
  if (blockingLine(group) !== null) return true;
  if (/^(Failed to load module script|Refused to (execute|apply)|SyntaxError: .*(Unexpected token '<'))/.test(group.text)) return failed.has(group.url) || /MIME|module script/.test(group.text);
  const named = /https?:\/\/[^\s'")]+/.exec(group.text)?.[0];
  return named !== undefined && failed.has(named) && /dynamically imported module|Loading (CSS )?chunk|preload/i.test(group.text);
}

/** The text with everything that differs from load to load replaced. */
export function template(text: string): string {
  return text
    .replace(/https?:\/\/[^\s'")]+/g, (url) => shortUrl(url).replace(/[?#].*$/, ''))
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '<uuid>')
    .replace(/\b[0-9a-f]{12,}\b/gi, '<hex>')
    .replace(/\d+/g, '<n>');
}

function stormOf(look: PageLook, context: PageContext): Remark[] {
  const own = look.messages.groups.filter((group) => group.level === 'error' && !noise.test(group.text) && partyOfGroup(group, context) === 'first');
  const lines = own.reduce((sum, { count }) => sum + count, 0) + look.messages.dropped;
  const distinct = new Set(own.map(({ text }) => template(text))).size;
  if (lines < storm.lines && distinct < storm.distinct) return [];
  const sample = own.toSorted((a, b) => b.count - a.count)[0]?.text ?? '';
  return [{ code: 'CONSOLE_STORM', severity: context.severity, attribution: 'release', data: { url: context.page.url, lines, distinct, sample } }];
}

function exception(group: MessageGroup, look: PageLook, context: PageContext): Remark {
  const mild = recovered.test(group.text) && look.readyMs !== null;
  return {
    code: 'UNCAUGHT_EXCEPTION',
    severity: mild ? milder(context.severity, 'normal') : context.severity,
    attribution: 'release',
    data: { url: context.page.url, text: group.text, at: place(group), count: group.count },
  };
}

function expired(look: PageLook, context: PageContext): Remark[] {
  return context.consoleAllow
    .filter(({ match, expires }) => expires !== undefined && context.today > expires && look.messages.groups.some(({ text }) => new RegExp(match).test(text)))
    .map(({ match, reason, expires }): Remark => ({ code: 'ALLOWANCE_EXPIRED', severity: 'minor', attribution: 'release', data: { match, reason, expires: expires ?? '' } }));
}

function partyOfGroup(group: MessageGroup, context: PageContext): 'first' | 'third' {
  return context.partyOf(group.url);
}

function place(group: MessageGroup): string {
  return group.url ? `${shortUrl(group.url, 60)}${group.line ? `:${group.line}` : ''}` : '';
}

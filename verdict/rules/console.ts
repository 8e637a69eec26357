import { blocksAlone } from '../console/families.ts';
import { type ConsoleCause, consoleCauses } from '../console/causes.ts';
import type { RequestCause, Remark } from '../finding.ts';
import type { PageLook, RequestFact } from '../observation.ts';
import type { Severity } from '../plan.ts';
import { shortUrl } from '../text.ts';
import { type PageContext, type PageRule, milder } from './page-rule.ts';
import { blockingLine, resources } from './resources.ts';

/** Errors from which on it is a storm: all lines, or distinct ones. */
const storm = { lines: 100, distinct: 10 };

/** Causes told one by one; a storm tells the rest. */
const told = 5;

/** Policies that an environment sets, not a release. */
const policies = new Set(['CSP', 'CORS', 'MIXED', 'FRAME']);

/**
 * R9: uncaught exceptions, storms and single errors in the console, one remark for each cause. What merely follows from
 * a request that the resources check tells is told there, with its number.
 */
export const consoleErrors: PageRule = (look, context) => {
  const causes = consoleCauses(look, { ...context, tells: tellerOf(look, context), blocked: blockedFacts(look, context) });
  const own = causes.filter(({ party }) => party === 'first');
  const exceptions = own.filter(({ group }) => group.source === 'exception');
  const lines = own.filter(({ group }) => group.source === 'console').map((cause) => line(cause, context));
  const foreign = causes.filter(({ party }) => party === 'third');
  return [
    ...exceptions.map((cause) => exception(cause, look, context)).sort(bySeverity).slice(0, told),
    ...stormOf(causes, look, context),
    ...lines.sort(bySeverity).slice(0, told),
    ...foreign.filter(({ group }) => group.source === 'exception').slice(0, told).map(
      (cause): Remark => ({ code: 'THIRD_PARTY_EXCEPTION', severity: milder(context.severity, 'minor'), attribution: 'dependency', data: message(cause, context) }),
    ),
    ...foreignLines(foreign, context),
    ...expired(look, context),
  ];
};

/** Tells how severely the resources check objects to a request, or null when it does not. */
function tellerOf(look: PageLook, context: PageContext): (fact: RequestFact) => Severity | null {
  const quiet = { ...look.messages, groups: [] };
  const known = new Map<RequestFact, Severity | null>();
  return (fact) => {
    let severity = known.get(fact);
    if (severity === undefined) {
      severity = resources({ ...look, messages: quiet, requests: { total: 1, suspicious: [fact], pending: [], dropped: 0 } }, context)[0]?.severity ?? null;
      known.set(fact, severity);
    }
    return severity;
  };
}

/** Resources that the resources check calls blocked though no request tells it. */
function blockedFacts(look: PageLook, { partyOf }: PageContext): RequestFact[] {
  const listed = new Set(look.requests.suspicious.map(({ url }) => url));
  return look.messages.groups.flatMap((group): RequestFact[] => {
    const line = blockingLine(group);
    if (line === null || listed.has(line.resource) || partyOf(line.resource) !== 'first') return [];
    return [{ url: line.resource, method: 'GET', type: 'script', status: null, contentType: null, error: line.by.includes('Content-Security-Policy') ? 'csp' : 'net::ERR_BLOCKED', startMs: group.firstMs, durationMs: 0, sample: null }];
  });
}

function exception(cause: ConsoleCause, look: PageLook, context: PageContext): Remark {
  const rendered = look.readyMs !== null;
  const recovered = rendered && cause.family?.id === 'HYD';
  const vendor = rendered && cause.after?.mere === true && context.partyOf(cause.after.fact.url) === 'third';
  return {
    code: 'UNCAUGHT_EXCEPTION',
    severity: recovered || vendor ? milder(context.severity, 'normal') : context.severity,
    attribution: vendor ? 'dependency' : 'release',
    data: message(cause, context),
  };
}

function line(cause: ConsoleCause, context: PageContext): Remark {
  const { family, group } = cause;
  const blocks = family !== null && group.level === 'error' && blocksAlone(family, group.text);
  return {
    code: 'CONSOLE_ERROR',
    severity: blocks ? context.severity : milder(context.severity, group.level === 'warning' ? 'minor' : 'normal'),
    attribution: family !== null && policies.has(family.id) ? 'environment' : 'release',
    data: message(cause, context),
  };
}

/** What every remark on a message carries. */
function message({ group, print, family, after }: ConsoleCause, { page }: PageContext) {
  return {
    url: page.url,
    text: group.text,
    at: group.mapped ? `${group.mapped.source}:${group.mapped.line}${group.mapped.name ? ` in ${group.mapped.name}` : ''}` : place(group.url, group.line),
    count: group.count,
    fingerprint: print.strict,
    loose: print.loose,
    ...(family ? { family: family.id } : {}),
    ...(after ? { after: requestCause(after.fact) } : {}),
  };
}

function requestCause({ url, type, status, error, contentType }: RequestFact): RequestCause {
  return { url, type, status, error, contentType };
}

function stormOf(causes: ConsoleCause[], look: PageLook, context: PageContext): Remark[] {
  const errors = causes.filter(({ group }) => group.level === 'error');
  const own = errors.filter(({ party }) => party === 'first');
  const sum = (some: ConsoleCause[]) => some.reduce((total, { group }) => total + group.count, 0);
  // Lines beyond the observer's bounds are taken to be own and foreign as those within them.
  const listed = look.messages.groups.filter(({ level }) => level === 'error').reduce((total, { count }) => total + count, 0);
  const unlisted = Math.min(look.messages.dropped, Math.max(0, look.messages.errors - listed));
  const share = errors.length === 0 ? 0 : sum(own) / sum(errors);
  const lines = sum(own) + Math.round(unlisted * share);
  const distinct = new Set(own.map(({ print }) => print.loose)).size;
  if (lines < storm.lines && distinct < storm.distinct) return [];
  const sample = own.toSorted((a, b) => b.group.count - a.group.count)[0]?.group.text ?? '';
  return [{ code: 'CONSOLE_STORM', severity: context.severity, attribution: 'release', data: { url: context.page.url, lines, distinct, sample } }];
}

function foreignLines(foreign: ConsoleCause[], context: PageContext): Remark[] {
  const lines = foreign.filter(({ group }) => group.source === 'console');
  const first = lines[0];
  if (!first) return [];
  const hosts = [...new Set(lines.map(({ origin }) => URL.parse(origin)?.host ?? origin))].slice(0, told);
  const count = lines.reduce((total, { group }) => total + group.count, 0);
  return [{ code: 'THIRD_PARTY_CONSOLE', severity: milder(context.severity, 'minor'), attribution: 'dependency', data: { url: context.page.url, hosts, lines: count, sample: first.group.text } }];
}

function expired(look: PageLook, context: PageContext): Remark[] {
  return context.consoleAllow
    .filter(({ match, expires }) => expires !== undefined && context.today > expires && look.messages.groups.some(({ text }) => new RegExp(match).test(text)))
    .map(({ match, reason, expires }): Remark => ({ code: 'ALLOWANCE_EXPIRED', severity: 'minor', attribution: 'release', data: { match, reason, expires: expires ?? '' } }));
}

/** The most severe first; a stable sort keeps the order of time within one severity. */
function bySeverity(a: Remark, b: Remark): number {
  return a.severity === b.severity ? 0 : milder(a.severity, b.severity) === a.severity ? 1 : -1;
}

function place(url: string, line: number): string {
  return url ? `${shortUrl(url, 60)}${line ? `:${line}` : ''}` : '';
}

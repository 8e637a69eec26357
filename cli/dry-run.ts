import { clipToWidth, wrap } from '../reports/display-width.ts';
import type { JourneyPlan, PagePlan, Plan, Severity } from '../verdict/plan.ts';
import { counted, oneLine, spoken } from '../verdict/text.ts';
import type { PlannedRun } from './plan.ts';

const columns = 80;
const labelWidth = 11;

/**
 * What a run would do, as text of at most 80 columns that ends with a line break. Nothing secret is in it:
 * of headers and bodies it says nothing, and of URLs no values of queries that the configuration adds.
 */
export function renderDryRun({ plan, journeys, outputDir }: Pick<PlannedRun, 'plan' | 'journeys' | 'outputDir'>): string {
  const lines = [
    'Dry run: nothing was contacted, and there is no verdict.',
    '',
    ...labelled('Target', `${plan.target.name} (${plan.target.environment}), ${plan.target.url}`),
    ...labelled('Release', plan.release ?? 'any'),
    ...labelled('Deadline', spoken(plan.deadlineMs)),
    ...labelled('Blocks', plan.policy.block.length === 0 ? 'nothing' : plan.policy.block.join(', ')),
    ...labelled('Reports', `${plan.formats.join(', ')} in ${outputDir}`),
    ...section(counted(plan.pages.length, 'page'), plan.pages.flatMap((page) => pageLines(plan, page))),
    ...section('The deploy as a whole', plan.checks.filter(({ kind }) => kind === 'deploy').flatMap(({ severity }) => item(severity, 'files named by the pages, builds over fresh connections'))),
    ...section(counted(journeys.length, 'journey'), journeys.flatMap(journeyLines)),
    ...section('Own specs', (plan.specs?.match ?? []).map((glob) => `  ${glob}`)),
    '',
    `${counted(plan.checks.length, 'check')} in all${plan.specs === null ? '' : ', and those of the own specs'}.`,
  ];
  return `${lines.map((line) => clipToWidth(line, columns)).join('\n')}\n`;
}

function labelled(label: string, value: string): string[] {
  const indent = ' '.repeat(labelWidth);
  return wrap(oneLine(value), columns - labelWidth).map((line, index) => `${index === 0 ? label.padEnd(labelWidth) : indent}${line}`);
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

function item(severity: Severity, text: string): string[] {
  const head = `  ${severity.padEnd(9)} `;
  return wrap(oneLine(text), columns - head.length).map((line, index) => (index === 0 ? head : ' '.repeat(head.length)) + line);
}

function pageLines({ checks, target }: Plan, page: PagePlan): string[] {
  const url = new URL(page.url);
  const path = url.origin === new URL(target.url).origin ? `${url.pathname}${url.search}${url.hash}` : url.href;
  const kinds = checks.filter(({ subject }) => subject === page.id).map(({ kind, severity }) => (severity === page.severity ? kind : `${kind} (${severity})`));
  return [...item(page.severity, page.name === path ? path : `${page.name}, ${path}`), ...wrap(kinds.join(', '), columns - 14).map((line) => `${' '.repeat(14)}${line}`)];
}

function journeyLines({ partner, name, severity, steps }: JourneyPlan): string[] {
  const calls = steps.flatMap(({ method, url, mutates, cleanup }) => {
    const { origin, pathname } = new URL(url);
    const notes = [mutates ? 'changes data' : '', cleanup ? 'cleanup' : ''].filter(Boolean).join(', ');
    return wrap(`${method} ${origin}${pathname}${notes === '' ? '' : ` (${notes})`}`, columns - 14).map((line) => `${' '.repeat(14)}${line}`);
  });
  return [...item(severity, `${partner}: ${name}`), ...calls];
}

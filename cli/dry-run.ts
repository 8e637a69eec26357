import { clipToWidth, wrap } from '../reports/display-width.ts';
import { takenInWords } from '../verdict/baseline/words.ts';
import { forCiLog } from '../verdict/neutralise.ts';
import type { JourneyPlan, PagePlan, Plan, SentRequest, Severity, StepPlan } from '../verdict/plan.ts';
import { createRedactor } from '../verdict/redact.ts';
import { clip, counted, oneLine, spoken } from '../verdict/text.ts';
import { composeByName } from './captured-values.ts';
import type { PlannedRun } from './plan.ts';

const columns = 80;
const labelWidth = 11;

/** Characters of a header and of a body that are shown of a request which is made of a contract. */
const shown = { header: 200, body: 600 };

/**
 * What a run would do, as text of at most 80 columns that ends with a line break. Nothing secret is in it: secrets are taken out
 * of requests that are made of a contract, and of others it tells neither headers nor bodies nor queries.
 *
 * @param rollback what is asked about a rollback, see `rollbackQuestions`
 */
export function renderDryRun({ plan, journeys, secrets, outputDir, fetched }: Pick<PlannedRun, 'plan' | 'journeys' | 'secrets' | 'outputDir' | 'fetched'>, rollback: readonly string[] = []): string {
  const redact = createRedactor(secrets);
  const lines = [
    fetched.length === 0 ? 'Dry run: nothing was contacted, and there is no verdict.' : 'Dry run: nothing but contracts was fetched, and there is no verdict.',
    '',
    ...labelled('Target', `${plan.target.name} (${plan.target.environment}), ${plan.target.url}`),
    ...labelled('Release', `${plan.release ?? 'any'}${plan.release === null || plan.identity === undefined ? '' : `, waited for ${spoken(plan.identity.withinMs)} at most`}`),
    ...(plan.reference === undefined ? [] : labelled('Reference', forCiLog(clip(`${plan.reference.target.name} (${plan.reference.target.environment}), ${plan.reference.takenAt}`, 200)))),
    ...(plan.baseline === undefined ? [] : labelled('Baseline', `${plan.baseline.file}, ${takenInWords(plan.baseline.taken)}`)),
    ...labelled('Deadline', spoken(plan.deadlineMs)),
    ...labelled('Blocks', plan.policy.block.length === 0 ? 'nothing' : plan.policy.block.join(', ')),
    ...labelled('Reports', `${plan.formats.join(', ')} in ${outputDir}`),
    ...fetched.flatMap((url) => labelled('Contract', url)),
    ...section('The served release', plan.checks.filter(({ kind }) => kind === 'release').flatMap(({ severity }) => item(severity, releaseInWords(plan)))),
    ...section(counted(plan.pages.length, 'page'), plan.pages.flatMap((page) => pageLines(plan, page))),
    ...section('The deploy as a whole', plan.checks.filter(({ kind }) => kind === 'deploy').flatMap(({ severity }) => item(severity, 'files named by the pages, builds over fresh connections'))),
    ...section(counted(journeys.length, 'journey'), journeys.flatMap((journey) => journeyLines(journey, redact))),
    ...section('Rollback', rollback.flatMap((question) => item('asked', redact(question)))),
    ...section('Own specs', (plan.specs?.match ?? []).map((glob) => `  ${glob}`)),
    '',
    `${counted(plan.checks.length, 'check')} in all${plan.specs === null ? '' : ', and those of the own specs'}.`,
  ];
  return `${lines.map((line) => clipToWidth(line, columns)).join('\n')}\n`;
}

function releaseInWords({ identity }: Plan): string {
  const { samples = 0, instances = [], previousAssets = [] } = identity ?? {};
  const parts = [`${counted(samples, 'fresh connection')} to each page, API and URL that tells it`, instances.length === 0 ? '' : `also at ${instances.join(', ')}`, previousAssets.length === 0 ? '' : `${counted(previousAssets.length, 'file')} of the previous release`];
  return parts.filter(Boolean).join('; ');
}

function labelled(label: string, value: string): string[] {
  const indent = ' '.repeat(labelWidth);
  return wrap(oneLine(value), columns - labelWidth).map((line, index) => `${index === 0 ? label.padEnd(labelWidth) : indent}${line}`);
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

function item(severity: Severity | 'asked', text: string): string[] {
  const head = `  ${severity.padEnd(9)} `;
  return wrap(oneLine(text), columns - head.length).map((line, index) => (index === 0 ? head : ' '.repeat(head.length)) + line);
}

function pageLines({ checks, target }: Plan, page: PagePlan): string[] {
  const url = new URL(page.url);
  const path = url.origin === new URL(target.url).origin ? `${url.pathname}${url.search}${url.hash}` : url.href;
  const kinds = checks.filter(({ subject }) => subject === page.id).map(({ kind, severity }) => (severity === page.severity ? kind : `${kind} (${severity})`));
  return [...item(page.severity, page.name === path ? path : `${page.name}, ${path}`), ...wrap(kinds.join(', '), columns - 14).map((line) => `${' '.repeat(14)}${line}`)];
}

function journeyLines({ partner, name, severity, steps, limits }: JourneyPlan, redact: (text: string) => string): string[] {
  const calls = steps.flatMap((step) => {
    const { origin, pathname, search } = new URL(step.url);
    const notes = [step.mutates ? 'changes data' : '', step.cleanup ? 'cleanup' : '', step.webhook === undefined ? '' : `waits for a delivery to ${redact(step.webhook.url)}`].filter(Boolean).join(', ');
    const url = redact(`${origin}${pathname}${step.contract === undefined ? '' : search}`);
    const call = wrap(forCiLog(`${step.method} ${url}${notes === '' ? '' : ` (${notes})`}`), columns - 14);
    return [...call, ...contractLines(step, redact)].map((line) => `${' '.repeat(14)}${line}`);
  });
  const { concurrency, perSecond } = limits ?? {};
  const kept = [concurrency === undefined ? '' : `${concurrency} at once`, perSecond === undefined ? '' : `${perSecond} a second`].filter(Boolean).join(', ');
  return [...item(severity, `${partner}: ${name}${kept === '' ? '' : ` (its host: at most ${kept})`}`), ...calls];
}

/** What a contract gave besides method and URL. */
function contractLines(step: StepPlan, redact: (text: string) => string): string[] {
  if (step.contract === undefined) return [];
  const { headers = {}, body }: Partial<SentRequest> = (step.compose ? composeByName(step.compose) : step) ?? {};
  const told = step.contract.headers.flatMap((name) => (headers[name] === undefined ? [] : [clip(redact(`${name}: ${headers[name]}`), shown.header)]));
  const sent = body === undefined ? [] : [`${body.contentType}: ${'text' in body ? clip(redact(body.text), shown.body) : counted(body.bytes.length, 'byte')}`];
  return [...told, ...sent].flatMap((text) => wrap(forCiLog(text), columns - 16)).map((line) => `  ${line}`);
}

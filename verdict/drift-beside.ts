import { labelOf } from './drift-words.ts';
import type { Drift } from './drift.ts';
import type { FactKind } from './snapshot.ts';
import type { CheckResult, Verdict } from './verdict.ts';

/** Differences told beside one check, and in a verdict. */
const most = { beside: 5, told: 500 };

const ofPages: FactKind[] = ['document', 'policy', 'party', 'flag', 'config', 'header', 'api', 'cookie', 'worker', 'value', 'place', 'caching', 'compression'];

/** What may lie behind the failure of a kind of check, most telling first. */
const behind: Record<CheckResult['kind'], FactKind[]> = {
  'white-screen': ofPages,
  resources: ofPages,
  console: ofPages,
  deploy: ['caching', 'asset', 'release', 'document', 'header', 'compression'],
  release: ['release', 'asset', 'caching', 'value'],
  api: ['api', 'config', 'flag', 'value', 'place', 'connection', 'cookie', 'header'],
  spec: [...ofPages, 'connection', 'asset', 'release'],
};

/** What comes first beside some failures: a policy of the environment blocked, or code met a value that it did not expect. */
const first: Record<string, FactKind[]> = { RESOURCE_BLOCKED: ['policy', 'header', 'party'], CONSOLE_ERROR: ['policy', 'header', 'party'], UNCAUGHT_EXCEPTION: ['config', 'flag', 'api', 'party'] };

/** Kinds whose names begin with the path of a page. */
const byPage = new Set<FactKind>(['document', 'policy', 'header', 'caching', 'compression', 'place', 'release']);

/** The differences as they stand in the verdict, each with the failed checks that it may explain. */
export function driftInVerdict({ differences }: Drift, checks: readonly CheckResult[]): NonNullable<Verdict['drift']> {
  const told = differences.slice(0, most.told).map((one) => ({ ...one, label: labelOf(one), checks: [] as string[] }));
  for (const check of checks) {
    if (check.outcome !== 'fail') continue;
    const order = orderBeside(check);
    const near = told.filter(({ kind, name, severity }) => order.includes(kind) && (severity !== 'trivial' || kind === 'release' || kind === 'asset') && isOfPage(kind, name, check.id));
    const ranked = near.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
    const labels = new Set<string>();
    for (const one of ranked) {
      if (labels.size >= most.beside) break;
      if (labels.has(one.label)) continue;
      labels.add(one.label);
      one.checks.push(check.id);
    }
  }
  return told;
}

/** Kinds of facts that may lie behind the failure of a check, most telling first. */
export function orderBeside({ kind, findings }: Pick<CheckResult, 'kind' | 'findings'>): FactKind[] {
  return [...new Set([...findings.flatMap(({ code }) => first[code] ?? []), ...behind[kind]])];
}

/** Facts of another page say nothing of this one. */
function isOfPage(kind: FactKind, name: string, check: string): boolean {
  const [, path] = /^page:([^ ]*?)(?: \(mobile\))?:[\w-]+$/.exec(check) ?? [];
  const [start = ''] = name.split(' ');
  return path === undefined || !byPage.has(kind) || !start.startsWith('/') || start === path.replace(/#.*/, '');
}

import { styleText } from 'node:util';
import type { Difference, Drift } from '../verdict/drift.ts';
import { labelOf, sidesOf } from '../verdict/drift-words.ts';
import { forCiLog } from '../verdict/neutralise.ts';
import { type Severity, severities } from '../verdict/plan.ts';
import type { Snapshot } from '../verdict/snapshot.ts';
import { clip, counted } from '../verdict/text.ts';
import { wrap } from './display-width.ts';

/** Longer lines are hard to read, whatever the window has. */
const widest = 100;
const narrowest = 40;

/** Differences told of one severity, and of what hardly matters. */
const most: Record<Severity, number> = { blocker: 200, critical: 200, normal: 100, minor: 40, trivial: 10 };

/** How two environments differ, for a person at a prompt: most severe first, each with both values. */
export function renderDrift({ differences, declared, notCompared, hidden }: Drift, reference: Snapshot, observed: Snapshot, { columns, color }: { columns: number; color: boolean }): string {
  const width = Math.max(narrowest, Math.min(columns, widest));
  const painted = (text: string, paint: Parameters<typeof styleText>[0]) => (color ? styleText(paint, text, { validateStream: false }) : text);
  const paragraph = (text: string, indent: number, lead = '') => wrap(forCiLog(text), width - indent - lead.length).map((line, index) => `${' '.repeat(indent)}${index === 0 ? lead : ' '.repeat(lead.length)}${line}`);
  const side = ({ target, takenAt }: Snapshot) => `${clip([target.name, target.environment === 'unknown' ? '' : target.environment, target.url].filter(Boolean).join(' · '), 160)}, ${takenAt.slice(0, 16).replace('T', ' ')}`;
  const told = (difference: Difference): string[] => {
    const sides = sidesOf(difference);
    const where = difference.kind === 'policy' ? `${labelOf(difference)} of ${difference.name.split(' ')[0]}` : labelOf(difference);
    return [...paragraph(where, 4), ...paragraph(sides.reference, 6, '- '), ...paragraph(sides.observed, 6, '+ ')];
  };
  const lines = ['', ...paragraph(side(reference), 2, '- '), ...paragraph(side(observed), 2, '+ '), ''];
  for (const severity of severities) {
    const some = differences.filter((one) => one.severity === severity);
    if (some.length === 0) continue;
    const more = some.length - most[severity];
    lines.push(`  ${painted(`${severity} ${some.length}`, severity === 'critical' ? ['bold', 'red'] : 'bold')}`, ...some.slice(0, most[severity]).flatMap(told), ...(more > 0 ? [`    and ${more} more: see --json`] : []), '');
  }
  for (const { kind, why } of notCompared) lines.push(...paragraph(`Not compared: ${kind}, ${why}`, 2));
  if (hidden > 0) lines.push(...paragraph(`Not compared: ${counted(hidden, 'secret value')}, as the files have different salts; take one with --reference and the other file.`, 2));
  lines.push(...paragraph(differences.length === 0 ? `Nothing differs${declared.length > 0 ? ` but ${counted(declared.length, 'declared fact')}` : ''}.` : `${counted(differences.length, 'difference')}${declared.length > 0 ? `, and ${declared.length} declared` : ''}.`, 2), '');
  return lines.join('\n');
}

import { loadGate } from '../../config.ts';
import { renderDrift } from '../../reports/drift-text.ts';
import { type Drift, driftBetween } from '../../verdict/drift.ts';
import { labelOf } from '../../verdict/drift-words.ts';
import type { Snapshot } from '../../verdict/snapshot.ts';
import { encodeDocument } from '../../verdict/wire.ts';
import type { CompareOptions } from '../compare-options.ts';
import { readSnapshotFile } from '../snapshot-file.ts';
import { usesColour } from '../verdict-text.ts';

/** Something differs that nobody declared. */
const differsCode = 20;

/**
 * `gonogo compare`: tells how two environments differ.
 *
 * @returns 0 when nothing undeclared differs, else 20.
 * @throws UsageError when a file is no snapshot of this version.
 */
export async function compare(options: CompareOptions): Promise<number> {
  const [reference, observed] = await Promise.all([readSnapshotFile(options.reference, options.reference), readSnapshotFile(options.observed, options.observed)]);
  const { gate } = await loadGate(options.config, process.cwd());
  const drift = driftBetween(reference, observed, gate.drift);
  process.stdout.write(options.json ? encodeDocument(documentOf(drift, reference, observed)) : renderDrift(drift, reference, observed, { columns: process.stdout.columns ?? 80, color: usesColour(process.stdout) }));
  return drift.differences.length === 0 ? 0 : differsCode;
}

function documentOf({ differences, declared, notCompared, hidden }: Drift, reference: Snapshot, observed: Snapshot) {
  const side = ({ target, takenAt }: Snapshot) => ({ name: target.name, url: target.url, environment: target.environment, takenAt });
  return { schema: 'gonogo.drift/v1', reference: side(reference), observed: side(observed), differences: differences.map((one) => ({ ...one, label: labelOf(one) })), declared, notCompared, hidden };
}

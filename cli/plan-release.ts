import type { Gate } from '../config/schema.ts';
import type { ReleaseInstance } from '../fixtures/release-observer.ts';
import type { CheckPlan, Target } from '../verdict/plan.ts';
import { type Snapshot, varying } from '../verdict/snapshot.ts';
import type { ReleasePlan } from '../verdict/release-observation.ts';
import type { SecretReader } from './secrets.ts';

/** What of the release is asked, and the instances with headers that may be secret. */
export interface PlannedRelease {
  identity: ReleasePlan;
  instances: ReleaseInstance[];
}

const usual = { read: undefined, within: 120_000, samples: 3, instances: [], previousAssets: [] };

/** Null where no release is expected and nothing about one is configured. Waiting leaves at least half of the deadline. */
export function planRelease(release: Gate['release'], expected: string | null, { target, deadlineMs, reference }: { target: Target; deadlineMs: number; reference: Snapshot | null }, reader: SecretReader): PlannedRelease | null {
  if (release === null && expected === null) return null;
  const { read = null, within, samples, instances, previousAssets } = release ?? usual;
  const identity: ReleasePlan = {
    read,
    withinMs: Math.min(within, deadlineMs / 2),
    samples,
    instances: instances.map(({ name }) => name),
    previousAssets: [...new Set([...previousAssets, ...assetsOf(reference, target)].map((path) => new URL(path, target.url).href))],
  };
  return {
    identity,
    instances: instances.map(({ name, address = null, headers }, index) => ({ name, address, headers: reader.headers(headers, ['release', 'instances', index, 'headers']) })),
  };
}

/** Files that the target had when the reference was taken; those of another environment need not be here. */
function assetsOf(reference: Snapshot | null, { url }: Target): string[] {
  if (reference === null || new URL(reference.target.url).origin !== new URL(url).origin) return [];
  return Object.values(reference.facts.asset ?? {}).filter((asset) => asset !== varying && URL.canParse(asset, url));
}

/** The check of the release's identity. */
export function releaseCheck(expected: string | null): CheckPlan {
  return { id: 'release', kind: 'release', title: `${expected === null ? 'One' : 'The expected'} release is served everywhere`, severity: 'blocker', subject: 'release' };
}

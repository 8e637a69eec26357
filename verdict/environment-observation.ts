import type { Snapshot } from './snapshot.ts';

/** The environment of the run as facts, to be compared with a reference. */
export interface EnvironmentObservation extends Pick<Snapshot, 'takenAt' | 'salt' | 'facts' | 'notObserved'> {
  kind: 'environment';
  subject: 'environment';
}

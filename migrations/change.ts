/** Databases whose SQL is read. */
export const dialects = ['postgresql', 'mysql', 'sqlite'] as const;
export type Dialect = (typeof dialects)[number];

/**
 * Whether the code of the release before runs against the database as it is after the change: `safe` it does, `unsafe` it
 * does not or loses data, `unknown` cannot be told from the statement.
 */
export type Effect = 'safe' | 'unsafe' | 'unknown';

/** One statement, or one call, of a migration. */
export interface Change {
  effect: Effect;
  /** What it does, as a clause without subject: `drops column t.a, which the code before may use`. */
  reason: string;
  /** The statement itself, on one line of at most 160 characters. */
  statement: string;
}

/** An effect with its reason. */
export type Ruling = Omit<Change, 'statement'>;

export const safe = (reason: string): Ruling => ({ effect: 'safe', reason });
export const unsafe = (reason: string): Ruling => ({ effect: 'unsafe', reason });
export const unknown = (reason: string): Ruling => ({ effect: 'unknown', reason });

/** The worst of several effects: unsafe, then unknown; safe when there is none. */
export function worst(effects: readonly Effect[]): Effect {
  return effects.includes('unsafe') ? 'unsafe' : effects.includes('unknown') ? 'unknown' : 'safe';
}

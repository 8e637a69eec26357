import { type Pending, type PendingJson, isCapturedReference, isPending } from '../config/values.ts';
import type { Captured, CapturedValue, JsonValue, SentRequest } from '../verdict/plan.ts';

/** True when anything in a value hangs on captured values, at any depth. */
export function hasPending(value: unknown): boolean {
  if (isPending(value)) return true;
  return value !== null && typeof value === 'object' && !Buffer.isBuffer(value) && Object.values(value).some(hasPending);
}

/** A value as text. @throws when it was not captured, or its function does. */
export function fill(value: string | Pending, captured: Captured): string {
  return typeof value === 'string' ? value : String(valueOf(value, captured));
}

/** JSON with the captured values in their places, each with its type. */
export function fillJson(value: PendingJson, captured: Captured): JsonValue {
  if (isPending(value)) return valueOf(value, captured);
  if (Array.isArray(value)) return value.map((item) => fillJson(item, captured));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillJson(item, captured)]));
}

function valueOf(value: Pending, captured: Captured): CapturedValue {
  const found: unknown = typeof value === 'function' ? value(captured) : captured[value.captured];
  if (typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean') return found;
  throw new Error(typeof value === 'function' ? 'a function of captured values gave neither a text, a number, true nor false' : `${value.captured} was not captured`);
}

/** The names that a value refers to, at any depth; what functions use cannot be known. */
export function referredNames(value: unknown): string[] {
  if (isCapturedReference(value)) return [value.captured];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(referredNames) : [];
}

/** A request before anything was captured, with `:orderId` in the place of each value; null when a function cannot work with that. */
export function composeByName(compose: (captured: Captured) => SentRequest): SentRequest | null {
  const names = new Proxy<Record<string, string>>({}, { get: (_, name) => `:${String(name)}`, has: () => true });
  try {
    return compose(names);
  } catch {
    return null;
  }
}

import { singleton } from "#lib/platform/singleton";

type Kept = { untilMs: number; value: Promise<unknown> };

/** So many answers are kept at once; the oldest leave first. */
const KEPT_MAX = 2_000;

/**
 * The answer of `load`, kept in the process for `ttlMs` and loaded once however many ask at the same time: a page that a
 * thousand people open in a second costs the database one question. A load that fails is not kept.
 */
export function briefly<T>(key: string, ttlMs: number, load: () => Promise<T>): Promise<T> {
  const kept = singleton("catalog-briefly", () => new Map<string, Kept>());
  const known = kept.get(key);
  if (known && known.untilMs > performance.now()) return known.value as Promise<T>;
  const value = load();
  kept.delete(key);
  kept.set(key, { untilMs: performance.now() + ttlMs, value });
  value.catch(() => kept.delete(key));
  const oldest = kept.keys().next();
  if (kept.size > KEPT_MAX && !oldest.done) kept.delete(oldest.value);
  return value;
}

/**
 * Keeps the values that were used last. Room for a new one is made by letting go of one that was not used since it was
 * last passed over (the second chance of Corbató's clock: a look costs a mark, where exact order would cost a move); when
 * none may go, it grows, since a value in use must stay what everyone shares.
 */
export type RecentlyUsed<Value> = {
  /** The value under this key, which counts as used now; undefined when it is not kept. */
  get: (key: string) => Value | undefined;
  set: (key: string, value: Value) => void;
  /** Forgets the value, if it is still this one. */
  forget: (key: string, value: Value) => void;
  size: () => number;
};

export function keepRecentlyUsed<Value>(options: {
  max: number;
  /** Whether a value is in nobody's hands. Without it every value may go. */
  mayGo?: (value: Value) => boolean;
  /** Called with each value that had to make room. */
  onGone?: (value: Value) => void;
}): RecentlyUsed<Value> {
  // A Map keeps its keys in the order in which they were set: the hand of the clock stands at the first.
  const kept = new Map<string, { value: Value; isUsed: boolean }>();

  function makeRoom(): void {
    for (const [key, entry] of kept) {
      if (kept.size < options.max) return;
      if (options.mayGo && !options.mayGo(entry.value)) continue;
      kept.delete(key);
      if (entry.isUsed) {
        entry.isUsed = false;
        kept.set(key, entry);
      } else options.onGone?.(entry.value);
    }
  }

  return {
    get: (key) => {
      const entry = kept.get(key);
      if (entry) entry.isUsed = true;
      return entry?.value;
    },
    set: (key, value) => {
      if (!kept.has(key)) makeRoom();
      kept.delete(key);
      kept.set(key, { value, isUsed: false });
    },
    forget: (key, value) => {
      if (kept.get(key)?.value === value) kept.delete(key);
    },
    size: () => kept.size,
  };
}

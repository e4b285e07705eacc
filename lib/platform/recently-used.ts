/**
 * Keeps the values that were used last. Room for a new one is made by letting go of the value that was used longest ago
 * among those that may go; when none may, it grows, since a value in use must stay what everyone shares.
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
  // A Map keeps its keys in the order in which they were set: the first is the one used longest ago.
  const kept = new Map<string, { value: Value; turn: number }>();
  let turn = 0;

  function makeRoom(): void {
    for (const [key, { value }] of kept) {
      if (kept.size < options.max) return;
      if (options.mayGo && !options.mayGo(value)) continue;
      kept.delete(key);
      options.onGone?.(value);
    }
  }

  return {
    get: (key) => {
      const entry = kept.get(key);
      if (!entry) return undefined;
      turn += 1;
      // One that is among the younger half stays where it is: moving costs ten times what looking costs.
      if (turn - entry.turn > kept.size / 2) {
        entry.turn = turn;
        kept.delete(key);
        kept.set(key, entry);
      }
      return entry.value;
    },
    set: (key, value) => {
      if (!kept.has(key)) makeRoom();
      turn += 1;
      kept.delete(key);
      kept.set(key, { value, turn });
    },
    forget: (key, value) => {
      if (kept.get(key)?.value === value) kept.delete(key);
    },
    size: () => kept.size,
  };
}

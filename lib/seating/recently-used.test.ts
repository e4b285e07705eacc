import fc from "fast-check";
import { expect, test } from "vitest";
import { keepRecentlyUsed } from "./recently-used.ts";

test("the value used longest ago makes room, and is handed over to be closed", () => {
  const gone: number[] = [];
  const kept = keepRecentlyUsed<number>({ max: 2, onGone: (value) => gone.push(value) });
  kept.set("one", 1);
  kept.set("two", 2);
  kept.get("one");
  kept.set("three", 3);
  expect([kept.get("one"), kept.get("two"), kept.get("three")]).toEqual([1, undefined, 3]);
  expect(gone).toEqual([2]);
});

test("a value in use stays, even when that means more than the limit", () => {
  const kept = keepRecentlyUsed<{ inUse: boolean }>({ max: 1, mayGo: (value) => !value.inUse });
  const busy = { inUse: true };
  kept.set("busy", busy);
  kept.set("second", { inUse: true });
  expect(kept.size()).toBe(2);
  busy.inUse = false;
  kept.set("third", { inUse: true });
  expect(kept.get("busy")).toBeUndefined();
  expect(kept.size()).toBe(2);
});

test("forgetting a value that was replaced meanwhile does nothing", () => {
  const kept = keepRecentlyUsed<number>({ max: 3 });
  kept.set("key", 1);
  kept.set("key", 2);
  kept.forget("key", 1);
  expect(kept.get("key")).toBe(2);
  kept.forget("key", 2);
  expect(kept.get("key")).toBeUndefined();
});

test("there are never more values than the limit, and the last one set is always there", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.constantFrom("a", "b", "c", "d", "e", "f", "g")),
      (max, keys) => {
        const kept = keepRecentlyUsed<string>({ max });
        for (const key of keys) {
          kept.set(key, key);
          expect(kept.size()).toBeLessThanOrEqual(max);
          expect(kept.get(key)).toBe(key);
        }
      },
    ),
  );
});

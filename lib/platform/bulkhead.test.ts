import { afterEach, expect, test, vi } from "vitest";
import { createBulkhead, shareOf } from "./bulkhead.ts";
import { Failure } from "./invariant.ts";

afterEach(() => void vi.useRealTimers());

test.each([
  [1, 1],
  [7, 1],
  [10, 2],
  [40, 10],
])("of %i connections expensive work gets %i", (poolSize, share) => {
  expect(shareOf(poolSize)).toBe(share);
});

test("as many work at once as may, the others enter in their order, and all leave", async () => {
  const bulkhead = createBulkhead("test", { atOnce: 2, waiting: 10, waitMs: 60_000, needs: "database" });
  const entered: number[] = [];
  const all = [0, 1, 2, 3].map((n) => bulkhead.enter().then(() => entered.push(n)));
  await Promise.all(all.slice(0, 2));
  expect([entered, bulkhead.counts()]).toEqual([[0, 1], { inside: 2, waiting: 2 }]);
  bulkhead.leave();
  await all[2];
  expect([entered, bulkhead.counts()]).toEqual([[0, 1, 2], { inside: 2, waiting: 1 }]);
  for (let i = 0; i < 3; i++) bulkhead.leave();
  await all[3];
  expect([entered, bulkhead.counts()]).toEqual([[0, 1, 2, 3], { inside: 0, waiting: 0 }]);
});

test("whoever finds too many waiting is sent away at once, and takes no place", async () => {
  const bulkhead = createBulkhead("test", { atOnce: 1, waiting: 1, waitMs: 60_000, needs: "database" });
  await bulkhead.enter();
  const waiting = bulkhead.enter();
  await expect(bulkhead.enter()).rejects.toThrow(Failure);
  bulkhead.leave();
  await waiting;
  bulkhead.leave();
  expect(bulkhead.counts()).toEqual({ inside: 0, waiting: 0 });
});

test("who waits too long is sent away, and the next one gets the place", async () => {
  vi.useFakeTimers();
  const bulkhead = createBulkhead("test", { atOnce: 1, waiting: 5, waitMs: 1_000, needs: "database" });
  await bulkhead.enter();
  const early = bulkhead.enter().catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(500);
  const late = bulkhead.enter();
  await vi.advanceTimersByTimeAsync(500);
  expect(await early).toMatchObject({ dependency: "database", retryAfterSeconds: 2 });
  bulkhead.leave();
  await late;
  expect(bulkhead.counts()).toEqual({ inside: 1, waiting: 0 });
});

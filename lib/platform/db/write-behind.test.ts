import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { boundedQueues } from "../bounded-queues.ts";
import { createWriteBehind, WAITING_MAX } from "./write-behind.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A place to write to, whose writes take as long as the test wants. */
function aSlowPlace() {
  const written: number[][] = [];
  const lost: number[][] = [];
  const endpoints: (() => void)[] = [];
  let failure: Error | undefined;
  const behind = createWriteBehind<number>({
    name: "test",
    write: async (items) => {
      await new Promise<void>((resolve) => endpoints.push(resolve));
      if (failure) throw failure;
      written.push(items);
    },
    onLost: (items) => lost.push(items),
  });
  const finish = async () => {
    endpoints.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { behind, written, lost, finish, fail: (error: Error) => (failure = error) };
}

test("what comes within a moment is written together, in its order", async () => {
  const { behind, written, finish } = aSlowPlace();
  for (const item of [1, 2, 3]) behind.add(item);
  expect(written).toEqual([]);
  await vi.advanceTimersByTimeAsync(50);
  await finish();
  expect(written).toEqual([[1, 2, 3]]);
});

test("what comes while a slow write is under way is written too, and so is all that comes after", async () => {
  const { behind, written, finish } = aSlowPlace();
  behind.add(1);
  await vi.advanceTimersByTimeAsync(50);
  behind.add(2);
  // The write outlasts the moment in which the second gathers.
  await vi.advanceTimersByTimeAsync(200);
  await finish();
  await finish();
  behind.add(3);
  await vi.advanceTimersByTimeAsync(50);
  await finish();
  expect(written).toEqual([[1], [2], [3]]);
});

test("waiting for it includes the writes in progress and those not begun", async () => {
  const { behind, written, finish } = aSlowPlace();
  behind.add(1);
  await vi.advanceTimersByTimeAsync(50);
  behind.add(2);
  let isOver = false;
  const all = behind.written().then(() => (isOver = true));
  await finish();
  expect(isOver).toBe(false);
  await finish();
  await all;
  expect(written).toEqual([[1], [2]]);
});

test("items that cannot be written are reported, and later ones are written", async () => {
  const { behind, written, lost, finish, fail } = aSlowPlace();
  fail(new Error("no database"));
  behind.add(1);
  await vi.advanceTimersByTimeAsync(50);
  await finish();
  expect([written, lost]).toEqual([[], [[1]]]);
});

test("items that find too many waiting are lost and reported together, and memory does not grow with a place that hangs", async () => {
  const { behind, written, lost, finish } = aSlowPlace();
  for (let item = 0; item < WAITING_MAX + 1_005; item++) behind.add(item);
  expect(boundedQueues().get("test")?.depth()).toBe(WAITING_MAX);
  expect(lost.map(({ length }) => length)).toEqual([1_000]);
  await vi.advanceTimersByTimeAsync(50);
  await finish();
  expect(lost.map(({ length }) => length)).toEqual([1_000, 5]);
  expect(written[0]).toHaveLength(1_000);
  expect(boundedQueues().get("test")?.depth()).toBeLessThan(WAITING_MAX);
});

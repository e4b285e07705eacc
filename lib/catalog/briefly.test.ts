import { expect, test, vi } from "vitest";
import { briefly } from "./briefly.ts";

const LONG_MS = 3_600_000;

test("a thousand who ask at the same moment and afterwards cost one question", async () => {
  let asked = 0;
  const load = async () => ++asked;
  const ask = () => briefly("one question", LONG_MS, load);
  expect(new Set(await Promise.all(Array.from({ length: 1_000 }, ask)))).toEqual(new Set([1]));
  expect(await ask()).toBe(1);
});

test("an answer that says nothing is kept like any other, and a failure is not", async () => {
  let asked = 0;
  const nothing = async () => {
    asked += 1;
  };
  await briefly("nothing", LONG_MS, nothing);
  expect(await briefly("nothing", LONG_MS, nothing)).toBeUndefined();
  expect(asked).toBe(1);
  const broken = () => briefly("broken", LONG_MS, () => Promise.reject(new Error("the database is gone")));
  await expect(Promise.all([broken(), broken()])).rejects.toThrow("the database is gone");
  expect(await briefly("broken", LONG_MS, async () => "back")).toBe("back");
});

test("an answer is asked for again when its time is over", async () => {
  let asked = 0;
  const load = async () => ++asked;
  await briefly("short", 1, load);
  await vi.waitFor(async () => expect(await briefly("short", 1, load)).toBeGreaterThan(1));
});

test("more questions at once than are kept are all answered", async () => {
  const gate = Promise.withResolvers<void>();
  const answers = Array.from({ length: 3_000 }, (_, i) =>
    briefly(`many ${i}`, LONG_MS, () => gate.promise.then(() => i)),
  );
  gate.resolve();
  expect((await Promise.all(answers)).at(0)).toBe(0);
});

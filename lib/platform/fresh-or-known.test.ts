import { expect, test } from "vitest";
import { freshOrKnown } from "./fresh-or-known.ts";
import { Failure } from "./invariant.ts";

const known = { answer: "known" };
const never = new Promise<string>(() => {});
const gone = () => Promise.reject(new Error("Can't reach database server"));

test("a fresh answer is better than a known one", async () => {
  expect(await freshOrKnown(Promise.resolve("fresh"), known)).toBe("fresh");
  expect(await freshOrKnown(Promise.resolve("fresh"), undefined)).toBe("fresh");
});

test("the known answer serves while the database hangs or is gone", async () => {
  expect(await freshOrKnown(never, known)).toBe("known");
  expect(await freshOrKnown(gone(), known)).toBe("known");
  expect(await freshOrKnown(Promise.reject(new Failure("database", "cannot now")), known)).toBe("known");
});

test("a fault is no reason to answer from memory, and without a known answer the failure is told", async () => {
  await expect(freshOrKnown(Promise.reject(new Error("ours")), known)).rejects.toThrow("ours");
  await expect(freshOrKnown(gone(), undefined)).rejects.toThrow("Can't reach database");
});

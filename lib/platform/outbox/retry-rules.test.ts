import { expect, test } from "vitest";
import { ATTEMPTS_MAX, pauseBefore } from "./retry-rules.ts";

const pausesUpTo = (attempt: number) =>
  Array.from({ length: attempt - 1 }, (_, i) => pauseBefore(i + 2) ?? 0).reduce((sum, pause) => sum + pause, 0);

test("an hour is over before the twelfth attempt, a weekend before the last", () => {
  expect(pausesUpTo(11)).toBeLessThan(3_600);
  expect(pausesUpTo(12)).toBeGreaterThan(3_600);
  expect(pausesUpTo(ATTEMPTS_MAX)).toBeGreaterThan(2.5 * 24 * 3_600);
});

test("the attempt behind the last is none: the fact is given up", () => {
  expect(pauseBefore(ATTEMPTS_MAX)).toBeTypeOf("number");
  expect(pauseBefore(ATTEMPTS_MAX + 1)).toBeUndefined();
});

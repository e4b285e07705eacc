import fc from "fast-check";
import { expect, test } from "vitest";
import { deadlineOf } from "./deadline.ts";

const time = fc.option(fc.nat(1_000_000), { nil: undefined });

test("a buyer has one deadline, the earlier of hold and time inside, and it is named", () => {
  fc.assert(
    fc.property(time, time, (holdUntilMs, insideUntilMs) => {
      const deadline = deadlineOf({ holdUntilMs, insideUntilMs });
      const times = [holdUntilMs, insideUntilMs].filter((at) => at !== undefined);
      expect(deadline?.atMs).toBe(times.length > 0 ? Math.min(...times) : undefined);
      if (deadline) expect(deadline.atMs).toBe(deadline.ends === "hold" ? holdUntilMs : insideUntilMs);
    }),
  );
});

test("that the time inside ends first is said while seats are held, and only then", () => {
  expect(deadlineOf({ holdUntilMs: 9, insideUntilMs: 5 })).toEqual({ atMs: 5, ends: "inside", isCutShort: true });
  expect(deadlineOf({ holdUntilMs: undefined, insideUntilMs: 5 })).toMatchObject({ isCutShort: false });
  expect(deadlineOf({ holdUntilMs: 5, insideUntilMs: 5 })).toMatchObject({ ends: "hold", isCutShort: false });
});

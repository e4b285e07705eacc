import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { entersNow, pauseBeforeLook } from "./look-pace.ts";

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe("a page looks at the queue", () => {
  test("every three to five seconds, and every six to ten far behind", () => {
    fc.assert(
      fc.property(random, (chance) => {
        const near = pauseBeforeLook({ failures: 0, ahead: 40, random: chance });
        expect(near).toBeGreaterThanOrEqual(3_000);
        expect(near).toBeLessThanOrEqual(5_000);
        const far = pauseBeforeLook({ failures: 0, ahead: 5_000, random: chance });
        expect(far).toBeGreaterThanOrEqual(6_000);
        expect(far).toBeLessThanOrEqual(10_000);
      }),
    );
  });

  test("ever more rarely while it gets no answer, and once a minute at the rarest", () => {
    fc.assert(
      fc.property(random, fc.integer({ min: 1, max: 40 }), (chance, failures) => {
        const pause = pauseBeforeLook({ failures, ahead: 0, random: chance });
        const next = pauseBeforeLook({ failures: failures + 1, ahead: 0, random: chance });
        expect(next).toBeGreaterThanOrEqual(pause);
        expect(pause).toBeGreaterThanOrEqual(2_000);
        expect(pause).toBeLessThanOrEqual(60_000);
      }),
    );
  });

  test("never before the time that a busy server asked for, and spread after it", () => {
    fc.assert(
      fc.property(
        random,
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: 1, max: 120 }),
        (chance, failures, seconds) => {
          const pause = pauseBeforeLook({ failures, retryAfterSeconds: seconds, ahead: 0, random: chance });
          expect(pause).toBeGreaterThanOrEqual(seconds * 1_000);
        },
      ),
    );
    const at = (chance: number) => pauseBeforeLook({ failures: 1, retryAfterSeconds: 10, ahead: 0, random: chance });
    expect(at(0.99) - at(0)).toBeGreaterThan(4_000);
  });
});

test("a called buyer is taken in at once where they look, else before their time is over", () => {
  expect(entersNow({ isVisible: true, leftMs: 119_000 })).toBe(true);
  expect(entersNow({ isVisible: false, leftMs: 119_000 })).toBe(false);
  expect(entersNow({ isVisible: false, leftMs: 60_000 })).toBe(true);
});

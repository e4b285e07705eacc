import { describe, expect, test } from "vitest";
import { pauseAfter, RETRY_FOR_MS } from "./webhook-schedule.ts";

describe("a message that is not taken", () => {
  test("is tried again after 5 s, 30 s, 2 min, 10 min, an hour, and then every six hours", () => {
    const pauses = Array.from({ length: 8 }, (_, i) => (pauseAfter(i + 1, 0, 0) ?? 0) / 1_000);
    expect(pauses).toEqual([5, 30, 120, 600, 3_600, 21_600, 21_600, 21_600]);
  });

  test("is delayed by up to a fifth more, so that messages that failed together are not repeated together", () => {
    expect(pauseAfter(2, 0, 0.5)).toBe(33_000);
    expect(pauseAfter(2, 0, 1)).toBe(36_000);
  });

  test("is given up when three days are over, after some fifteen tries", () => {
    for (const chance of [0, 0.3, 1]) {
      let age = 0;
      let tries = 1;
      for (;;) {
        const pause = pauseAfter(tries, age, chance);
        if (pause === undefined) break;
        age += pause;
        tries += 1;
      }
      expect(age).toBeLessThanOrEqual(RETRY_FOR_MS);
      expect(RETRY_FOR_MS - age).toBeLessThan(7.3 * 3_600_000);
      expect(tries).toBeGreaterThanOrEqual(14);
      expect(tries).toBeLessThanOrEqual(18);
    }
  });
});

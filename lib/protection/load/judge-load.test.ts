import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeHealth } from "./judge-health.ts";
import {
  CALM_MS,
  judgeLoad,
  LEVELS,
  type Level,
  type LevelState,
  nextLevel,
  READINGS,
  type Reading,
  THRESHOLDS,
  type Values,
} from "./judge-load.ts";
import type { Readings } from "./readings.ts";
import { createWindow } from "./window.ts";

const CALM: Values = Object.fromEntries(READINGS.map((reading) => [reading, null])) as Values;
const anyLevel = fc.constantFrom(...LEVELS);
const anyReading = fc.constantFrom(...READINGS);
const anyValues = fc.record(
  Object.fromEntries(READINGS.map((reading) => [reading, fc.option(fc.double({ min: 0, max: 20_000, noNaN: true }))])),
) as fc.Arbitrary<Values>;

describe("the level of load", () => {
  test.each(READINGS)("is what %s speaks for at each of its thresholds, and one less below", (reading: Reading) => {
    const bounds = THRESHOLDS[reading];
    expect(bounds).toEqual(bounds.toSorted((a, b) => a - b));
    for (const [i, bound] of bounds.entries()) {
      if (!Number.isFinite(bound)) continue;
      expect(judgeLoad({ ...CALM, [reading]: bound }).level).toBe(i + 1);
      expect(judgeLoad({ ...CALM, [reading]: bound * 0.999 }).level).toBe(i);
    }
  });

  test("is 0 without a measurement, and the highest of the readings, never an average", () => {
    expect(judgeLoad(CALM)).toMatchObject({ level: 0 });
    fc.assert(
      fc.property(anyValues, (values) => {
        const { level, levels } = judgeLoad(values);
        expect(level).toBe(Math.max(...Object.values(levels)));
      }),
    );
  });

  test("never falls when a reading gets worse, and is never higher with more tolerance", () => {
    fc.assert(
      fc.property(anyValues, anyReading, fc.double({ min: 0, max: 20_000, noNaN: true }), (values, reading, more) => {
        const worse = { ...values, [reading]: (values[reading] ?? 0) + more };
        expect(judgeLoad(worse).level).toBeGreaterThanOrEqual(judgeLoad(values).level);
        expect(judgeLoad(values, { tolerance: 2 }).level).toBeLessThanOrEqual(judgeLoad(values).level);
      }),
    );
  });
});

describe("from one second to the next", () => {
  const anyState: fc.Arbitrary<LevelState> = fc.record({
    level: anyLevel,
    calmSinceMs: fc.option(fc.integer({ min: 0, max: 1e6 })),
  });

  test("the level rises at once, by any number of steps", () => {
    fc.assert(
      fc.property(anyState, anyLevel, fc.nat(1e6), (state, judged, nowMs) => {
        fc.pre(judged >= state.level);
        expect(nextLevel(state, judged, nowMs)).toEqual({ level: judged, calmSinceMs: null });
      }),
    );
  });

  test("it falls one step after ten calm seconds, and not before", () => {
    let state: LevelState = { level: 3, calmSinceMs: null };
    const seen: Level[] = [];
    for (let second = 0; second <= 35; second++) {
      state = nextLevel(state, 0, second * 1_000);
      seen.push(state.level);
    }
    const falls = seen.flatMap((level, i) => (level < (seen[i - 1] ?? 3) ? [i] : []));
    expect(falls).toEqual([CALM_MS / 1_000, (2 * CALM_MS) / 1_000, (3 * CALM_MS) / 1_000]);
    expect(seen.at(-1)).toBe(0);
  });

  test("a moment of load begins the calm again, so that the level does not flap", () => {
    let state: LevelState = { level: 2, calmSinceMs: null };
    for (let second = 0; second < 60; second++) state = nextLevel(state, second % 9 === 8 ? 2 : 1, second * 1_000);
    expect(state.level).toBe(2);
  });

  test("it is never below what the readings speak for, and never changes by more than a step downwards", () => {
    fc.assert(
      fc.property(fc.array(anyLevel, { maxLength: 60 }), (judged) => {
        let state: LevelState = { level: 0, calmSinceMs: null };
        for (const [second, level] of judged.entries()) {
          const next = nextLevel(state, level, second * 1_000);
          expect(next.level).toBeGreaterThanOrEqual(level);
          expect(next.level).toBeGreaterThanOrEqual(state.level - 1);
          state = next;
        }
      }),
    );
  });
});

describe("the last ten seconds", () => {
  test("are all that counts: what is older leaves, second by second", () => {
    const window = createWindow();
    for (let second = 0; second < 25; second++) window.add(100, second < 15 ? "failed" : "ok", second * 1_000);
    expect(window.summary(24_000)).toMatchObject({ count: 10, failed: 0 });
    expect(window.summary(30_000)).toMatchObject({ count: 4 });
    expect(window.summary(60_000)).toEqual({ count: 0, failed: 0, conflicts: 0, p95Ms: null });
  });

  test("have a 95th percentile that is no less than the true one, and at most a quarter more", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1, max: 30_000, noNaN: true }), { minLength: 1, maxLength: 200 }),
        (all) => {
          const window = createWindow();
          for (const ms of all) window.add(ms, "ok", 5_000);
          const truth = all.toSorted((a, b) => a - b)[Math.ceil(all.length * 0.95) - 1] ?? 0;
          const p95 = window.summary(5_000).p95Ms ?? 0;
          expect(p95).toBeGreaterThanOrEqual(truth * 0.999);
          expect(p95).toBeLessThanOrEqual(truth * 1.251);
        },
      ),
    );
  });
});

describe("the health of the sale", () => {
  const none = { count: 0, p95Ms: null, conflicts: 0, failed: 0 };
  const readings = (changes: Partial<Readings> = {}): Readings => ({
    ...{ eventLoopMs: 0, database: none, isDatabaseAway: false, laneShare: 0, hold: none, gateway: none },
    ...changes,
  });
  const holds = (changes: Partial<Readings["hold"]>) =>
    readings({ hold: { ...none, count: 1_000, p95Ms: 20, ...changes } });

  test.each([
    ["good", "nothing happens", readings()],
    ["good", "holds are quick and few find their seats taken", holds({ conflicts: 49, failed: 4 })],
    ["bad", "holds are slower than their aim", holds({ p95Ms: 501 })],
    ["bad", "one hold of two hundred fails", holds({ failed: 5 })],
    ["bad", "one hold of twenty finds its seats taken", holds({ conflicts: 50 })],
    ["good", "too few holds were made to say", readings({ hold: { ...none, count: 10, conflicts: 10, p95Ms: 20 } })],
    ["down", "the database is out of reach", readings({ isDatabaseAway: true })],
    ["down", "the gateway answers nothing", readings({ gateway: { ...none, count: 5, failed: 5 } })],
    ["good", "the gateway answers at all", readings({ gateway: { ...none, count: 50, failed: 49 } })],
  ] as const)("is %s when %s", (health, _why, seen) => {
    expect(judgeHealth(seen)).toBe(health);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CALLS_KNOWN_MIN, chanceOf, chancesByLevel, estimateWait, PACE_SPREAD, type Pace, paceOf } from "./estimate.ts";

const MINUTE = 60;
const ahead = fc.integer({ min: 1, max: 200_000 });
const perSecond = fc.double({ min: 0.01, max: 500, noNaN: true });
const evenly = (people: number): Pace => ({
  ...{ steadyPerSecond: people, ratePerSecond: people, freePlaces: 0, spread: PACE_SPREAD },
});
const pace = fc
  .tuple(perSecond, perSecond, fc.nat(3_000), fc.double({ min: 0.1, max: 0.8, noNaN: true }))
  .map(([a, b, freePlaces, spread]) => ({
    ...{ steadyPerSecond: Math.min(a, b), ratePerSecond: Math.max(a, b), freePlaces, spread },
  }));

describe("how long it takes", () => {
  test("is a range of whole minutes, never one precise number", () => {
    fc.assert(
      fc.property(ahead, pace, (people, at) => {
        const range = estimateWait({ ahead: people, pace: at });
        expect(range && range.toSeconds - range.fromSeconds).toBeGreaterThanOrEqual(MINUTE);
        expect(range && range.fromSeconds % MINUTE).toBe(0);
        expect(range && range.toSeconds % MINUTE).toBe(0);
      }),
    );
  });

  test("is never shorter for a buyer further behind", () => {
    fc.assert(
      fc.property(ahead, ahead, pace, (a, b, at) => {
        const near = estimateWait({ ahead: Math.min(a, b), pace: at });
        const far = estimateWait({ ahead: Math.max(a, b), pace: at });
        expect(far?.fromSeconds).toBeGreaterThanOrEqual(near?.fromSeconds ?? Number.POSITIVE_INFINITY);
        expect(far?.toSeconds).toBeGreaterThanOrEqual(near?.toSeconds ?? Number.POSITIVE_INFINITY);
      }),
    );
  });

  test("reads naturally: 1,500 ahead at two a second are 12 to 16 minutes, 10 ahead at most a minute", () => {
    expect(estimateWait({ ahead: 1_500, pace: evenly(2) })).toEqual({
      fromSeconds: 12 * MINUTE,
      toSeconds: 16 * MINUTE,
    });
    expect(estimateWait({ ahead: 10, pace: evenly(2) })).toEqual({ fromSeconds: 0, toSeconds: MINUTE });
  });

  test("is that of the room's rate while places are free, and of the steady pace behind them", () => {
    const filling: Pace = { steadyPerSecond: 0.5, ratePerSecond: 5, freePlaces: 600, spread: PACE_SPREAD };
    expect(estimateWait({ ahead: 600, pace: filling })).toEqual(estimateWait({ ahead: 600, pace: evenly(5) }));
    // 600 at five a second and 300 at one in two seconds: two minutes and ten.
    expect(estimateWait({ ahead: 900, pace: filling })).toMatchObject({ fromSeconds: 10 * MINUTE });
  });

  test("grows with the spread of the pace", () => {
    const at = (spread: number) => estimateWait({ ahead: 600, pace: { ...evenly(0.5), spread } })?.toSeconds ?? 0;
    expect(at(0.6)).toBeGreaterThan(at(0.3));
    expect(at(0.3)).toBeGreaterThan(at(0.1));
  });

  test("holds for nine buyers of ten in a simulated queue whose pace varies", () => {
    // A fixed sequence of pseudo-random numbers (Park and Miller), so every run simulates the same queue.
    let state = 20_261_122;
    const random = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
    const range = estimateWait({ ahead: 300, pace: evenly(0.5) });
    let inTime = 0;
    let early = 0;
    for (let run = 0; run < 2_000; run++) {
      const pace = 0.5 / Math.max(0.2, 1 + 0.2 * normal());
      let seconds = 0;
      for (let call = 0; call < 300; call++) seconds -= Math.log(random()) / pace;
      if (seconds <= (range?.toSeconds ?? 0)) inTime += 1;
      if (seconds < (range?.fromSeconds ?? 0)) early += 1;
    }
    expect(inTime / 2_000).toBeGreaterThan(0.87);
    expect(inTime / 2_000).toBeLessThan(0.97);
    expect(early / 2_000).toBeLessThan(0.55);
  });

  test("is unknown until enough people were called to measure the pace, and never faster than the room allows", () => {
    const room = { ratePerMinute: 60, pacePerSecond: 3, calledCount: CALLS_KNOWN_MIN };
    expect(paceOf({ ...room, calledCount: CALLS_KNOWN_MIN - 1 })).toBeUndefined();
    expect(paceOf({ ...room, pacePerSecond: 0 })).toBeUndefined();
    expect(paceOf(room)).toBe(1);
    expect(estimateWait({ ahead: 10, pace: undefined })).toBeUndefined();
    expect(estimateWait({ ahead: 10, pace: evenly(0) })).toBeUndefined();
  });
});

describe("the chance that seats remain", () => {
  test("is likely, uncertain or unlikely by what the people ahead will take", () => {
    expect(chanceOf({ ahead: 100, seatsLeft: 2_000 })).toBe("likely");
    expect(chanceOf({ ahead: 1_000, seatsLeft: 1_540 })).toBe("uncertain");
    expect(chanceOf({ ahead: 5_000, seatsLeft: 800 })).toBe("unlikely");
    expect(chanceOf({ ahead: 0, seatsLeft: 0 })).toBe("unlikely");
  });

  test("never grows with more people ahead", () => {
    const rank = { unlikely: 0, uncertain: 1, likely: 2 };
    fc.assert(
      fc.property(fc.nat(50_000), fc.nat(50_000), fc.nat(20_000), (a, b, seatsLeft) => {
        const near = chanceOf({ ahead: Math.min(a, b), seatsLeft });
        expect(rank[chanceOf({ ahead: Math.max(a, b), seatsLeft })]).toBeLessThanOrEqual(rank[near]);
      }),
    );
  });

  test("of a level is that of its own seats and those who take them, and never better than that of all seats together", () => {
    const levels = [
      { id: 1, left: 200, seatsPerPerson: 1 },
      { id: 2, left: 2_000, seatsPerPerson: 0.5 },
    ];
    expect(chancesByLevel(levels, 100)).toEqual([
      { id: 1, chance: "likely" },
      { id: 2, chance: "likely" },
    ]);
    expect(chancesByLevel(levels, 1_000)).toEqual([
      { id: 1, chance: "unlikely" },
      { id: 2, chance: "likely" },
    ]);
    // By its own demand the second level would last; but those who find the first one sold out take it.
    expect(chancesByLevel(levels, 2_000)).toEqual([
      { id: 1, chance: "unlikely" },
      { id: 2, chance: "unlikely" },
    ]);
    expect(chancesByLevel([], 10)).toEqual([]);
  });
});

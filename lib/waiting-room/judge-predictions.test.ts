import { describe, expect, test } from "vitest";
import type { Reading } from "./forecast.ts";
import { judgePredictions, type PredictionRecord } from "./judge-predictions.ts";
import { readingsOf, type Sale } from "./testing/simulated-queue.ts";

const sale: Sale = {
  ...{ seed: 1, people: 3_000, places: 200, ratePerMinute: 120, stay: 240 },
  ...{ comes: 0.85, buys: 0.7, seats: 2_400 },
};

describe("of what people were shown in simulated sales", () => {
  const sales: [string, Partial<Sale>, fromSeconds?: number][] = [
    ["an ordinary one", {}],
    ["one that its rate bounds", { places: 2_000 }],
    ["a small one", { people: 400, places: 20, ratePerMinute: 60, seats: 300 }],
    ["one to which half of those called do not come", { comes: 0.5 }],
    ["one with long stays", { stay: 500, people: 1_500, seats: 1_500 }],
    // Nobody could know it before.
    ["one that has slowed down to half", { slowsDown: { at: 900, times: 2 } }, 900],
  ];

  test.each(sales)("nine of ten waits are not longer than shown: %s", (_name, other, fromSeconds = 0) => {
    const readings = [1, 2, 3].map((seed) => readingsOf({ ...sale, ...other, seed: seed * 7_919 }));
    const judged = readings.map((all) => judgePredictions(all.filter(({ atMs }) => atMs >= fromSeconds * 1_000)));
    const { waits, chances } = added(judged);
    expect(waits.count).toBeGreaterThan(200);
    expect(waits.longer / waits.count).toBeLessThan(0.1);
    expect(waits.inside / waits.count).toBeGreaterThan(0.6);
    expect(chances.likely.had / chances.likely.count).toBeGreaterThan(0.95);
    expect(chances.unlikely.had / chances.unlikely.count).toBeLessThan(0.1);
  });

  test("a pause makes waits longer, and is named as the reason", () => {
    const pause = { from: 900, until: 1_500 };
    const { waits } = judgePredictions(readingsOf({ ...sale, pause }));
    expect(waits.longerByPause).toBeGreaterThan(0);
    expect(waits.longerByPause).toBeLessThanOrEqual(waits.longer);
    expect(judgePredictions(readingsOf(sale)).waits.longerByPause).toBe(0);
  });
});

describe("a record", () => {
  /** Ten people a minute are called, and the forecast says so; readings every ten seconds. */
  const evenly = (count: number, given: (i: number) => Partial<Reading> = () => ({})): Reading[] =>
    Array.from({ length: count }, (_, i) => ({
      ...{
        atMs: i * 10_000,
        serving: 100 + Math.floor((i * 10) / 6),
        lastNumber: 140,
        calledCount: 100,
        waiting: 40,
        inside: 20,
        choosing: 20,
      },
      ...{ isPaused: false, wasEmptied: false, levels: [{ id: 1, left: 50, occupied: 0, seatsPerPerson: 1 }] },
      forecast: {
        pacePerMinute: 10,
        steadyPerMinute: 10,
        ratePerMinute: 10,
        spread: 0.2,
        freePlaces: 0,
        inside: 20,
        choosing: 20,
        waitingShare: 1,
      },
      ...given(i),
    }));

  test("of a queue that moves as forecast has all waits inside, and the median is met within a minute", () => {
    const { waits, chances, period } = judgePredictions(evenly(30));
    expect(waits.count).toBeGreaterThan(3);
    expect(waits).toMatchObject({ shorter: 0, longer: 0, inside: waits.count });
    expect(waits.errorPercent).toBeLessThanOrEqual(50);
    expect(chances.likely.had).toBe(chances.likely.count);
    expect(period).toEqual({ fromMs: 0, untilMs: 290_000 });
  });

  test("says nothing of places that are not reached yet, and counts those that should have been", () => {
    const stopped = (count: number) => judgePredictions(evenly(count, () => ({ serving: 100 }))).waits;
    expect(stopped(6).count).toBe(0);
    const late = stopped(90);
    expect(late.count).toBeGreaterThan(0);
    expect(late.longer).toBe(late.count);
  });

  test("ends where the queue was emptied: nobody was let in then", () => {
    const emptied = evenly(30, (i) => (i < 3 ? {} : { serving: 140, wasEmptied: i === 3 }));
    expect(judgePredictions(emptied).waits.count).toBe(0);
    const passedOver = evenly(30, (i) => (i < 3 ? {} : { serving: 140 }));
    expect(judgePredictions(passedOver).waits.shorter).toBeGreaterThan(0);
  });

  test("knows of a level that is sold out that nobody behind gets of it, also before their turn", () => {
    const gone = evenly(6, (i) => ({
      serving: 100,
      levels: [{ id: 1, left: i < 3 ? 2_000 : 0, occupied: 0, seatsPerPerson: 1 }],
    }));
    expect(judgePredictions(gone).chances).toMatchObject({ likely: { count: 2, had: 0 } });
  });

  test("without readings, or without a forecast, is empty", () => {
    expect(judgePredictions([])).toMatchObject({ period: undefined, waits: { count: 0, errorPercent: null } });
    expect(judgePredictions(evenly(30, () => ({ forecast: undefined }))).waits.count).toBe(0);
  });
});

function added(records: readonly PredictionRecord[]): Pick<PredictionRecord, "waits" | "chances"> {
  const sum = (of: (record: PredictionRecord) => number) => records.reduce((total, record) => total + of(record), 0);
  const chance = (word: keyof PredictionRecord["chances"]) => ({
    count: sum(({ chances }) => chances[word].count),
    had: sum(({ chances }) => chances[word].had),
  });
  const waits = {
    count: sum((r) => r.waits.count),
    shorter: sum((r) => r.waits.shorter),
    inside: sum((r) => r.waits.inside),
  };
  return {
    waits: { ...waits, longer: sum((r) => r.waits.longer), longerByPause: 0, errorPercent: null },
    chances: { likely: chance("likely"), uncertain: chance("uncertain"), unlikely: chance("unlikely") },
  };
}

import { describe, expect, test } from "vitest";
import { SEATS_PER_PERSON } from "./estimate.ts";
import { forecastOf, peopleAhead, type Reading, type RoomNow, takenPerPerson } from "./forecast.ts";

const NOW = 10_000_000;
const room: RoomNow = {
  ...{ atMs: NOW, serving: 1_000, lastNumber: 5_000, calledCount: 1_000, waiting: 4_000, inside: 100, isPaused: false },
  choosing: 100,
  isHeldBack: false,
  ...{ placesMax: 100, ratePerMinute: 600, leaseSeconds: 900 },
  stays: { ended: 500, seconds: 500 * 240 },
};

/** Readings every ten seconds up to now; `calls` answers how many were called in the ten seconds before the n-th of them, 0 the latest. */
function readings(
  count: number,
  calls: (n: number) => number,
  given: (n: number) => Partial<Reading> = () => ({}),
): Reading[] {
  let calledCount = room.calledCount - calls(0);
  const all: Reading[] = [];
  for (let n = 1; n <= count; n++) {
    all.unshift({
      ...{ atMs: NOW - n * 10_000, serving: calledCount, lastNumber: 5_000, calledCount, waiting: 4_000, inside: 100 },
      choosing: 100,
      ...{ isPaused: false, wasEmptied: false, forecast: undefined, levels: [] },
      ...given(n),
    });
    calledCount -= calls(n);
  }
  return all;
}

describe("the pace", () => {
  test("is not known before thirty people were called, nor from a queue that nobody looked at", () => {
    expect(
      forecastOf(
        { ...room, calledCount: 29 },
        readings(30, () => 10),
      ),
    ).toBeUndefined();
    expect(forecastOf(room, [])).toBeUndefined();
    expect(
      forecastOf(
        room,
        readings(
          1,
          () => 10,
          () => ({ atMs: NOW - 600_000 }),
        ),
      ),
    ).toBeUndefined();
  });

  test("is what was called in the last minutes, never more than the room's rate", () => {
    expect(
      forecastOf(
        room,
        readings(40, () => 10),
      ),
    ).toMatchObject({ pacePerMinute: 60, steadyPerMinute: 60, freePlaces: 0 });
    expect(
      forecastOf(
        { ...room, ratePerMinute: 40 },
        readings(40, () => 10),
      )?.pacePerMinute,
    ).toBe(40);
  });

  test("follows the last minute the more, the more people were called in it", () => {
    const slowed = (many: number) =>
      forecastOf(
        room,
        readings(40, (n) => (n < 6 ? many / 2 : many)),
      )?.pacePerMinute ?? 0;
    expect(slowed(100) / 600).toBeLessThan(0.6);
    expect(slowed(2) / 12).toBeGreaterThan(0.75);
  });

  test("counts no time in which the queue was paused", () => {
    const isPaused = (n: number) => n >= 3 && n < 15;
    const paused = readings(
      30,
      (n) => (n >= 2 && n < 15 ? 0 : 10),
      (n) => ({ isPaused: isPaused(n) }),
    );
    expect(forecastOf(room, paused)?.pacePerMinute).toBeCloseTo(60);
  });

  test("is zero where nobody was called for five minutes, which is no time at all", () => {
    expect(
      forecastOf(
        room,
        readings(40, () => 0),
      ),
    ).toMatchObject({ pacePerMinute: 0, steadyPerMinute: 0 });
  });

  test("of a room that is filling is the rate only until its places are taken; then it is places by the mean stay", () => {
    const filling = forecastOf(
      { ...room, inside: 10 },
      readings(40, () => 100),
    );
    expect(filling).toMatchObject({ pacePerMinute: 600, freePlaces: 90 });
    // Hundred places of four to five minutes are some twenty people a minute.
    expect(filling?.steadyPerMinute).toBeGreaterThan(20);
    expect(filling?.steadyPerMinute).toBeLessThan(90);
    // Nobody has left yet: half of the longest stay is assumed.
    const first = forecastOf(
      { ...room, inside: 0, stays: { ended: 0, seconds: 0 } },
      readings(40, () => 100),
    );
    expect(first?.steadyPerMinute).toBeCloseTo((100 * 60) / 450);
  });

  test("of a room that calls nobody to its free places is what was measured", () => {
    const held = { ...room, inside: 10, isHeldBack: true };
    expect(
      forecastOf(
        held,
        readings(40, () => 1),
      ),
    ).toMatchObject({ freePlaces: 0, steadyPerMinute: 6 });
  });

  test("varies the more, the more its minutes differ", () => {
    const spread = (calls: (n: number) => number) => forecastOf(room, readings(40, calls))?.spread ?? 0;
    const even = spread(() => 10);
    expect(spread((n) => (n % 12 < 6 ? 20 : 2))).toBeGreaterThan(even);
    expect(even).toBeGreaterThanOrEqual(0.1);
    expect(spread((n) => (n % 12 < 6 ? 100 : 0))).toBeLessThanOrEqual(0.8);
  });
});

test("numbers whose holders left are no people ahead, but the last twenty are counted one by one", () => {
  expect(
    forecastOf(
      { ...room, waiting: 3_000 },
      readings(40, () => 10),
    )?.waitingShare,
  ).toBe(0.75);
  expect([1_000, 400, 24, 20, 3, 0].map((ahead) => peopleAhead(ahead, { waitingShare: 0.75, numbers: 4_000 }))).toEqual(
    [750, 300, 20, 20, 3, 0],
  );
});

test("nobody stands behind more people than wait besides: who left and joined again is not behind their own old number", () => {
  expect(peopleAhead(1, { waitingShare: 0.5, numbers: 2 })).toBe(0);
  expect(peopleAhead(9, { waitingShare: 0.3, numbers: 10 })).toBe(2);
  expect(peopleAhead(0, { waitingShare: 1, numbers: 1 })).toBe(0);
});

describe("what one person takes", () => {
  const left = [
    { id: 1, left: 100, occupied: 0 },
    { id: 2, left: 300, occupied: 40 },
  ];

  test("is assumed by the seats of each level until people were inside", () => {
    const taken = takenPerPerson(left, { room, first: undefined });
    expect(taken.map(({ seatsPerPerson }) => seatsPerPerson)).toEqual([
      SEATS_PER_PERSON / 4,
      (SEATS_PER_PERSON * 3) / 4,
    ]);
  });

  test("is measured by what went since, of those who chose or left since", () => {
    const [first] = readings(
      1,
      () => 0,
      () => ({ calledCount: 0, choosing: 0 }),
    );
    if (!first) throw new Error("no reading");
    const before = {
      ...first,
      levels: [
        { id: 1, left: 3_000, occupied: 50, seatsPerPerson: 1 },
        { id: 2, left: 300, occupied: 50, seatsPerPerson: 1 },
      ],
    };
    const [dear, cheap] = takenPerPerson(
      [
        { id: 1, left: 300, occupied: 2_750 },
        { id: 2, left: 300, occupied: 50 },
      ],
      { room, first: before },
    );
    // 2,700 seats by 900 people.
    expect(dear?.seatsPerPerson).toBeCloseTo(2.9, 0);
    expect(cheap?.seatsPerPerson).toBeLessThan(0.1);
  });

  test("is the same when seats are released meanwhile: those are free, and nobody gave them back", () => {
    const [first] = readings(
      1,
      () => 0,
      () => ({ calledCount: 0, choosing: 0, levels: [{ id: 1, left: 3_000, occupied: 0, seatsPerPerson: 1 }] }),
    );
    // 2,700 were taken by 900 people, and 2,000 of an allocation came on sale.
    const [level] = takenPerPerson([{ id: 1, left: 2_300, occupied: 2_700 }], { room, first });
    expect(level?.seatsPerPerson).toBeCloseTo(2.9, 0);
  });

  test("of a hall without seats is nothing", () => {
    expect(takenPerPerson([{ id: 1, left: 0, occupied: 0 }], { room, first: undefined })).toEqual([
      { id: 1, left: 0, occupied: 0, seatsPerPerson: 0 },
    ]);
  });
});

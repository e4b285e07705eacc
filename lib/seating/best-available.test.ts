import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bestAvailable, bestChoices } from "./best-available.ts";
import { HALL_KINDS, type Hall, prepareHall } from "./blocks.ts";
import { readState } from "./seat-state.ts";
import { anyHallAndStates, bitmapWith, drawn, gridHall } from "./testing/grid-hall.ts";

const kindOf = (hall: Hall, id: number) => HALL_KINDS[hall.kind[id] ?? 0];

/** An independent implementation of the promise: every window of seats in one block that may be sold. */
function windowsInBlocks(hall: Hall, states: Uint8Array, quantity: number): number[][] {
  const mayBeSold = (id: number) =>
    readState(states, id) === 0 && ["STANDARD", "RESTRICTED"].includes(kindOf(hall, id) ?? "");
  return hall.blocks.flatMap(({ first, last }) => {
    const windows: number[][] = [];
    for (let start = first; start + quantity - 1 <= last; start++) {
      const seats = Array.from({ length: quantity }, (_, i) => start + i);
      const categories = new Set(seats.map((id) => hall.category[id]));
      if (seats.every(mayBeSold) && categories.size === 1) windows.push(seats);
    }
    return windows;
  });
}

/** Free ordinary seats without a free ordinary neighbour in their block. */
function singles(hall: Hall, states: Uint8Array, taken: readonly number[]): number[] {
  const free = (id: number, block: number) =>
    hall.block[id] === block &&
    readState(states, id) === 0 &&
    !taken.includes(id) &&
    ["STANDARD", "RESTRICTED"].includes(kindOf(hall, id) ?? "");
  const lone: number[] = [];
  hall.blocks.forEach(({ first, last }, block) => {
    for (let id = first; id <= last; id++)
      if (free(id, block) && !free(id - 1, block) && !free(id + 1, block)) lone.push(id);
  });
  return lone;
}

const newSingles = (hall: Hall, states: Uint8Array, taken: readonly number[]) =>
  singles(hall, states, taken).filter((id) => !singles(hall, states, []).includes(id)).length;

const quantity = fc.integer({ min: 1, max: 7 });

describe("the best available seats", () => {
  test("are free, distinct, as many as asked for, at one price, and never a wheelchair or companion place", () => {
    fc.assert(
      fc.property(anyHallAndStates, quantity, ({ layout, states }, n) => {
        const hall = prepareHall(layout);
        const seats = bestAvailable(hall, states, { quantity: n })?.seats;
        if (seats === undefined) return;
        expect(new Set(seats).size).toBe(n);
        expect(seats.every((id) => readState(states, id) === 0)).toBe(true);
        expect(new Set(seats.map((id) => hall.category[id])).size).toBe(1);
        expect(
          seats.map((id) => kindOf(hall, id)).filter((kind) => kind === "WHEELCHAIR" || kind === "COMPANION"),
        ).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test("are side by side in one block whenever any block has room", () => {
    fc.assert(
      fc.property(anyHallAndStates, quantity, ({ layout, states }, n) => {
        const hall = prepareHall(layout);
        const choice = bestAvailable(hall, states, { quantity: n });
        const possible = windowsInBlocks(hall, states, n);
        expect(choice?.tier === 0).toBe(possible.length > 0);
        if (choice?.tier === 0) expect(possible).toContainEqual(choice.seats);
      }),
      { numRuns: 500 },
    );
  });

  test("leave no single seat behind when other seats side by side would not", () => {
    fc.assert(
      fc.property(anyHallAndStates, quantity, ({ layout, states }, n) => {
        const hall = prepareHall(layout);
        const choice = bestAvailable(hall, states, { quantity: n });
        if (choice?.tier !== 0) return;
        const least = Math.min(...windowsInBlocks(hall, states, n).map((seats) => newSingles(hall, states, seats)));
        expect(newSingles(hall, states, choice.seats)).toBe(least);
      }),
      { numRuns: 500 },
    );
  });

  test("leave no member of a party alone when it is spread over rows or sections", () => {
    fc.assert(
      fc.property(anyHallAndStates, fc.integer({ min: 2, max: 9 }), ({ layout, states }, n) => {
        const hall = prepareHall(layout);
        const choice = bestAvailable(hall, states, { quantity: n });
        if (choice === undefined || choice.tier < 2 || choice.tier === 5) return;
        for (const id of choice.seats) {
          const company = choice.seats.filter(
            (other) =>
              (Math.abs(other - id) === 1 && hall.block[other] === hall.block[id]) ||
              hall.behind[id] === other ||
              hall.ahead[id] === other ||
              hall.behind[other] === id ||
              hall.ahead[other] === id,
          );
          expect(company.length).toBeGreaterThan(0);
        }
        if (choice.tier < 4) expect(new Set(choice.seats.map((id) => hall.section[id])).size).toBe(1);
      }),
      { numRuns: 500 },
    );
  });

  test("stay within the section, the price level and the seats that the caller allows", () => {
    fc.assert(
      fc.property(
        anyHallAndStates,
        quantity,
        fc.integer({ min: 0, max: 2 }),
        fc.integer({ min: 0, max: 1 }),
        ({ layout, count, states }, n, section, level) => {
          const hall = prepareHall(layout);
          const levelOf = Array.from(hall.category, (category) => [0, 1, -1][category] ?? -1);
          const eligible = Array.from({ length: count + 1 }, (_, id) => id % 11 !== 0);
          const choice = bestAvailable(hall, states, { quantity: n, section, level, levelOf, eligible });
          for (const id of choice?.seats ?? []) {
            expect(hall.section[id]).toBe(section);
            expect(levelOf[id]).toBe(level);
            expect(id % 11).not.toBe(0);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test("for a wheelchair user hold a wheelchair place with the others beside it", () => {
    const hall = prepareHall(gridHall([{ rows: 2, blocks: [8], kinds: "....cwwc" }]));
    const free = bitmapWith(16, []);
    expect(bestAvailable(hall, free, { quantity: 1, accessible: true })?.seats.map((id) => kindOf(hall, id))).toEqual([
      "WHEELCHAIR",
    ]);
    const two = bestAvailable(hall, free, { quantity: 2, accessible: true });
    expect(two?.seats.map((id) => kindOf(hall, id)).sort()).toEqual(["COMPANION", "WHEELCHAIR"]);
    const noWheelchairs = bitmapWith(16, [6, 7, 14, 15]);
    expect(bestAvailable(hall, noWheelchairs, { quantity: 2, accessible: true })).toBeUndefined();
  });

  test("cross an aisle before they split into two rows", () => {
    const hall = prepareHall(gridHall([{ rows: 2, blocks: [3, 3] }]));
    const choice = bestAvailable(hall, bitmapWith(12, []), { quantity: 4 });
    expect(choice).toMatchObject({ tier: 1, why: "across_aisle", seats: [2, 3, 4, 5] });
  });

  test("sit in two rows one behind the other when no row has room", () => {
    const hall = prepareHall(gridHall([{ rows: 3, blocks: [3] }]));
    expect(bestAvailable(hall, bitmapWith(9, []), { quantity: 4 })).toMatchObject({
      tier: 2,
      why: "two_rows",
      seats: [2, 3, 5, 6],
    });
  });

  test("spread over neighbouring sections only when no section has room", () => {
    const hall = prepareHall(
      gridHall([
        { rows: 1, blocks: [2] },
        { rows: 1, blocks: [3] },
      ]),
    );
    expect(bestAvailable(hall, bitmapWith(5, []), { quantity: 5 })).toMatchObject({ tier: 4, seats: [1, 2, 3, 4, 5] });
  });

  test("leave a seat of the better section empty rather than one person alone in another", () => {
    const hall = prepareHall(
      gridHall([
        { rows: 1, blocks: [4] },
        { rows: 1, blocks: [4] },
      ]),
    );
    const choice = bestAvailable(hall, bitmapWith(8, []), { quantity: 5 });
    expect(choice?.tier).toBe(4);
    expect([2, 3]).toContain(choice?.seats.filter((id) => id <= 4).length);
  });

  test("are standing places when there are no seats left", () => {
    const hall = prepareHall(gridHall([{ rows: 1, blocks: [2] }], 4));
    expect(bestAvailable(hall, bitmapWith(6, [1, 2]), { quantity: 3 })).toMatchObject({
      tier: 5,
      why: "standing",
      seats: [3, 4, 5],
    });
  });

  test("do not exist for zero people, half a person, or more people than seats", () => {
    const hall = prepareHall(gridHall([{ rows: 1, blocks: [4] }]));
    for (const n of [0, -1, 1.5, Number.NaN, 5])
      expect(bestAvailable(hall, bitmapWith(4, []), { quantity: n })).toBeUndefined();
  });

  test("are the nearest to the stage when nothing else decides", () => {
    const hall = prepareHall(gridHall([{ rows: 4, blocks: [10] }]));
    const seats = bestAvailable(hall, bitmapWith(40, []), { quantity: 2 })?.seats ?? [];
    expect(seats.every((id) => id <= 10)).toBe(true);
    expect(
      bestAvailable(hall, drawn(`${"x".repeat(10)}${"_".repeat(30)}`), { quantity: 2 })?.seats.every((id) => id <= 20),
    ).toBe(true);
  });
});

describe("in a rush", () => {
  test("buyers are sent to different seats that are as good, and the next choices share no seat with the first", () => {
    const hall = prepareHall(gridHall([{ rows: 10, blocks: [12, 12] }]));
    const states = bitmapWith(240, []);
    const firsts = new Set<string>();
    for (let buyer = 0; buyer < 64; buyer++) {
      const choices = bestChoices(hall, states, { quantity: 2, choiceKey: `buyer-${buyer}` });
      const seats = choices.flatMap((choice) => choice.seats);
      expect(new Set(seats).size).toBe(seats.length);
      firsts.add(String(choices[0]?.seats));
    }
    expect(firsts.size).toBeGreaterThan(8);
  });

  test("spreading never strands a single seat, and the same key gets the same answer", () => {
    fc.assert(
      fc.property(anyHallAndStates, quantity, fc.string(), ({ layout, states }, n, choiceKey) => {
        const hall = prepareHall(layout);
        const calm = bestAvailable(hall, states, { quantity: n });
        const rushed = bestAvailable(hall, states, { quantity: n, choiceKey });
        expect(rushed?.tier).toBe(calm?.tier);
        expect(bestAvailable(hall, states, { quantity: n, choiceKey })).toEqual(rushed);
        if (calm?.tier === 0 && rushed !== undefined)
          expect(newSingles(hall, states, rushed.seats)).toBe(newSingles(hall, states, calm.seats));
      }),
      { numRuns: 300 },
    );
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { prepareHall } from "./blocks.ts";
import { judgeChoice, type LoneSeatRule, runValue } from "./lone-seat.ts";
import { readState } from "./seat-state.ts";
import { anyHallAndStates, bitmapWith, drawn, gridHall } from "./testing/grid-hall.ts";

const early = { fill: 0.2, hoursToDoors: 500 };
const lenient = { rule: "lenient", ...early } as const;
const strict = { rule: "strict", ...early } as const;
const oneRow = (length: number) => prepareHall(gridHall([{ rows: 1, blocks: [length] }]));

const anyChoice = anyHallAndStates.chain(({ layout, count, states }) =>
  fc
    .record({
      picks: fc.array(fc.integer({ min: 1, max: count }), { minLength: 1, maxLength: 5 }),
      rule: fc.constantFrom<LoneSeatRule>("lenient", "strict"),
    })
    .map(({ picks, rule }) => ({
      hall: prepareHall(layout),
      states,
      rule,
      seats: [...new Set(picks)].filter((id) => readState(states, id) === 0),
    })),
);

describe("a choice that strands a single seat", () => {
  test("is refused with a suggestion of as many seats that strand none", () => {
    expect(judgeChoice(oneRow(10), drawn("__________"), [2, 3], lenient)).toEqual({
      ok: false,
      stranded: [1],
      suggestion: [1, 2],
    });
    expect(judgeChoice(oneRow(6), drawn("xx____"), [4, 5], lenient)).toEqual({
      ok: false,
      stranded: [3, 6],
      suggestion: [3, 4],
    });
  });

  test("is never refused without a free, better suggestion of the same size that would itself be accepted", () => {
    fc.assert(
      fc.property(anyChoice, ({ hall, states, rule, seats }) => {
        const verdict = judgeChoice(hall, states, seats, { rule, ...early });
        if (verdict.ok) return;
        expect(verdict.stranded.length).toBeGreaterThan(0);
        expect(new Set(verdict.suggestion).size).toBe(seats.length);
        expect(verdict.suggestion.every((id) => readState(states, id) === 0)).toBe(true);
        expect(judgeChoice(hall, states, verdict.suggestion, { rule, ...early })).toEqual({ ok: true });
      }),
      { numRuns: 800 },
    );
  });

  test("leniently is compared with its own block only, strictly with its section at the same price", () => {
    // Two people cannot use the left block any better, but the right one they can.
    const hall = prepareHall(gridHall([{ rows: 1, blocks: [6, 6] }]));
    const states = drawn("x____x______");
    expect(judgeChoice(hall, drawn("x___xx______"), [2, 3], lenient)).toEqual({ ok: true });
    expect(judgeChoice(hall, states, [3, 4], lenient)).toMatchObject({ ok: false });
    const onlyElsewhere = drawn("x_____x_xxxx");
    expect(judgeChoice(hall, onlyElsewhere, [3, 4], strict)).toMatchObject({ ok: false });
  });

  test("is allowed when it takes up another single seat", () => {
    expect(judgeChoice(oneRow(10), drawn("x_x_______"), [2, 5], strict)).toEqual({ ok: true });
  });

  test("is allowed when one seat more than needed is free: a remainder is forced", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.nat(), (size, offset) => {
        const length = size + 1;
        const out = (offset % length) + 1;
        const seats = Array.from({ length }, (_, i) => i + 1).filter((id) => id !== out);
        expect(judgeChoice(oneRow(length), drawn("_".repeat(length)), seats, lenient)).toEqual({ ok: true });
      }),
    );
  });

  test("does not count accessible places, tables or standing places", () => {
    const hall = prepareHall(gridHall([{ rows: 1, blocks: [6], kinds: "w....." }], 3));
    // Seat 1 is the wheelchair place: it may stay behind alone.
    expect(judgeChoice(hall, bitmapWith(9, []), [2, 3], strict)).toEqual({ ok: true });
    expect(judgeChoice(hall, bitmapWith(9, []), [1], strict)).toEqual({ ok: true });
    expect(judgeChoice(hall, bitmapWith(9, []), [8], strict)).toEqual({ ok: true });
    const grid = gridHall([{ rows: 1, blocks: [6] }]);
    const tables = prepareHall({
      ...grid,
      sections: grid.sections.map((section) => ({ ...section, kind: "tables" as const })),
    });
    expect(judgeChoice(tables, drawn("______"), [2, 3], strict)).toEqual({ ok: true });
  });

  test("is judged more mildly, never more strictly, as the hall fills and the doors time nears", () => {
    fc.assert(
      fc.property(
        anyChoice,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 600, noNaN: true }),
        ({ hall, states, rule, seats }, fill, hoursToDoors) => {
          const now = judgeChoice(hall, states, seats, { rule, fill, hoursToDoors });
          const later = judgeChoice(hall, states, seats, {
            rule,
            fill: Math.min(1, fill + 0.1),
            hoursToDoors: hoursToDoors / 3,
          });
          if (now.ok) expect(later.ok).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
    const hall = oneRow(10);
    expect(judgeChoice(hall, drawn("__________"), [2, 3], { ...lenient, hoursToDoors: 1 })).toEqual({ ok: true });
    expect(judgeChoice(hall, drawn("__________"), [2, 3], { ...strict, fill: 0.98 })).toEqual({ ok: true });
    expect(judgeChoice(hall, drawn("__________"), [2, 3], { ...strict, fill: 0.93 })).toMatchObject({ ok: false });
  });

  test("is always allowed when the rule is off", () => {
    expect(judgeChoice(oneRow(10), drawn("__________"), [2, 3], { rule: "off", ...early })).toEqual({ ok: true });
  });
});

test("a longer run is worth more, no run more than its seats, and a single seat is worth little", () => {
  for (let length = 1; length <= 90; length++) {
    expect(runValue(length)).toBeGreaterThan(runValue(length - 1));
    expect(runValue(length)).toBeLessThan(length);
  }
  expect(runValue(1)).toBeLessThan(0.5);
  expect(runValue(2)).toBeGreaterThan(1.5);
});

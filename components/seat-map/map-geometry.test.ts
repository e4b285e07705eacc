import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { placesOf } from "#lib/seating/layout";
import { writeState } from "#lib/seating/seat-state";
import { buildMapModel, KINDS, NO_ROW, rowOf, seatNumber, sectionOf } from "./map-geometry.ts";
import { emptyBoard } from "./seat-board.ts";
import { buildSeatIndex, sectionAt } from "./seat-index.ts";
import { pathKeyOf, sectionPaths, touchedSections } from "./seat-paths.ts";
import { SMALL_HALL_LEVELS, smallHall } from "./testing/small-hall.ts";

const layout = smallHall();
const model = buildMapModel(layout, { levels: SMALL_HALL_LEVELS });
const index = buildSeatIndex(model);

describe("the hall unpacked for the map", () => {
  test("every place has the id, name, kind and spot that the layout gives it", () => {
    for (const place of placesOf(layout)) {
      expect(seatNumber(model, place.id)).toBe(place.number);
      expect(rowOf(model, place.id)?.label ?? "").toBe(place.row);
      expect(sectionOf(model, place.id).index).toBe(place.section);
      expect(KINDS[model.kind[place.id] ?? 0]).toBe(place.kind);
      expect(model.x[place.id]).toBeCloseTo(place.x, 3);
      expect(model.y[place.id]).toBeCloseTo(place.y, 3);
    }
  });

  test("a seat of a category that no price level covers is drawn as not for sale", () => {
    const unsold = buildMapModel(layout, { levels: [{ id: 1, layoutCategories: [0] }] });
    const { states } = emptyBoard(unsold.seatCount);
    expect(pathKeyOf(unsold, states, 51)).toBe("blocked");
    expect(pathKeyOf(unsold, states, 1)).toBe("free-0-0");
  });

  test("asking for a seat that the hall does not have is a fault", () => {
    expect(() => sectionOf(model, 0)).toThrow(RangeError);
    expect(() => sectionOf(model, 105)).toThrow(RangeError);
  });
});

describe("drawing", () => {
  test("whatever the states, every seat is drawn exactly once, in the batch of its state", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 1, 2, 3), { minLength: 104, maxLength: 104 }), (codes) => {
        const { states } = emptyBoard(model.seatCount);
        for (const [i, code] of codes.entries()) writeState(states, i + 1, code as 0 | 1 | 2 | 3);
        const drawn = new Map<string, string>();
        for (const section of model.sections) {
          for (const [key, d] of sectionPaths(model, states, section.index)) {
            for (const [, spot] of d.matchAll(/M(\S+ \S+)h0/g)) {
              expect(drawn.has(spot ?? "")).toBe(false);
              drawn.set(spot ?? "", key);
            }
          }
        }
        const seats = Array.from({ length: model.seatCount }, (_, i) => i + 1).filter((id) => model.row[id] !== NO_ROW);
        expect(drawn.size).toBe(seats.length);
        for (const id of seats) expect(drawn.get(spotOf(id))).toBe(pathKeyOf(model, states, id));
      }),
      { numRuns: 50 },
    );
  });

  test("a change touches only the sections of its seats", () => {
    expect([...touchedSections(model, [3, 7, 70, 999])]).toEqual([0, 2]);
  });
});

describe("pointing", () => {
  test("every seat is found where it is drawn, and up to its rim", () => {
    for (let id = 1; id <= model.seatCount; id++) {
      if (model.row[id] === NO_ROW) continue;
      expect(index.seatAt(model.x[id] ?? 0, model.y[id] ?? 0, 8)).toBe(id);
      expect(index.seatAt((model.x[id] ?? 0) + 6, (model.y[id] ?? 0) - 4, 8)).toBe(id);
    }
  });

  test("between the rows no seat is found, and never a standing place", () => {
    expect(index.seatAt(200, 210, 8)).toBe(0);
    expect(index.seatAt(200, 450, 30)).toBe(0);
  });

  test("a view holds exactly the seats whose middle lies in it", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -50, max: 400 }),
        fc.integer({ min: -50, max: 500 }),
        fc.integer({ min: 0, max: 300 }),
        (left, top, side) => {
          const view = { left, top, right: left + side, bottom: top + side };
          const expected = placesOf(layout)
            .filter(
              ({ row, x, y }) => row !== "" && x >= view.left && x <= view.right && y >= view.top && y <= view.bottom,
            )
            .map(({ id }) => id);
          expect(index.seatsIn(view).sort((a, b) => a - b)).toEqual(expected);
        },
      ),
    );
  });

  test("a point on a section finds the section, beside all of them none", () => {
    expect(sectionAt(model, 100, 100)).toBe(0);
    expect(sectionAt(model, 100, 450)).toBe(3);
    expect(sectionAt(model, 5, 5)).toBe(-1);
  });
});

function spotOf(id: number): string {
  const round = (value: number | undefined) => Math.round((value ?? 0) * 10) / 10;
  return `${round(model.x[id])} ${round(model.y[id])}`;
}

import fc from "fast-check";
import { expect, test } from "vitest";
import { checkLayout } from "../check-layout.ts";
import { type Layout, placesOf } from "../layout.ts";
import { UNPAINTED } from "../painting/level-of-seats.ts";
import { seatRowsOf } from "../seat-rows.ts";
import { gridHall } from "../testing/grid-hall.ts";
import { compareHalls } from "./compare-halls.ts";
import { planHallChange, type SeatNow } from "./plan-hall-change.ts";

const LEVELS = [{ id: 1, layoutCategories: [0] }];
const STATES = ["AVAILABLE", "HELD", "BOOKED", "BLOCKED"] as const;
const someHall = fc.array(
  fc.record({ rows: fc.integer({ min: 1, max: 3 }), blocks: fc.tuple(fc.integer({ min: 1, max: 6 })) }),
  {
    minLength: 1,
    maxLength: 3,
  },
);
const nameOf = (layout: Layout) =>
  new Map(
    placesOf(layout).map((place) => [place.id, `${layout.sections[place.section]?.name} ${place.row} ${place.number}`]),
  );

function aSeat(id: number, status: SeatNow["status"]): SeatNow {
  return { id, status, isFree: status === "AVAILABLE", priceLevelId: 1, kind: "STANDARD", reservationId: null };
}

test("through any changes a seat that stays keeps its id, no id is used twice, and nobody's seat goes", () => {
  fc.assert(
    fc.property(
      fc.array(someHall, { minLength: 2, maxLength: 5 }),
      fc.infiniteStream(fc.constantFrom(...STATES)),
      (halls, states) => {
        let layout = gridHall(halls[0] ?? []);
        let highest = placesOf(layout).length;
        const everUsed = new Map(nameOf(layout));
        const rows = new Map(placesOf(layout).map(({ id }) => [id, aSeat(id, states.next().value ?? "AVAILABLE")]));
        for (const hall of halls.slice(1)) {
          const before = nameOf(layout);
          const difference = compareHalls(
            { layout, plan: undefined },
            { layout: gridHall(hall), plan: undefined },
            highest,
          );
          const named = new Map<string, number>();
          const seats = [...rows.values()];
          const { writes, orphaned } = planHallChange(
            { from: layout, difference },
            { seats, levels: LEVELS, painting: UNPAINTED, named },
          );
          const taken = difference.removed.filter(({ id }) => ["HELD", "BOOKED"].includes(rows.get(id)?.status ?? ""));
          expect(orphaned.map(({ id }) => id)).toEqual(taken.map(({ id }) => id));
          if (!writes) continue;
          expect(checkLayout(writes.layout)).toEqual([]);
          const after = nameOf(writes.layout);
          for (const [id, name] of after) expect(everUsed.get(id) ?? name).toBe(name);
          for (const [id, name] of before) if ([...after.values()].includes(name)) expect(after.get(id)).toBe(name);
          expect(writes.added.ids.every((id) => id > highest)).toBe(true);
          expect(writes.changed.ids).toEqual([]);
          for (const id of writes.removed) rows.delete(id);
          for (const id of writes.added.ids) rows.set(id, aSeat(id, states.next().value ?? "AVAILABLE"));
          for (const [id, name] of after) everUsed.set(id, name);
          highest = Math.max(highest, ...writes.added.ids);
          layout = writes.layout;
          expect([...rows.keys()].sort((a, b) => a - b)).toEqual(
            seatRowsOf(layout, { levels: LEVELS }).ids.toSorted((a, b) => a - b),
          );
        }
      },
    ),
    { numRuns: 60 },
  );
});

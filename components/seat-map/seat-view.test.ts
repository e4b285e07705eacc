import { expect, test } from "vitest";
import { expandPlan } from "#lib/seating/plan/expand-plan";
import { aFullPlan } from "#lib/seating/plan/testing/any-plan";
import { buildMapModel, sectionOf, viewFrom } from "./map-geometry.ts";

test("a seat shows the view of its row, else that of its section, else none", () => {
  const model = buildMapModel(expandPlan(aFullPlan()), { levels: [{ id: 1, layoutCategories: [0, 1] }] });
  const seen = new Map<string, string | undefined>();
  for (let seat = 1; seat <= model.seatCount; seat++) {
    const row = model.rows[model.row[seat] ?? 0]?.label ?? "";
    const place = sectionOf(model, seat).kind === "standing" ? "Arena" : `${sectionOf(model, seat).name} ${row}`;
    const digit = viewFrom(model, seat)?.picture[0];
    if (seen.has(place)) expect(digit, place).toBe(seen.get(place));
    seen.set(place, digit);
  }
  expect(Object.fromEntries(seen)).toEqual({
    ...{ "Stalls A": "1", "Stalls B": "1", "Stalls C": "2", "Stalls D": "1" },
    ...{ "Tables 1": "3", Arena: undefined },
  });
});

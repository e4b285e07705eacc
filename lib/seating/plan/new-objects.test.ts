import { expect, test } from "vitest";
import { checkLayout } from "../check-layout.ts";
import { seatCountOf } from "../layout.ts";
import { hallPlan } from "./contract.ts";
import { expandPlan } from "./expand-plan.ts";
import { newId } from "./new-id.ts";
import { newPlan, newRowBlock, newSection, newTable } from "./new-objects.ts";

test("a plan of new objects is valid and gives a hall with as many places as were asked for", () => {
  const empty = newPlan({ name: "Town hall", floor: "Ground floor", category: "Regular", newId });
  expect(hallPlan.safeParse(empty).success).toBe(true);
  const stalls = newSection(empty, { id: newId(), name: "Stalls", kind: "seated" });
  const tables = newSection(empty, { id: newId(), name: "Tables", kind: "tables" });
  const block = newRowBlock({ id: newId(), at: [0, 0], rowCount: 10, seatCount: 20 });
  const round = (["round", "rectangle", "booth", "box"] as const).map((shape, i) =>
    newTable({ id: newId(), at: [i * 400, 800], shape, seats: 7, label: String(i + 1) }),
  );
  const plan = {
    ...empty,
    sections: [
      { ...stalls, parts: [block] },
      { ...tables, parts: round },
    ],
  };
  expect(hallPlan.parse(plan)).toEqual(plan);
  const layout = expandPlan(plan);
  expect(checkLayout(layout)).toEqual([]);
  expect(seatCountOf(layout)).toBe(200 + 4 * 7);
});

test("new ids fit the contract and differ", () => {
  const ids = Array.from({ length: 1_000 }, newId);
  expect(new Set(ids).size).toBe(1_000);
  for (const id of ids) expect(id).toMatch(/^[a-z0-9]{8}$/);
});

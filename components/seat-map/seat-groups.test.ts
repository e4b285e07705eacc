import { expect, test } from "vitest";
import { buildMapModel } from "./map-geometry.ts";
import { groupSeats } from "./seat-groups.ts";
import { stageDistance } from "./stage-distance.ts";
import { SMALL_HALL_LEVELS, smallHall } from "./testing/small-hall.ts";

const model = buildMapModel(smallHall(), { levels: SMALL_HALL_LEVELS });

test("neighbours are said as one run, rows apart, in the order of the hall", () => {
  expect(groupSeats(model, [54, 12, 51, 52, 13, 15]).map(({ section, row, runs }) => [section, row, runs])).toEqual([
    [
      "Stalls",
      "B",
      [
        ["2", "3"],
        ["5", "5"],
      ],
    ],
    [
      "Balcón Left",
      "F",
      [
        ["11", "12"],
        ["14", "14"],
      ],
    ],
  ]);
});

test("tables are known as tables, and standing places have neither row nor number", () => {
  expect(groupSeats(model, [67])[0]).toMatchObject({ isTable: true, row: "Table 1", runs: [["1", "1"]] });
  expect(groupSeats(model, [75, 80])[0]).toMatchObject({ row: "", runs: [], ids: [75, 80] });
});

test("a seat knows how far the stage is, on which side it sits and where to look", () => {
  expect(stageDistance(model, 41)).toMatchObject({ side: "left", direction: "up" });
  expect(stageDistance(model, 50)).toMatchObject({ side: "right", direction: "up" });
  expect(stageDistance(model, 45).rows).toBe(9);
});

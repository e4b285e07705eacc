import fc from "fast-check";
import { expect, test } from "vitest";
import { buildMapModel } from "../seat-map/map-geometry.ts";
import { SMALL_HALL_LEVELS, smallHall } from "../seat-map/testing/small-hall.ts";
import { typedSeats } from "./typed-seats.ts";

const model = buildMapModel(smallHall(), { levels: SMALL_HALL_LEVELS });
const run = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

test.each([
  ["Stalls row A 1–10", run(1, 10)],
  ["stalls a 1 - 3, 7", [1, 2, 3, 7]],
  ["stalls A1", [1]],
  ["Stalls A, seats 9–10", [9, 10]],
  ["Stalls B–C", run(11, 30)],
  ["Stalls C", run(21, 30)],
  ["balcon left F 11-12; Balcón Left G", [51, 52, ...run(59, 66)]],
  ["F 11", [51]],
  ["Tables Table 2 3", [73]],
  ["Tables: Table 1", run(67, 70)],
  ["Floor 1–5", run(75, 79)],
  ["Floor places 29, 30", [103, 104]],
  ["Stalls", run(1, 50)],
  ["Stalls A 8-99", [8, 9, 10]],
])("%j names its seats", (text, ids) => {
  expect(typedSeats(model, text)).toEqual({ ids, unknown: [] });
});

test.each(["Gallery", "Stalls Z 1", "Stalls A 99", "Stalls A 1, 99", "Floor 31", "A–"])(
  "%j names none, and says so",
  (text) => {
    expect(typedSeats(model, text)).toEqual({ ids: [], unknown: [text] });
  },
);

test("a word that several sections begin with means all of them", () => {
  const hall = smallHall();
  const parted = hall.sections.map((section, i) =>
    i < 2 ? { ...section, name: `Stalls ${i === 0 ? "Left" : "Right"}` } : section,
  );
  const rows = parted[1]?.rows.map((row, i) => ({ ...row, label: i === 0 ? "A" : row.label })) ?? [];
  const sections = parted.map((section, i) => (i === 1 ? { ...section, rows } : section));
  const two = buildMapModel({ ...hall, sections }, { levels: SMALL_HALL_LEVELS });
  expect(typedSeats(two, "Stalls row A 8–12")).toEqual({ ids: [8, 9, 10, 51, 52], unknown: [] });
  expect(typedSeats(two, "Stalls Left A 8–12")).toEqual({ ids: [8, 9, 10], unknown: [] });
  expect(typedSeats(two, "stalls")).toEqual({ ids: run(1, 66), unknown: [] });
});

test("one part that is wrong does not hide the others", () => {
  expect(typedSeats(model, "Stalls A 1\nGallery\nStalls A 1")).toEqual({ ids: [1], unknown: ["Gallery"] });
});

test("whatever is typed, seats of the hall come back, each once", () => {
  const text = fc.oneof(
    fc.string(),
    fc.stringMatching(/^(Stalls|Floor|Balcón Left)? ?[A-G]? ?[0-9]{0,3}-?[0-9]{0,3}$/),
  );
  fc.assert(
    fc.property(text, (typed) => {
      const { ids } = typedSeats(model, typed);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(id >= 1 && id <= model.seatCount).toBe(true);
    }),
  );
});

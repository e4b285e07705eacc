import { describe, expect, test } from "vitest";
import type { Layout, Row } from "../layout.ts";
import { worseSeats } from "./worse-seats.ts";

const ROW: Row = { label: "A", numbers: ["1", "2"], x: [0, 10], y: [100, 100] };

function hall(
  row: Partial<Row> = {},
  over: { name?: string; entrance?: string; layout?: Partial<Layout> } = {},
): Layout {
  const { name = "Stalls", entrance, layout } = over;
  const outline = [0, 0, 200, 0, 200, 200];
  const section = { name, kind: "seated", category: 0, outline, label: [0, 0], rows: [{ ...ROW, ...row }] } as const;
  return {
    ...{ name: "Hall", width: 200, height: 300, pitch: 10, focal: [0, 0], decor: [] },
    ...{ categories: [{ name: "Standard" }] },
    sections: [{ ...section, capacity: 2, ...(entrance === undefined ? {} : { entrance }) }],
    ...layout,
  };
}

const reasons = (before: Layout, after: Layout) =>
  worseSeats(before, after).map(({ seatId, reasons }) => [seatId, ...reasons]);

describe("a seat is worse", () => {
  test.each<[string, Layout, Layout, unknown]>([
    ["whose view is restricted now", hall(), hall({ kinds: ".r" }), [[2, "restricted_view"]]],
    [
      "whose view has a reason to be restricted",
      hall(),
      hall({ reasons: [{ text: "Pillar", seats: [0] }] }),
      [[1, "restricted_view"]],
    ],
    ["that is no wheelchair space any more", hall({ kinds: "wc" }), hall({ kinds: ".c" }), [[1, "accessibility"]]],
    [
      "that lost its hearing loop or its way without steps",
      hall({ features: { hearingLoop: [0], stepFree: [1] } }),
      hall({ features: { stepFree: [0] } }),
      [
        [1, "accessibility"],
        [2, "accessibility"],
      ],
    ],
    ["that stands further back by more than a row", hall(), hall({ y: [121, 119] }), [[1, "quality"]]],
    [
      "that its organizer painted worse by as much",
      hall({ quality: [50, 50] }),
      hall({ quality: [20, 40] }),
      [[1, "quality"]],
    ],
    [
      "in another section than the ticket says",
      hall(),
      hall({}, { name: "Balcony" }),
      [
        [1, "section"],
        [2, "section"],
      ],
    ],
    [
      "with another entrance than the ticket says",
      hall({}, { entrance: "North" }),
      hall({}, { entrance: "South" }),
      [
        [1, "entrance"],
        [2, "entrance"],
      ],
    ],
  ])("%s", (_what, before, after, expected) => {
    expect(reasons(before, after)).toEqual(expected);
    expect(reasons(before, before)).toEqual([]);
  });

  test("for all of its reasons", () => {
    expect(reasons(hall(), hall({ kinds: "r.", y: [150, 100] }, { name: "Balcony" }))).toEqual([
      [1, "restricted_view", "quality", "section"],
      [2, "section"],
    ]);
  });
});

test.each<[string, Layout, Layout]>([
  ["another row or number", hall(), hall({ label: "B", numbers: ["11", "12"] })],
  ["a view that is better", hall({ kinds: "r." }), hall()],
  ["an aid more", hall(), hall({ kinds: "w.", features: { stepFree: [0, 1] } })],
  ["a little further back", hall(), hall({ y: [118, 119] })],
  ["an entrance that no ticket named", hall(), hall({}, { entrance: "South" })],
  ["other capitals", hall({}, { entrance: "north" }), hall({}, { name: "STALLS", entrance: "North" })],
  [
    "a hall that is drawn twice as large and elsewhere",
    hall(),
    hall({ x: [500, 520], y: [700, 700] }, { layout: { pitch: 20, focal: [500, 500] } }),
  ],
])("%s makes no seat worse", (_what, before, after) => {
  expect(reasons(before, after)).toEqual([]);
});

test("a seat that is removed or added is neither better nor worse: nobody who has it stays, nobody had it", () => {
  expect(reasons(hall(), hall({ kinds: "rr" }, { layout: { seatIds: [7, 2] } }))).toEqual([]);
});

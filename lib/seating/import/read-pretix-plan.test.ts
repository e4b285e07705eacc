import { describe, expect, test } from "vitest";
import { placesOf } from "../layout.ts";
import { accepted, bytesOf, problemsOf, seatNames } from "../testing/import-results.ts";
import { importLayout } from "./import-venue.ts";

const seat = (number: string, x: number, extra: object = {}) => ({
  seat_number: number,
  seat_guid: number,
  position: { x, y: 0 },
  category: "A",
  ...extra,
});
const plan = (change: object = {}, zone: object = {}) => ({
  name: "Hall",
  categories: [{ name: "A", color: "#fff" }],
  zones: [
    {
      name: "Zone",
      position: { x: 100, y: 50 },
      rows: [{ row_number: "1", position: { x: 10, y: 5 }, seats: [seat("1", 0), seat("2", 25)] }],
      ...zone,
    },
  ],
  ...change,
});
const pretix = (value: unknown) =>
  importLayout({ fileName: "hall.pretix.json", bytes: bytesOf(JSON.stringify(value)) });

describe("a pretix seating plan", () => {
  test("adds up the positions of zone, row and seat", () => {
    const rows = [{ row_number: "1", position: { x: 0, y: 40 }, seats: [seat("1", 0), seat("2", 20)] }];
    const zones = [
      { name: "Left", position: { x: 0, y: 0 }, rows },
      {
        name: "Right",
        position: { x: 100, y: 0 },
        rows: [{ row_number: "1", position: { x: 30, y: 40 }, seats: [seat("1", 0)] }],
      },
    ];
    const { layout } = accepted(pretix(plan({ zones })));
    const [a, , c] = placesOf(layout);
    expect((c?.x ?? 0) - (a?.x ?? 0)).toBe(130);
    expect(c?.y).toBe(a?.y);
  });

  test("keeps wheelchair places, whichever way the file marks them", () => {
    const categories = [{ name: "A" }, { name: "Wheelchair" }];
    const rows = [
      {
        row_number: "1",
        seats: [seat("1", 0, { wheelchair: true }), seat("2", 25), seat("3", 50, { category: "Wheelchair" })],
      },
      {
        row_number: "2",
        position: { x: 0, y: 30 },
        wheelchair: true,
        seats: [seat("1", 0), seat("2", 25, { wheelchair: false }), seat("3", 50, { kind: "companion" })],
      },
    ];
    const { layout, report } = accepted(pretix(plan({ categories }, { rows })));
    expect(report.wheelchairs).toBe(4);
    expect(layout.sections[0]?.rows.map((row) => row.kinds)).toEqual(["w.w", "w.w"]);
  });

  test("accepts and names unknown keys, and numbers nameless zones and rows", () => {
    const { layout, report } = accepted(
      pretix(
        plan({ version: 3 }, { name: undefined, zone_id: "x", rows: [{ seats: [seat("1", 0, { shape: "sofa" })] }] }),
      ),
    );
    expect(layout.sections[0]).toMatchObject({ name: "Section 1", rows: [{ label: "1" }] });
    for (const words of [
      "plan key not used: version",
      "zone key not used: zone_id",
      "seat key not used: shape",
      "Section 1",
    ]) {
      expect(report.notes.join("\n")).toContain(words);
    }
  });

  test("calls rows and seats as their labels say; a seat label without its number would call all alike", () => {
    const row = (more: object, y: number) => ({
      row_number: "3",
      position: { x: 0, y },
      seats: [seat("1", 0), seat("2", 25)],
      ...more,
    });
    const rows = [
      row({ row_label: "Loge %s", seat_label: "Stuhl %s" }, 0),
      row({ row_label: "Rang", seat_label: "Stuhl" }, 30),
    ];
    const { layout, report } = accepted(pretix(plan({}, { rows })));
    expect(seatNames(layout).toSorted()).toEqual([
      "Zone Loge 3 Stuhl 1",
      "Zone Loge 3 Stuhl 2",
      "Zone Rang 1",
      "Zone Rang 2",
    ]);
    expect(report.notes.join()).toContain("seat_label without %s is not used");
  });

  test("does not sell seats without a category or of one that is not available", () => {
    const rows = [
      {
        row_number: "1",
        seats: [seat("1", 0), seat("2", 25, { category: "" }), seat("3", 50, { category: "Not available" })],
      },
    ];
    const categories = [{ name: "Not available" }, { name: "A" }];
    const { layout, report } = accepted(pretix(plan({ categories }, { rows })));
    expect(layout.categories).toEqual([{ name: "Not available", sold: false }, { name: "A" }]);
    expect(report).toMatchObject({ seats: 3, unsold: 2 });
    expect(report.notes).toContain("seats without a category are not for sale");
  });

  test("splits blocks where a row name comes again, in zones of one name too", () => {
    const block = (x: number) => ({ row_number: "1", position: { x, y: 0 }, seats: [seat("1", 0), seat("2", 25)] });
    const zones = [0, 1].map((z) => ({ name: "Zone", position: { x: 0, y: z * 60 }, rows: [block(0), block(100)] }));
    const split = importLayout(
      { fileName: "x", bytes: bytesOf(JSON.stringify(plan({ zones }))) },
      { splitBlocks: true },
    );
    const { layout, report } = accepted(split);
    expect(layout.sections.map(({ name }) => name)).toEqual([
      "Zone",
      "Zone, block 2",
      "Zone, block 3",
      "Zone, block 4",
    ]);
    expect(report.seats).toBe(8);
  });

  test("draws its areas, and people look at the one called stage", () => {
    const areas = [
      {
        shape: "rectangle",
        position: { x: 0, y: 400 },
        rectangle: { width: 200, height: 60 },
        rotation: 0,
        text: { text: "Bühne", position: { x: 0, y: 0 } },
      },
      { shape: "circle", position: { x: 20, y: 20 }, circle: { radius: 10 }, text: { text: "7" } },
      {
        shape: "polygon",
        position: { x: 0, y: 0 },
        polygon: {
          points: [
            { x: 0, y: 0 },
            { x: 9, y: 0 },
            { x: 0, y: 9 },
          ],
        },
      },
      { shape: "text", position: { x: 5, y: 5 }, text: { text: "Exit" } },
      { position: { x: 0, y: 0 }, width: 10, height: 10, text: "Bar" },
    ];
    const { layout } = accepted(pretix(plan({}, { areas })));
    expect(layout.decor.map((item) => item.kind)).toEqual(["table", "shape", "text", "shape", "text", "stage"]);
    const stage = layout.decor.at(-1);
    const y = stage?.kind === "stage" ? stage.outline.filter((_, i) => i % 2 === 1) : [];
    expect(layout.focal[1]).toBeGreaterThanOrEqual(Math.min(...y));
    expect(layout.focal[1]).toBeLessThanOrEqual(Math.max(...y));
  });

  test.each<[string, unknown, string, string]>([
    [
      "a category that is not listed",
      plan({}, { rows: [{ row_number: "1", seats: [seat("1", 0, { category: "B" })] }] }),
      "zones[0].rows[0].seats[0]",
      "category B",
    ],
    [
      "a seat that stands there twice",
      plan({}, { rows: [{ row_number: "1", seats: [seat("1", 0), seat("1", 9)] }] }),
      "zones[0].rows[0]",
      "row 1 of Zone has seat 1 twice",
    ],
    [
      "a coordinate that is no number",
      plan({}, { rows: [{ row_number: "1", seats: [seat("1", 0, { position: { x: null, y: 0 } })] }] }),
      "zones[0].rows[0].seats[0].position.x",
      "number",
    ],
    ["no zones", { name: "x", categories: [] }, "zones", "expected array"],
    ["an array", [], "$", "expected object"],
  ])("with %s is refused with the path", (_title, value, path, reason) => {
    const [problem] = problemsOf(pretix(value));
    expect(problem?.path).toBe(path);
    expect(problem?.reason).toContain(reason);
  });

  test("without seats, or cut off in the middle, is refused", () => {
    expect(problemsOf(pretix(plan({ zones: [] })))[0]?.reason).toContain("0 seats");
    expect(problemsOf(importLayout({ fileName: "x.json", bytes: bytesOf('{"name":') }))[0]?.reason).toContain(
      "not valid JSON",
    );
  });

  test("with a seat twice in two zones of one name is refused", () => {
    const zone = { name: "Zone", rows: [{ row_number: "1", seats: [seat("1", 0)] }] };
    expect(problemsOf(pretix(plan({ zones: [zone, zone] })))[0]).toEqual({
      path: "zones[1].rows[0]",
      reason: expect.stringContaining("is already at zones[0].rows[0] with the same seat 1"),
    });
  });
});

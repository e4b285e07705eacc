import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkLayout } from "../check-layout.ts";
import { polygonContains } from "../geometry.ts";
import { type Layout, placesOf } from "../layout.ts";
import { anyHallAndStates, gridHall } from "../testing/grid-hall.ts";
import { accepted, bytesOf, problemsOf, seatLines } from "../testing/import-results.ts";
import { importLayout, VENUE_FILE_BYTES_MAX } from "./import-venue.ts";

const csv = (text: string) => importLayout({ fileName: "hall.csv", bytes: bytesOf(text) });
const HEADER = "section,row,seat,x,y,category\n";

function toCsv(layout: Layout): string {
  const lines = placesOf(layout).map((p) =>
    [
      layout.sections[p.section]?.name,
      p.row,
      p.number,
      p.x,
      p.y,
      layout.categories[p.category]?.name,
      p.kind.toLowerCase(),
    ].join(","),
  );
  return ["section,row,seat,x,y,category,kind", ...lines].join("\n");
}

describe("a seat list", () => {
  test("loses no seat, label, category or wheelchair mark on its way into a layout", () => {
    fc.assert(
      fc.property(anyHallAndStates, fc.double({ min: 0.05, max: 40, noNaN: true }), ({ layout: drawn }, scale) => {
        const hall = { ...drawn, sections: drawn.sections.filter((section) => section.kind !== "standing") };
        const scaled = {
          ...hall,
          sections: hall.sections.map((s) => ({
            ...s,
            rows: s.rows.map((row) => ({ ...row, x: row.x.map((v) => v * scale), y: row.y.map((v) => v * scale) })),
          })),
        };
        const { layout, report } = accepted(csv(toCsv(scaled)));
        expect(seatLines(layout)).toEqual(seatLines(hall));
        expect(checkLayout(layout)).toEqual([]);
        expect(report.seats).toBe(placesOf(hall).length);
        expect(report.wheelchairs).toBe(placesOf(hall).filter((p) => p.kind === "WHEELCHAIR").length);
      }),
      { numRuns: 100 },
    );
  });

  test("keeps its shape: neighbours stand 20 apart, aisles stay aisles, rows run from the front, seats from left to right", () => {
    const hall = gridHall([{ rows: 3, blocks: [4, 4] }]);
    const shuffled = toCsv(hall).split("\n");
    const { layout } = accepted(csv([shuffled[0], ...shuffled.slice(1).reverse()].join("\n")));
    const section = layout.sections[0];
    expect(section?.rows.map((row) => row.label)).toEqual(["A", "B", "C"]);
    expect(section?.rows[0]?.numbers).toEqual(["1", "2", "3", "4", "5", "6", "7", "8"]);
    const x = section?.rows[0]?.x ?? [];
    expect(x.map((value, i) => value - (x[i - 1] ?? value))).toEqual([0, 20, 20, 20, 40, 20, 20, 20]);
    expect(layout.focal[1]).toBeLessThan(section?.rows[0]?.y[0] ?? 0);
    for (const place of placesOf(layout)) expect(polygonContains(section?.outline ?? [], place.x, place.y)).toBe(true);
  });

  test("may begin with a byte order mark, quote its cells, order its columns otherwise and have more of them", () => {
    const text =
      '\uFEFFcategory,Seat,row,section,y,x,colour\r\n"Stalls, front",1,A,"The ""Pit""",10,10,red\r\n"Stalls, front",2,A,"The ""Pit""",10,12,red\r\n\r\n';
    const { layout, report } = accepted(csv(text));
    expect(layout.sections[0]?.name).toBe('The "Pit"');
    expect(layout.categories).toEqual([{ name: "Stalls, front" }]);
    expect(report.notes).toContain("columns not used: colour");
  });

  test("whose category names wheelchairs makes wheelchair places", () => {
    expect(accepted(csv(`${HEADER}S,A,1,0,0,Rollstuhl\nS,A,2,1,0,Normal`)).report.wheelchairs).toBe(1);
  });

  test("with a balcony drawn over its stalls shows it behind them", () => {
    const lines = ["Stalls", "Balcony"].flatMap((name, f) =>
      Array.from(
        { length: 60 },
        (_, i) =>
          `${name},${Math.floor(i / 10) + 1},${(i % 10) + 1},${(i % 10) * 20 + f},${Math.floor(i / 10) * 30 + f},A`,
      ),
    );
    const { layout, report } = accepted(csv(HEADER + lines.join("\n")));
    const [stalls, balcony] = layout.sections;
    expect(Math.min(...(balcony?.rows.flatMap((row) => row.y) ?? []))).toBeGreaterThan(
      Math.max(...(stalls?.rows.flatMap((row) => row.y) ?? [])),
    );
    expect(report.notes.join()).toContain("Balcony");
  });

  test("follows a horseshoe row around instead of folding it", () => {
    const count = 40;
    const lines = Array.from({ length: count }, (_, i) => {
      const t = ((150 - (300 * i) / (count - 1)) * Math.PI) / 180;
      return `Balcony,A,${i + 1},${-150 * Math.sin(t)},${150 * Math.cos(t)},A`;
    });
    const mixed = lines.map((_, i) => lines[(i * 17) % count]);
    const { layout } = accepted(csv(HEADER + mixed.join("\n")));
    expect(layout.sections[0]?.rows[0]?.numbers).toEqual(Array.from({ length: count }, (_, i) => String(i + 1)));
  });

  test("with meaningless row names faces the side towards which its rows curve", () => {
    const lines = ["Red", "Blue", "Green"].flatMap((row, r) =>
      Array.from({ length: 11 }, (_, i) => `Hall,${row},${i + 1},${i * 20},${r * 30 + (i - 5) ** 2},A`),
    );
    const { layout } = accepted(csv(HEADER + lines.join("\n")));
    expect(layout.focal[1]).toBeGreaterThan(Math.max(...placesOf(layout).map((place) => place.y)));
    expect(layout.sections[0]?.rows.map((row) => row.label)).toEqual(["Green", "Blue", "Red"]);
  });

  test("in the round faces its middle, each side with its low rows in front", () => {
    const side = (name: string, y: (row: number) => number) =>
      Array.from(
        { length: 40 },
        (_, i) => `${name},${Math.floor(i / 10) + 1},${(i % 10) + 1},${(i % 10) * 20},${y(Math.floor(i / 10))},A`,
      );
    const { layout } = accepted(
      csv(HEADER + [...side("North", (row) => -200 - row * 30), ...side("South", (row) => 200 + row * 30)].join("\n")),
    );
    const north = layout.sections[0]?.rows[0];
    const south = layout.sections[1]?.rows[0];
    expect(layout.focal[1]).toBeGreaterThan(north?.y[0] ?? 0);
    expect(layout.focal[1]).toBeLessThan(south?.y[0] ?? 0);
    expect([north?.label, south?.label]).toEqual(["1", "1"]);
    // People in the north look down the page, so their left is the page's right.
    expect(north?.numbers[0]).toBe("10");
    expect(south?.numbers[0]).toBe("1");
  });
});

describe("a bad seat list is refused with line and reason:", () => {
  test.each<[string, string, { line?: number }, string]>([
    ["an empty file", "", { line: 1 }, "empty"],
    ["no seats", HEADER, {}, "0 seats"],
    ["a missing column", "section,row,seat,x,y\nS,A,1,0,0", { line: 1 }, "missing column: category"],
    ["a column named twice", "section,row,seat,x,x,y,category\nS,A,1,0,0,0,A", { line: 1 }, "twice: x"],
    [
      "a seat that stands there twice",
      `${HEADER}S,A,1,0,0,A\nS,A,2,1,0,A\nS,A,1,2,0,A`,
      { line: 4 },
      "already on line 2",
    ],
    ["a coordinate that is not a number", `${HEADER}S,A,1,NaN,0,A`, { line: 2 }, "x is not a finite number"],
    ["an infinite coordinate", `${HEADER}S,A,1,0,1e999,A`, { line: 2 }, "y is not a finite number"],
    ["an empty coordinate", `${HEADER}S,A,1,,0,A`, { line: 2 }, "x is not"],
    ["a coordinate out of this world", `${HEADER}S,A,1,1e9,0,A`, { line: 2 }, "further out"],
    ["no category", `${HEADER}S,A,1,0,0,`, { line: 2 }, "category is empty"],
    ["no seat number", `${HEADER}S,A,,0,0,A`, { line: 2 }, "seat is empty"],
    ["an unknown kind", "section,row,seat,x,y,category,kind\nS,A,1,0,0,A,sofa", { line: 2 }, "kind sofa"],
    ["more cells than columns", `${HEADER}S,A,1,0,0,A,B`, { line: 2 }, "7 cells"],
    ["a quote that is never closed", `${HEADER}S,A,1,0,0,"A`, { line: 2 }, "not valid CSV"],
    ["a control character", `${HEADER}S,A\u0000,1,0,0,A`, { line: 2 }, "control character"],
    ["a label as long as a page", `${HEADER}${"S".repeat(81)},A,1,0,0,A`, { line: 2 }, "longer than 80"],
  ])("%s", (_title, text, where, reason) => {
    const [problem] = problemsOf(csv(text));
    expect(problem?.reason).toContain(reason);
    expect(problem?.line).toBe(where.line);
  });

  test("a thousand bad lines show twenty and a count", () => {
    const problems = problemsOf(csv(HEADER + "S,A,1,x,0,A\n".repeat(1_000)));
    expect(problems).toHaveLength(21);
    expect(problems[20]?.reason).toBe("and 980 more problems");
  });

  test("more sections or seats than any hall has are refused before anything is drawn", () => {
    const lines = (count: number, section: (i: number) => string) =>
      Array.from({ length: count }, (_, i) => `${section(i)},A,${i},${i},0,A`).join("\n");
    expect(problemsOf(csv(HEADER + lines(1_001, String)))[0]?.reason).toContain("1000 sections");
    expect(problemsOf(csv(HEADER + lines(200_001, () => "S")))[0]?.reason).toContain("200000 seats");
  });

  test("a file over 50 MB is refused unread", () => {
    expect(
      problemsOf(importLayout({ fileName: "big.csv", bytes: new Uint8Array(60 * 1024 * 1024) }))[0]?.reason,
    ).toContain("60 MB");
    expect(VENUE_FILE_BYTES_MAX).toBe(50 * 1024 * 1024);
  });

  test("no input makes the import throw", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (garbage) => void importLayout({ fileName: "x", bytes: garbage })),
    );
    fc.assert(fc.property(fc.json(), (json) => void importLayout({ fileName: "x.json", bytes: bytesOf(json) })));
  });
});

import { describe, expect, test } from "vitest";
import { placesOf } from "../layout.ts";
import { accepted, imported, problemsOf } from "../testing/import-results.ts";

const HEADER = "section,row,seat,x,y,category";
const list = (lines: readonly string[]) => imported([HEADER, ...lines].join("\n"));
const block = (section: string, [x, y]: readonly [number, number], rows = 3) =>
  Array.from(
    { length: rows * 6 },
    (_, i) => `${section},${1 + Math.floor(i / 6)},${1 + (i % 6)},${x + (i % 6) * 20},${y + Math.floor(i / 6) * 30},A`,
  );

describe("seats on top of each other", () => {
  test("on one point are refused with both lines", () => {
    expect(problemsOf(list([...block("S", [0, 0]), "S,9,9,20,0,A"]))).toEqual([
      { line: 20, reason: "section S row 9 seat 9 stands on section S row 1 seat 2 (on line 3)" },
    ]);
  });

  test("that overlap are noted with both lines, and imported", () => {
    const { report } = accepted(list([...block("S", [0, 0]), "S,9,9,22,3,A"]));
    expect(report.notes).toContain(
      "1 seat overlaps another one, such as section S row 9 seat 9 (on line 20) and section S row 1 seat 2 (on line 3)",
    );
  });

  test("because their rows lie on one line are one problem, with the column of the depth where the list has one", () => {
    const flat = ["A", "B"].flatMap((row, r) => [1, 2, 3].map((n) => `S,${row},${n},${n * 20},${r * 0.5},${r * 30},K`));
    const deep = imported(["section,row,seat,x,y,z,category", ...flat].join("\n"));
    expect(problemsOf(deep)).toEqual([
      {
        line: 2,
        reason: "the rows A, B of section S lie on one line; if their depth is in another column, name it: --map y=z",
      },
    ]);
  });
});

describe("floors drawn a pixel apart", () => {
  const least = (lines: readonly string[]) => {
    const places = placesOf(accepted(list(lines)).layout);
    return Math.min(
      ...places.flatMap((a) => places.filter((b) => b.id > a.id).map((b) => Math.hypot(a.x - b.x, a.y - b.y))),
    );
  };

  test.each([
    ["two", [block("Stalls", [0, 0]), block("Balcony", [1, 1])]],
    ["three", [block("Stalls", [0, 0]), block("Balcony", [1, 1]), block("Gallery", [2, 1])]],
    ["a small one over a large one", [block("Stalls", [0, 0], 6), block("Box", [1, 61], 2)]],
    ["neighbours that are pushed over a third", [block("A", [0, 0]), block("B", [60, 0]), block("C", [175, 0])]],
    ["single rows", [block("Front", [0, 0], 1), block("Back", [1, 1], 1)]],
    [
      "two over two side by side",
      [block("L", [0, 0]), block("R", [160, 0]), block("LU", [1, 1]), block("RU", [161, 1])],
    ],
  ])("are moved apart: %s", (_title, blocks) => {
    expect(least(blocks.flat())).toBeGreaterThan(15);
  });
});

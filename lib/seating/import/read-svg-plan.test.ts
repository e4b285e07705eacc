import { describe, expect, test } from "vitest";
import { placesOf } from "../layout.ts";
import { accepted, imported, problemsOf, seatNames } from "../testing/import-results.ts";

const svg = (inner: string) =>
  imported(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200">${inner}</svg>`);
const seat = (id: string, x: number, y: number, more = "") => `<circle id="${id}" cx="${x}" cy="${y}" r="5" ${more}/>`;

describe("an SVG drawing", () => {
  test("names its seats by their ids: letters are rows, numbers that follow each other are neighbours, the rest is the section", () => {
    const seats = ["A", "B"].flatMap((row, r) =>
      [1, 2, 3].flatMap((n) => [1, 2].map((s) => seat(`seat-${n}-${row}-${s}`, s * 100 + n * 20, r * 25))),
    );
    const { layout, report } = accepted(svg(seats.join("")));
    expect(layout.sections.map(({ name, capacity }) => [name, capacity])).toEqual([
      ["1", 6],
      ["2", 6],
    ]);
    expect(seatNames(layout)).toContain("2 B 3");
    expect(report.notes).toContain("ids are labels: seat-1-A-1 is section 1, row A, seat 1");
  });

  test.each<[string, string[], string[]]>([
    ["section, row and seat in order", ["seat-Stalls-A-1", "seat-Stalls-A-2"], ["Stalls A 1", "Stalls A 2"]],
    ["row and seat", ["seat_A_1", "seat_A_2"], ["Hall A 1", "Hall A 2"]],
    ["row and seat in one", ["seatA1", "seatA2"], ["Hall  A1", "Hall  A2"]],
    ["a number", ["seat-1", "seat-2"], ["Hall  1", "Hall  2"]],
  ])("takes ids of %s", (_title, ids, names) => {
    const result = svg(ids.map((id, i) => seat(id.replace(/^seatA/, "seat-A"), i * 20, 0)).join(""));
    expect(
      seatNames(accepted(result).layout).map((name) => name.replace(/ A(\d)/, " A $1").replace(/ {2}/, "  ")),
    ).toEqual(names.map((name) => name.replace("  A1", " A 1").replace("  A2", " A 2")));
  });

  test("takes data attributes before ids, with category and kind", () => {
    const data = (n: number, more = "") =>
      seat(`x${n}`, n * 20, 0, `data-section="Loge" data-row="3" data-seat="${n}" ${more}`);
    const { layout } = accepted(
      svg(data(1, 'data-category="Box" class="seat wheelchair"') + data(2, 'data-category="Side"')),
    );
    expect(seatNames(layout)).toEqual(["Loge 3 1", "Loge 3 2"]);
    expect(layout.categories.map(({ name }) => name)).toEqual(["Box", "Side"]);
    expect(placesOf(layout).map(({ kind }) => kind)).toEqual(["WHEELCHAIR", "STANDARD"]);
  });

  test("puts transforms, their origins and groups together", () => {
    const turned = `<g transform="translate(100 0)"><rect id="seat-A-1" x="-5" y="-5" width="10" height="10" transform="rotate(90 0 20)"/>
      <rect id="seat-A-2" x="-5" y="-5" width="10" height="10" style="transform-origin: 20px 20px" transform="matrix(-1 0 0 -1 0 0)"/></g>
      <path id="seat-A-3" d="m 55 35 h 10 v 10 h -10 z"/>`;
    const { layout } = accepted(svg(turned));
    const at = new Map(placesOf(layout).map(({ number, x, y }) => [number, { x, y }]));
    // 1 turns to (120, 20), 2 to (140, 40), 3 stays at (60, 40).
    const [one, two, three] = ["1", "2", "3"].map((number) => at.get(number) ?? { x: 0, y: 0 });
    const step = (a = { x: 0, y: 0 }, b = { x: 0, y: 0 }) => [b.x - a.x, b.y - a.y];
    const [dx = 0, dy = 0] = step(one, two);
    expect(dx).toBeCloseTo(dy, 0);
    const [ex = 0, ey = 0] = step(two, three);
    expect(ey).toBeCloseTo(0, 0);
    expect(ex / dx).toBeCloseTo(-4, 0);
  });

  test("keeps its shapes; a text in a shape names it, and a stage is where people look", () => {
    const row = [1, 2, 3, 4].map((n) => seat(`seat-A-${n}`, 40 + n * 20, 100)).join("");
    const { layout } = accepted(
      svg(`<rect width="200" height="200"/><rect x="50" y="150" width="100" height="30"/><text x="100" y="170" text-anchor="middle">STAGE</text>
        <rect x="0" y="20" width="40" height="20"/><text x="90" y="105">2</text>${row}<defs><rect width="9" height="9"/></defs>`),
    );
    expect(layout.decor.map(({ kind }) => kind).sort()).toEqual(["shape", "stage"]);
    expect(layout.focal[1]).toBeGreaterThan(layout.sections[0]?.rows[0]?.y[0] ?? 0);
  });

  test("with a seat twice is refused with the id", () => {
    expect(problemsOf(svg(seat("seat-A-1", 0, 0) + seat("seat-A-1", 20, 0)))).toEqual([
      { path: "#seat-A-1", reason: "section Hall row A seat 1 is already at #seat-A-1" },
    ]);
  });
});

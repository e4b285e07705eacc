import { describe, expect, test } from "vitest";
import { polygonContains } from "../geometry.ts";
import { type Layout, placesOf } from "../layout.ts";
import { accepted, bytesOf, imported } from "../testing/import-results.ts";
import { type ImportChoices, importLayout } from "./import-venue.ts";
import { namesStage } from "./stage-words.ts";

test.each(
  "STAGE|S T A G E|Main stage|Bühne|BUEHNE|Spielfeld|Scène|La scène|Escenario|PALCO|Palcoscenico|Toneel|Podium|Scen|Näyttämö|Svið|Lava|Skatuvė|Scena|Jeviště|Javisko|Színpad|Pozornica|Scenă|Сцена|Бина|Σκηνή|Sahne|מסך|במה|مسرح|صحنه|मंच|เวที|舞台|ステージ|무대|Sân khấu|Panggung|Pentas|Bühne / Stage".split(
    "|",
  ),
)("%s names a stage", (text) => {
  expect(namesStage(text)).toBe(true);
});

test.each(
  "Back stage bar|Backstage|Stage door|Stage left entrance|Arah Panggung|To the stage|Palco 3|Bühneneingang|Bar|Balcony|FLOOR #1|Pitchside||Screening room".split(
    "|",
  ),
)("%s does not", (text) => {
  expect(namesStage(text)).toBe(false);
});

const rows = (from: number, step: number, section = "S") =>
  ["1", "2", "3"].flatMap((row, r) => [1, 2, 3, 4].map((n) => `${section},${row},${n},${n * 20},${from + r * step},A`));
const list = (lines: readonly string[], choices: ImportChoices = {}) =>
  accepted(imported(["section,row,seat,x,y,category", ...lines].join("\n"), choices));

const stages = (layout: Layout) => layout.decor.filter(({ kind }) => kind === "stage");
const frontY = (layout: Layout) => layout.sections[0]?.rows[0]?.y[0] ?? 0;

type Area = { text?: string; x: number; y: number; width: number; height: number };
function plan(areas: readonly Area[], choices: ImportChoices = {}) {
  const seats = (y: number) =>
    [0, 20, 40].map((x, i) => ({ seat_number: `${i + 1}`, position: { x, y }, category: "A" }));
  const zone = {
    name: "Zone",
    rows: [1, 2, 3].map((row) => ({ row_number: `${row}`, seats: seats(row * 30) })),
    areas: areas.map(({ text, x, y, width, height }) => ({
      shape: "rectangle",
      position: { x, y },
      rectangle: { width, height },
      text: { text },
    })),
  };
  const json = JSON.stringify({ name: "Hall", categories: [{ name: "A" }], zones: [zone] });
  return accepted(importLayout({ fileName: "x.json", bytes: bytesOf(json) }, choices));
}

describe("a stage", () => {
  test("is drawn before the front row of a list, which says so", () => {
    const { layout, report } = list(rows(0, 30));
    expect(stages(layout)).toHaveLength(1);
    expect(layout.focal[1]).toBeLessThan(frontY(layout));
    expect(report.notes.join()).toContain("one is drawn above the front row");
  });

  test("stands square to the rows, however much shorter one of them is", () => {
    const short = ["S,1,1,0,0,A", "S,1,2,20,0,A", "S,1,3,40,0,A", "S,1,4,60,0,A", "S,2,1,60,30,A", "S,2,2,80,30,A"];
    const { layout, report } = list(short);
    expect(report.notes.join()).toContain("one is drawn above the front row");
    expect(layout.focal[1]).toBeLessThan(frontY(layout));
  });

  test("is drawn below where y grows upwards, and above with --y-up", () => {
    const { layout, report } = list(rows(0, -30));
    expect(layout.focal[1]).toBeGreaterThan(frontY(layout));
    expect(report.notes.join()).toContain("import it with --y-up");
    const turned = list(rows(0, -30), { yUp: true }).layout;
    expect(turned.focal[1]).toBeLessThan(frontY(turned));
    expect(turned.sections[0]?.rows[0]?.numbers).toEqual(["1", "2", "3", "4"]);
  });

  test("is invented neither where nothing says where people look, nor with seats all round, nor beside a plan's own areas", () => {
    for (const { layout, report } of [
      list(rows(0, 0).slice(0, 4)),
      list([...rows(-200, -30, "North"), ...rows(200, 30, "South")]),
      plan([{ x: 0, y: -90, width: 60, height: 20, text: "Back stage bar" }]),
    ]) {
      expect(stages(layout)).toEqual([]);
      expect(report.notes.join()).toContain("--focus x,y");
    }
  });

  test("that the plan names is where people look, and no other is drawn", () => {
    const { layout, report } = plan([{ x: 0, y: 300, width: 60, height: 30, text: "PALCO" }]);
    expect(stages(layout)).toMatchObject([{ text: "PALCO" }]);
    expect(layout.focal[1]).toBeGreaterThan(Math.max(...placesOf(layout).map(({ y }) => y)));
    expect(report.notes).toEqual([]);
  });

  test("never lies over seats: a shape that would keeps its name alone", () => {
    const { layout, report } = plan([{ x: -10, y: 20, width: 80, height: 100, text: "Stage" }]);
    expect(layout.decor).toMatchObject([{ kind: "text", text: "Stage" }]);
    expect(report.notes).toContain("Stage would lie over seats, so only its name is drawn");
  });

  test("stands where --focus says, in the file's units", () => {
    const { layout } = list(rows(0, 30), { focus: [50, 300] });
    const below = placesOf(layout).map(({ y }) => y);
    expect(layout.focal[1] - Math.max(...below)).toBeCloseTo(240, 0);
    expect(stages(layout)).toEqual([]);
  });
});

describe("texts of a plan", () => {
  test("stay inside their shapes, no larger than fits", () => {
    const { layout } = plan([{ x: 0, y: -200, width: 60, height: 40, text: "A long name of a small bar" }]);
    const shape = layout.decor.find((item) => item.kind === "shape");
    const text = layout.decor.find((item) => item.kind === "text");
    expect(text && shape && polygonContains(shape.outline, text.at[0], text.at[1])).toBe(true);
    expect((text?.size ?? 99) * 0.6 * 26).toBeLessThanOrEqual(61);
  });

  test("of standing areas are noted until their capacity is given", () => {
    const area = { x: 0, y: -200, width: 60, height: 40, text: "Stehplätze" };
    expect(plan([area]).report.notes.join()).toContain('--standing "Stehplätze=100"');
    const { layout, report } = plan([area], { standing: new Map([["Stehplätze", 300]]) });
    expect(layout.sections.at(-1)).toMatchObject({ name: "Stehplätze", kind: "standing", capacity: 300 });
    expect(report.seats).toBe(309);
  });
});

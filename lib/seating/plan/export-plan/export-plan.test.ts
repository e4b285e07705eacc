import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { needs } from "#lib/platform/testing/needs";
import { sharedFile } from "#lib/platform/testing/shared-file";
import { type ImportChoices, importLayout } from "../../import/import-venue.ts";
import { type Layout, seatCountOf } from "../../layout.ts";
import { hashLayout } from "../../layout-hash.ts";
import { accepted, bytesOf, seatLines } from "../../testing/import-results.ts";
import { expandPlan } from "../expand-plan.ts";
import { aBlock, aFullPlan, anyPlan, aPlan, aSection } from "../testing/any-plan.ts";
import { exportPretix } from "./export-pretix.ts";
import { exportSeatList } from "./export-seat-list.ts";
import { exportSvg } from "./export-svg.ts";
import type { ExportChoices } from "./seat-lines.ts";

const FORMATS: readonly (readonly [string, (layout: Layout, choices?: ExportChoices) => string])[] = [
  ["pretix JSON", exportPretix],
  ["seat CSV", exportSeatList],
  ["SVG", exportSvg],
];

const again = (text: string, choices: ImportChoices = {}) =>
  accepted(importLayout({ fileName: "hall", bytes: bytesOf(text) }, choices));
const hash = (layout: Layout) => hashLayout(layout).hash;

const CHOICES: Readonly<Record<string, ImportChoices>> = {
  "cases/plan-label-twice-guid-unique.pretix.json": { splitBlocks: true },
  "cases/rows-on-one-line-opera.csv": { columns: { y: "z" } },
};
const folders = ["cases", "venues"].map((name) => ({ name, path: sharedFile(name) }));
const files = folders.flatMap(({ name, path }) =>
  path === undefined ? [] : readdirSync(path).map((file) => `${name}/${file}`),
);

describe(
  "an exported shared hall",
  needs(files[0], "../shared/cases and ../shared/venues are not on this machine"),
  () => {
    test.each(files)("%s imports again as the same hall in every format", (file) => {
      const result = importLayout({ fileName: file, bytes: readFileSync(join(sharedFile(file) ?? "")) }, CHOICES[file]);
      if (!result.ok) return;
      for (const [format, exported] of FORMATS)
        expect(hash(again(exported(result.layout)).layout), format).toBe(hash(result.layout));
    });
  },
);

describe.each(FORMATS)("%s", (format, exported) => {
  test("imports again as the same hall, with everything that a designer draws", () => {
    const full = expandPlan(aFullPlan());
    expect(hash(again(exported(full)).layout)).toBe(hash(full));
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const layout = expandPlan(plan);
        fc.pre(layout.sections.some(({ rows }) => rows.length > 0));
        expect(hash(again(exported(layout)).layout)).toBe(hash(layout));
      }),
      { numRuns: 25 },
    );
  });

  test("without its frame still says every seat with its name, category and kind, but no standing place, floor or unsold category", () => {
    const full = expandPlan(aFullPlan());
    const { layout } = again(exported(full, { frame: "leftOut" }));
    const seated = { ...full, sections: full.sections.filter(({ kind }) => kind !== "standing") };
    expect(seatLines(layout)).toEqual(seatLines(seated));
    expect(seatCountOf(layout)).toBe(seatCountOf(full) - 50);
    expect(layout.floors).toBeUndefined();
  });

  test("carries a name with quotes, marks, signs and other scripts", () => {
    const names = ["Balkon \"links\" <1> & 'x'", "Žofín; 舞台, |", "-Parterre"].map((name, i) =>
      aSection({ id: `s${i}`, name, parts: [aBlock({ id: `b${i}`, at: [i * 900, 0] })] }),
    );
    const layout = expandPlan(aPlan(names.slice(0, 2)));
    expect(hash(again(exported(layout)).layout)).toBe(hash(layout));
    const formula = again(exported(expandPlan(aPlan(names)))).layout.sections.map(({ name }) => name);
    expect(formula[2]).toBe(format === "seat CSV" ? "'-Parterre" : "-Parterre");
  });

  test("that was edited afterwards is read like any other file", () => {
    const plan = aPlan([aSection({ parts: [aBlock()] })]);
    const text = exported(expandPlan(plan))
      .replaceAll('Stalls"', 'Parkett"')
      .replaceAll("Stalls,", "Parkett,")
      .replaceAll("Stalls-", "Parkett-");
    const { layout } = again(text);
    expect(layout.sections.map(({ name }) => name)).toEqual(["Parkett"]);
    expect(seatCountOf(layout)).toBe(40);
  });

  test("with a frame that is none, or that holds a wrong layout, is read like any other file", () => {
    const layout = expandPlan(aPlan([aSection({ parts: [aBlock()] })]));
    const wrong = { ...layout, pitch: -1 };
    expect(again(exported(wrong)).layout.pitch).toBe(20);
    expect(seatCountOf(again(exported(layout).replaceAll("seated", "soiled")).layout)).toBe(40);
  });

  test("with an answer to what a file cannot say is read by it, whatever its frame says", () => {
    const layout = expandPlan(aFullPlan());
    const [x, y] = again(exported(layout), { focus: [300, 300] }).layout.focal;
    expect([x, y]).not.toEqual(layout.focal);
  });
});

test("a pretix plan says a hall of standing places alone; lists and drawings have no seat to be known by", () => {
  const outline = [0, 0, 100, 0, 100, 100, 0, 100];
  const layout = expandPlan(aPlan([aSection({ kind: "standing", capacity: 30, outline })]));
  expect(hash(again(exportPretix(layout)).layout)).toBe(hash(layout));
  for (const exported of [exportSeatList(layout), exportSvg(layout)])
    expect(importLayout({ fileName: "hall", bytes: bytesOf(exported) }).ok).toBe(false);
});

test("two rows of one name in one section come back from every format", () => {
  const halves = [
    aBlock({ seatCount: 5 }),
    aBlock({ id: "b2", at: [300, 0], seatCount: 5, seatScheme: { ...aBlock().seatScheme, start: 6 } }),
  ];
  const layout = expandPlan(aPlan([aSection({ parts: halves })]));
  for (const [format, exported] of FORMATS) expect(hash(again(exported(layout)).layout), format).toBe(hash(layout));
});

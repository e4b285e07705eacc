import { expect, test } from "vitest";
import { checkLayout } from "./check-layout.ts";
import type { Layout, Row, Section } from "./layout.ts";
import { gridHall } from "./testing/grid-hall.ts";

const good = gridHall([{ rows: 2, blocks: [3] }], 4);
const withSection = (change: Partial<Section>): Layout => ({
  ...good,
  sections: good.sections.map((s, i) => (i === 0 ? { ...s, ...change } : s)),
});
const withRow = (change: Partial<Row>): Layout =>
  withSection({ rows: (good.sections[0]?.rows ?? []).map((row, i) => (i === 0 ? { ...row, ...change } : row)) });

test("a sound layout has no problems", () => {
  expect(checkLayout(good)).toEqual([]);
});

test.each<[string, Layout, string]>([
  ["no name", { ...good, name: " " }, "name"],
  ["a pitch of zero", { ...good, pitch: 0 }, "pitch"],
  ["a width that is no number", { ...good, width: Number.NaN }, "width"],
  ["a focal point at infinity", { ...good, focal: [0, Number.POSITIVE_INFINITY] }, "focal"],
  ["no categories", { ...good, categories: [] }, "categories"],
  ["a category without a name", { ...good, categories: [{ name: "" }, { name: "B" }, { name: "C" }] }, "no name"],
  ["two categories that look alike", { ...good, categories: [{ name: "A" }, { name: "\u0410" }] }, "looks like"],
  ["categories of which none is for sale", { ...good, categories: [{ name: "A", sold: false }] }, "for sale"],
  ["a name of a page's length", { ...good, name: "H".repeat(300) }, "more than 80"],
  ["a category with a NUL", { ...good, categories: [{ name: "A\0x" }] }, "invisible"],
  ["a section that prints backwards", withSection({ name: "Stalls \u202e12" }), "invisible"],
  [
    "two sections that look alike",
    {
      ...good,
      sections: [...good.sections, ...good.sections.map((s) => ({ ...s, name: s.name.replace("S", "\u0405") }))],
    },
    "looks like",
  ],
  ["two seats that look alike", withRow({ numbers: ["1", "\uff11", "2"] }), "twice"],
  ["no sections", { ...good, sections: [] }, "sections"],
  [
    "more sections than any hall has",
    {
      ...good,
      sections: Array.from({ length: 1_001 }, (_, i) => good.sections.map((s) => ({ ...s, name: `S${i}` }))).flat(),
    },
    "at most 1000",
  ],
  [
    "no place at all",
    { ...good, sections: good.sections.map((s) => ({ ...s, kind: "standing" as const, rows: [], capacity: 0 })) },
    "no place",
  ],
  ["two sections of one name", { ...good, sections: [...good.sections, ...good.sections] }, "same name"],
  ["a section of a category that does not exist", withSection({ category: 3 }), "category 3"],
  ["an outline that is no polygon", withSection({ outline: [0, 0, 1, 1] }), "outline"],
  ["a capacity that does not add up", withSection({ capacity: 7 }), "capacity"],
  ["a label that is no point", withSection({ label: [Number.NaN, 0] }), "label"],
  ["a standing section with rows", withSection({ kind: "standing" }), "standing"],
  ["a row with too few coordinates", withRow({ x: [1, 2] }), "2 x"],
  ["a coordinate that is not finite", withRow({ y: [1, 2, Number.NaN] }), "not finite"],
  ["a seat that stands there twice", withRow({ numbers: ["1", "1", "2"] }), "twice"],
  ["a seat without a number", withRow({ numbers: ["1", "", "2"] }), "no number"],
  ["too few categories in a row", withRow({ categories: [0] }), "1 categories"],
  ["a category in a row that does not exist", withRow({ categories: [0, 0, -1] }), "category does not exist"],
  ["too few kinds", withRow({ kinds: "w" }), "1 kinds"],
  ["an unknown kind", withRow({ kinds: "..?" }), "kind is unknown"],
  ["a floor that does not exist", withSection({ floor: 1 }), "no floor 1"],
  ["a floor with an invisible name", { ...good, floors: ["a\u200b"] }, "invisible"],
  ["an entrance that prints backwards", withSection({ entrance: "\u202eN" }), "entrance"],
  ["a feature of no seat", withRow({ features: { stepFree: [3] } }), "of no seat"],
  ["a reason of no seat", withRow({ reasons: [{ text: "A pillar", seats: [-1] }] }), "of no seat"],
  ["a long reason", withRow({ reasons: [{ text: "A".repeat(201), seats: [0] }] }), "more than 200"],
  ["too few qualities", withRow({ quality: [1] }), "qualities"],
  ["a quality over 100", withRow({ quality: [1, 101, 0] }), "qualities"],
  ["a companion of no seat", { ...good, companions: [[1, 11]] }, "no seat 11"],
  ["more places than the largest hall", withSection({ kind: "standing", rows: [], capacity: 200_001 }), "at most"],
])("%s is named", (_title, layout, words) => {
  expect(checkLayout(layout).join("\n")).toContain(words);
});

import { describe, expect, test } from "vitest";
import { checkLayout } from "../../check-layout.ts";
import type { Layout } from "../../layout.ts";
import { hashLayout } from "../../layout-hash.ts";
import { hallPlan } from "../contract.ts";
import { expandPlan } from "../expand-plan.ts";
import type { HallPlan } from "../plan.ts";
import { planOfLayout } from "../plan-of-layout.ts";
import { aBlock, aFullPlan, aPlan, aSection, aView, countingIds } from "../testing/any-plan.ts";
import { refitRows, toFreeRows } from "./convert-rows.ts";
import { mergeSections } from "./regroup.ts";
import { growBlock } from "./rows.ts";
import { setView } from "./views.ts";

const hash = (plan: HallPlan) => hashLayout(expandPlan(plan)).hash;

/** The first digit of the picture that each row shows, by section and row; the section's own under its name. */
function viewsOf({ sections }: Layout): Record<string, string> {
  return Object.fromEntries(
    sections.flatMap(({ name, view, rows }) => [
      ...(view ? [[name, view.picture[0]]] : []),
      ...rows.flatMap((row) => (row.view ? [[`${name} ${row.label}`, row.view.picture[0]]] : [])),
    ]),
  );
}

describe("views from seats", () => {
  test("of a section, a row of a block and a table are in the layout, which is accepted and comes out of its own plan", () => {
    const layout = expandPlan(aFullPlan());
    expect(viewsOf(layout)).toEqual({ Stalls: "1", "Stalls C": "2", "Tables 1": "3" });
    expect(layout.sections[0]?.view?.alt).toEqual({ en: "View 1", es: "Vista 1" });
    expect(checkLayout(layout)).toEqual([]);
    expect(viewsOf(expandPlan(planOfLayout(layout)))).toEqual(viewsOf(layout));
  });

  test("leave the hash of a hall without any as it was before halls had views", () => {
    let plan = setView(aFullPlan(), { section: "s1" }, undefined);
    plan = setView(plan, { part: "b1", row: 2 }, undefined);
    plan = setView(plan, { part: "t1" }, undefined);
    expect(JSON.stringify(plan)).not.toMatch(/view/i);
    expect(hash(plan)).toBe("8f8aa58732e593038b3d357ce82bfd9178735b469a28193deb16f3aaae81363e");
    expect(hash(plan)).not.toBe(hash(aFullPlan()));
  });

  test("are set, replaced and taken away at one place alone", () => {
    const plan = aFullPlan();
    const set = setView(plan, { part: "b1", row: 0 }, aView("7"));
    expect(viewsOf(expandPlan(set))).toEqual({ Stalls: "1", "Stalls A": "7", "Stalls C": "2", "Tables 1": "3" });
    expect(hash(setView(set, { part: "b1", row: 0 }, undefined))).toBe(hash(plan));
    expect(setView(plan, { part: "b1" }, aView("7"))).toBe(plan);
    expect(setView(plan, { section: "none" }, aView("7"))).toBe(plan);
  });

  test("stay with their rows when rows are added in front, become free rows, and are fitted again", () => {
    const block = { ...growBlock(aBlock({ rowViews: { 2: aView("2") } }), { front: 1 }), rowLabels: { 2: "X" } };
    const plan = aPlan([aSection({ parts: [block] })]);
    const views = { "Stalls X": "2" };
    expect(viewsOf(expandPlan(plan))).toEqual(views);
    const free = toFreeRows(plan, "b1");
    expect(viewsOf(expandPlan(free))).toEqual(views);
    const rows = new Set(free.sections.flatMap(({ parts }) => parts.map(({ id }) => id)));
    const refit = refitRows(free, rows, { newId: countingIds() });
    expect(refit.blocks).toBe(1);
    expect(viewsOf(expandPlan(refit.plan))).toEqual(views);
  });

  test("of sections that are merged stay with the rows that were there", () => {
    const other = aSection({
      ...{ id: "s2", name: "Sides", view: aView("5") },
      parts: [
        aBlock({ id: "b2", at: [900, 0], rowCount: 2, rowViews: { 1: aView("6") }, rowLabels: { 0: "Y", 1: "Z" } }),
      ],
    });
    const plan = aPlan([aSection({ parts: [aBlock()], view: aView("4") }), other]);
    const merged = expandPlan(mergeSections(plan, new Set(["s1", "s2"])));
    expect(viewsOf(merged)).toEqual({ Stalls: "4", "Stalls Y": "5", "Stalls Z": "6" });
  });

  test.each([
    ["a picture that is none", { picture: "../../etc/passwd", alt: {} }],
    ["a picture elsewhere", { picture: "https://example.com/a.webp", alt: {} }],
    ["a description of 301 letters", aView("1", { en: "x".repeat(301) })],
    ["a description in an unknown language", { ...aView("1"), alt: { tlh: "x" } }],
  ])("with %s are refused", (_what, view) => {
    const section = { ...aSection({ parts: [aBlock()] }), view } as never;
    expect(hallPlan.safeParse(aPlan([section])).success).toBe(false);
    expect(hallPlan.safeParse(aPlan([aSection({ parts: [aBlock()], view: aView("1") })])).success).toBe(true);
  });

  test("of a layout from a file are checked as well", () => {
    const layout = expandPlan(aFullPlan());
    const [first, ...rest] = layout.sections;
    const bad = { ...layout, sections: [{ ...first, view: { picture: "x", alt: {} } }, ...rest] } as Layout;
    expect(checkLayout(bad)).toEqual([expect.stringContaining("its view is not the id of a picture")]);
  });
});

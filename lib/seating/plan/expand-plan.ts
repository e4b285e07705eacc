import { fitPage } from "../fit-page.ts";
import { boxOf, tenth } from "../geometry.ts";
import type { Decor, Layout, LayoutCategory, Point } from "../layout.ts";
import { companionPairs } from "./companion-pairs.ts";
import { expandSection } from "./expand-section.ts";
import type { HallPlan, PlanDecor } from "./plan.ts";
import { type Terms, termsOf } from "./terms.ts";

/** Room around a drawn hall, as importers leave it. */
const MARGIN = 60;

/**
 * The layout of a plan: the same plan gives the same layout, and a plan without errors (`findPlanProblems`) one that
 * `checkLayout` accepts. Sections without places are left out. A plan without a focal point looks to the middle of its upper
 * edge, and seats without a category are in the first one, so that unfinished halls can be looked at.
 */
export function expandPlan(plan: HallPlan): Layout {
  const terms = termsOf(plan);
  const sections = plan.sections.map((section) => expandSection(section, terms));
  const kept = sections.filter(({ section }) => section.capacity > 0);
  const pairs = companionPairs(plan);
  const drawn: Omit<Layout, "width" | "height"> = {
    name: plan.name,
    pitch: plan.pitch,
    focal: plan.focal ?? guessFocal(plan, terms),
    categories: plan.categories.map(({ name, sold }): LayoutCategory => (sold ? { name } : { name, sold: false })),
    sections: kept.map(({ section }) => section),
    decor: [...plan.decor.map((item) => toDecor(item, terms)), ...kept.flatMap(({ decor }) => decor)],
    ...(plan.floors.length > 1 ? { floors: plan.floors.map(({ name }) => name) } : {}),
    ...(pairs.length > 0 ? { companions: pairs } : {}),
  };
  if (plan.page !== undefined && liesOn(plan.page, drawn)) return rounded({ ...drawn, ...plan.page });
  return fitPage(drawn, MARGIN);
}

function guessFocal({ sections, pitch }: HallPlan, terms: Terms): Point {
  const outlines = sections.flatMap((section) => expandSection(section, terms).section.outline);
  if (outlines.length === 0) return [0, 0];
  const box = boxOfFlat(outlines);
  return [(box.minX + box.maxX) / 2, box.minY - 3 * pitch];
}

function boxOfFlat(flat: readonly number[]) {
  return boxOf(
    flat.filter((_, i) => i % 2 === 0),
    flat.filter((_, i) => i % 2 === 1),
  );
}

function toDecor({ id: _, floor, ...item }: PlanDecor, { floorIndex }: Terms): Decor {
  const index = floorIndex.get(floor) ?? 0;
  return index === 0 ? item : { ...item, floor: index };
}

/** Whether all seats, outlines and drawings lie on the page; letters and edges of doors may reach over it. */
function liesOn(
  { width, height }: { width: number; height: number },
  { sections, decor }: Pick<Layout, "sections" | "decor">,
): boolean {
  const isOn = (x: number, y: number) => x >= 0 && y >= 0 && x <= width && y <= height;
  const isFlatOn = (flat: readonly number[]) =>
    flat.every((value, i) => value >= 0 && value <= (i % 2 === 0 ? width : height));
  return (
    sections.every(
      ({ outline, rows }) =>
        isFlatOn(outline) && rows.every(({ x, y }) => x.every((value, i) => isOn(value, y[i] ?? 0))),
    ) && decor.every((item) => ("outline" in item ? isFlatOn(item.outline) : isOn(...item.at)))
  );
}

function rounded(layout: Layout): Layout {
  const point = ([x, y]: Point): Point => [tenth(x), tenth(y)];
  return {
    ...layout,
    focal: point(layout.focal),
    sections: layout.sections.map((section) => ({
      ...section,
      outline: section.outline.map(tenth),
      label: point(section.label),
      rows: section.rows.map((row) => ({ ...row, x: row.x.map(tenth), y: row.y.map(tenth) })),
    })),
    decor: layout.decor.map((item) =>
      "outline" in item ? { ...item, outline: item.outline.map(tenth) } : { ...item, at: point(item.at) },
    ),
  };
}

import { lookAlikeKey } from "#lib/platform/look-alike-key";
import { type Box, boxOfPolygon, meanPoint, polygonContains } from "../../geometry.ts";
import type { Point } from "../../layout.ts";
import { countPlaces, placesOfSection } from "../count-places.ts";
import { boxOfSection, seatsOfSection } from "../drawn-seats.ts";
import type { HallPlan, PlanSection } from "../plan.ts";
import type { Report } from "./problem.ts";

/** What is wrong with the plan as a whole, its categories and its sections. */
export function findSectionProblems(plan: HallPlan, report: Report): void {
  if (plan.name === "") report("planWithoutName");
  if (countPlaces(plan) === 0) report("noPlaces");
  if (plan.focal === null) report("noFocalPoint");
  findCategoryProblems(plan, report);
  const seen = new Set<string>();
  for (const section of plan.sections) {
    const place = placeOf(section);
    const values = { section: section.name };
    if (section.name === "") report("sectionWithoutName", place);
    else if (seen.has(lookAlikeKey(section.name))) report("sectionTwice", { ...place, values });
    seen.add(lookAlikeKey(section.name));
    if (section.kind === "standing") {
      if (section.capacity === 0) report("standingWithoutCapacity", { ...place, values });
      if (section.outline === null) report("standingWithoutOutline", { ...place, values });
    } else if (placesOfSection(section) === 0) report("emptySection", { ...place, values });
    else if (isUnsold(section, plan)) report("unsoldSection", { ...place, values });
    if (section.kind === "standing" && section.category === null)
      report("seatWithoutCategory", { ...place, values: { ...values, row: "", number: "" } });
  }
  findSectionOverlaps(plan, report);
}

function findCategoryProblems({ categories }: HallPlan, report: Report): void {
  if (!categories.some(({ sold }) => sold)) report("nothingForSale");
  const seen = new Set<string>();
  for (const { name } of categories) {
    if (name === "") report("categoryWithoutName");
    else if (seen.has(lookAlikeKey(name))) report("categoryTwice", { values: { category: name } });
    seen.add(lookAlikeKey(name));
  }
}

function isUnsold(section: PlanSection, { categories }: HallPlan): boolean {
  const unsold = new Set(categories.filter(({ sold }) => !sold).map(({ id }) => id));
  return unsold.size > 0 && seatsOfSection(section).every(({ category }) => category !== null && unsold.has(category));
}

/**
 * Sections hide each other on the buyer's map, whatever their floors, where their drawn outlines meet, or where one without an outline has
 * seats inside another's.
 */
function findSectionOverlaps({ sections }: HallPlan, report: Report): void {
  const drawn = sections.flatMap((section) => {
    const box = boxOfSection(section);
    return section.outline === null || box === undefined ? [] : [{ section, outline: section.outline, box }];
  });
  drawn.forEach((one, i) => {
    const under = drawn.slice(0, i).find((other) => touch(one.box, other.box) && intersect(one.outline, other.outline));
    if (under === undefined) return;
    report("sectionsOverlap", {
      ...placeOf(one.section),
      values: { section: one.section.name, other: under.section.name },
    });
  });
  for (const section of sections.filter(({ outline }) => outline === null)) {
    const seats = seatsOfSection(section);
    const over = drawn.find(({ box, outline }) =>
      seats.some(({ x, y }) => isInBox(box, x, y) && polygonContains(outline, x, y)),
    );
    if (over === undefined) continue;
    report("sectionsOverlap", {
      ...placeOf(over.section),
      values: { section: over.section.name, other: section.name },
    });
  }
}

function isInBox({ minX, minY, maxX, maxY }: Box, x: number, y: number): boolean {
  return x >= minX && x <= maxX && y >= minY && y <= maxY;
}

function touch(a: Box, b: Box): boolean {
  return a.minX < b.maxX && b.minX < a.maxX && a.minY < b.maxY && b.minY < a.maxY;
}

/** Whether two polygons have crossing edges, or one lies inside the other. */
function intersect(a: readonly number[], b: readonly number[]): boolean {
  for (let i = 0; i < a.length; i += 2) {
    for (let j = 0; j < b.length; j += 2) {
      if (cross(edge(a, i), edge(b, j))) return true;
    }
  }
  return holds(a, b) || holds(b, a);
}

type Edge = readonly [ax: number, ay: number, bx: number, by: number];

function edge(flat: readonly number[], i: number): Edge {
  const next = (i + 2) % flat.length;
  return [flat[i] ?? 0, flat[i + 1] ?? 0, flat[next] ?? 0, flat[next + 1] ?? 0];
}

function cross([ax, ay, bx, by]: Edge, [cx, cy, dx, dy]: Edge): boolean {
  const side = (px: number, py: number, qx: number, qy: number, rx: number, ry: number) =>
    Math.sign((qx - px) * (ry - py) - (qy - py) * (rx - px));
  return (
    side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) < 0 &&
    side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) < 0
  );
}

function holds(outer: readonly number[], inner: readonly number[]): boolean {
  const [x, y] = meanPoint(
    inner.filter((_, i) => i % 2 === 0),
    inner.filter((_, i) => i % 2 === 1),
  );
  return polygonContains(outer, x, y) && polygonContains(inner, x, y);
}

/** Where a click on a problem of a section leads. */
export function placeOf(section: PlanSection): { section: string; at?: Point } {
  const box = section.outline === null ? boxOfSection(section) : boxOfPolygon(section.outline);
  if (box === undefined) return { section: section.id };
  return { section: section.id, at: [(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2] };
}

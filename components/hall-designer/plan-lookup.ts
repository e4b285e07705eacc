import type { Box } from "#lib/seating/geometry";
import type { SeatKind } from "#lib/seating/layout";
import { placesOfSection } from "#lib/seating/plan/count-places";
import { boxOfDecor, boxOfPart, boxOfSection, seatsOfSection, unionOf } from "#lib/seating/plan/drawn-seats";
import type { HallPlan, Part, PlanDecor, PlanSection } from "#lib/seating/plan/plan";

/** Finds things of a plan by id and by floor, and counts what the designer shows of it. */

export type Found =
  | { readonly type: "section"; readonly section: PlanSection }
  | { readonly type: "part"; readonly section: PlanSection; readonly part: Part }
  | { readonly type: "decor"; readonly decor: PlanDecor };

export function findObject(plan: HallPlan, id: string): Found | undefined {
  const decor = plan.decor.find((item) => item.id === id);
  if (decor !== undefined) return { type: "decor", decor };
  for (const section of plan.sections) {
    if (section.id === id) return { type: "section", section };
    const part = section.parts.find((one) => one.id === id);
    if (part !== undefined) return { type: "part", section, part };
  }
  return undefined;
}

export function allIds(plan: HallPlan): Set<string> {
  return new Set([
    ...plan.sections.flatMap(({ id, parts }) => [id, ...parts.map((part) => part.id)]),
    ...plan.decor.map(({ id }) => id),
  ]);
}

export type SectionCount = { readonly places: number; readonly byCategory: ReadonlyMap<string | null, number> };

const counted = new WeakMap<PlanSection, SectionCount>();

/** Places of a section, all and by category; kept by the section's identity. */
export function countSection(section: PlanSection): SectionCount {
  const known = counted.get(section);
  if (known !== undefined) return known;
  const byCategory = new Map<string | null, number>();
  if (section.capacity > 0) byCategory.set(section.category, section.capacity);
  for (const { category } of seatsOfSection(section)) byCategory.set(category, (byCategory.get(category) ?? 0) + 1);
  const count = { places: placesOfSection(section), byCategory };
  counted.set(section, count);
  return count;
}

/** Places of the hall by category. */
export function countCategories({ sections }: Pick<HallPlan, "sections">): Map<string | null, number> {
  const total = new Map<string | null, number>();
  for (const section of sections)
    for (const [category, count] of countSection(section).byCategory)
      total.set(category, (total.get(category) ?? 0) + count);
  return total;
}

const boxes = new WeakMap<object, Box | null>();

/** The box of a section, part or drawing, kept by its identity. */
function keptBox<T extends object>(thing: T, measure: (thing: T) => Box | undefined): Box | undefined {
  const known = boxes.get(thing);
  if (known !== undefined) return known ?? undefined;
  const box = measure(thing);
  boxes.set(thing, box ?? null);
  return box;
}

export const partBox = (part: Part) => keptBox(part, boxOfPart);
export const decorBox = (item: PlanDecor) => keptBox(item, boxOfDecor);
export const sectionBox = (section: PlanSection) =>
  keptBox(section, (one) =>
    one.parts.length > 0 ? unionOf([boxOfSection(one), ...one.parts.map(partBox)]) : boxOfSection(one),
  );

/** The box of everything; undefined for an empty plan. */
export function planBox(plan: HallPlan): Box | undefined {
  return unionOf([...plan.sections.map(sectionBox), ...plan.decor.map(decorBox)]);
}

/** The box of what is selected. */
export function selectionBox(plan: HallPlan, ids: ReadonlySet<string>): Box | undefined {
  const found: (Box | undefined)[] = plan.decor.filter(({ id }) => ids.has(id)).map(decorBox);
  for (const section of plan.sections) {
    if (ids.has(section.id)) found.push(sectionBox(section));
    else for (const part of section.parts) if (ids.has(part.id)) found.push(partBox(part));
  }
  return unionOf(found);
}

/** Boxes that a drag can snap to: all but those of the dragged things. */
export function boxesBeside(plan: HallPlan, ids: ReadonlySet<string>): Box[] {
  const found: (Box | undefined)[] = plan.decor.filter(({ id }) => !ids.has(id)).map(decorBox);
  for (const section of plan.sections) {
    if (ids.has(section.id)) continue;
    if (section.parts.length === 0) found.push(sectionBox(section));
    else for (const part of section.parts) if (!ids.has(part.id)) found.push(partBox(part));
  }
  return found.filter((box) => box !== undefined);
}

/** The kind of a seat in the seat map's marks. */
export const KIND_NAMES: readonly SeatKind[] = ["STANDARD", "WHEELCHAIR", "COMPANION", "RESTRICTED"];

const floors = new WeakMap<HallPlan, Map<string, HallPlan>>();

/** The plan as it is on one floor; the same object again for the same plan. */
export function onFloor(plan: HallPlan, floor: string): HallPlan {
  if (plan.floors.length < 2) return plan;
  const known = floors.get(plan) ?? new Map<string, HallPlan>();
  floors.set(plan, known);
  const own = known.get(floor) ?? {
    ...plan,
    sections: plan.sections.filter((section) => section.floor === floor),
    decor: plan.decor.filter((item) => item.floor === floor),
  };
  known.set(floor, own);
  return own;
}

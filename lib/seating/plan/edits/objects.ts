import type { HallPlan, Part, PlanDecor, PlanSection } from "../plan.ts";

/**
 * Edits of a plan are pure functions that answer a new plan. What they do not touch they share with the old one, so that expansion
 * remembers it, and a step of the undo stack costs only what changed. An id that the plan does not have changes nothing.
 */

/** Puts a section last. */
export function addSection(plan: HallPlan, section: PlanSection): HallPlan {
  return { ...plan, sections: [...plan.sections, section] };
}

/** Puts a part last in its section, whose name then stands in the new middle of its seats. */
export function addPart(plan: HallPlan, sectionId: string, part: Part): HallPlan {
  return changeSection(plan, sectionId, (section) => withParts(section, [...section.parts, part]));
}

export function addDecor(plan: HallPlan, item: PlanDecor): HallPlan {
  return { ...plan, decor: [...plan.decor, item] };
}

export function changeSection(plan: HallPlan, id: string, change: (section: PlanSection) => PlanSection): HallPlan {
  return changeSections(plan, (section) => (section.id === id ? change(section) : section));
}

export function changePart(plan: HallPlan, id: string, change: (part: Part) => Part): HallPlan {
  return changeParts(plan, (part) => (part.id === id ? change(part) : part));
}

export function changeDecor(plan: HallPlan, id: string, change: (item: PlanDecor) => PlanDecor): HallPlan {
  const decor = changed(plan.decor, (item) => (item.id === id ? change(item) : item));
  return decor === plan.decor ? plan : { ...plan, decor };
}

/** Changes sections; the plan itself comes back when none changed. */
export function changeSections(plan: HallPlan, change: (section: PlanSection) => PlanSection): HallPlan {
  const sections = changed(plan.sections, change);
  return sections === plan.sections ? plan : { ...plan, sections };
}

/** Changes parts of any section; the plan itself comes back when none changed. */
export function changeParts(plan: HallPlan, change: (part: Part) => Part): HallPlan {
  return changeSections(plan, (section) => {
    const parts = changed(section.parts, change);
    return parts === section.parts ? section : { ...section, parts };
  });
}

/** Takes out sections, parts and drawings. */
export function removeObjects(plan: HallPlan, ids: ReadonlySet<string>): HallPlan {
  const stays = ({ id }: { readonly id: string }) => !ids.has(id);
  const kept = changeSections(plan, (section) =>
    section.parts.every(stays) ? section : withParts(section, section.parts.filter(stays)),
  );
  const sections = kept.sections.every(stays) ? kept.sections : kept.sections.filter(stays);
  const decor = plan.decor.every(stays) ? plan.decor : plan.decor.filter(stays);
  return sections === plan.sections && decor === plan.decor ? plan : { ...plan, sections, decor };
}

/** The section with other parts; its name moves to their middle. */
export function withParts({ label: _, ...section }: PlanSection, parts: readonly Part[]): PlanSection {
  return { ...section, parts };
}

/** The list with its items changed, or the same list when no item did. */
function changed<T>(items: readonly T[], change: (item: T) => T): readonly T[] {
  const next = items.map(change);
  return next.every((item, i) => item === items[i]) ? items : next;
}

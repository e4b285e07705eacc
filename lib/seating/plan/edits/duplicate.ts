import type { Point } from "../../layout.ts";
import type { HallPlan, Part, PlanSection } from "../plan.ts";
import { type Motion, moveDecor, movePart, moveSection } from "./transform.ts";

export type Duplicated = { readonly plan: HallPlan; readonly ids: ReadonlySet<string> };

/**
 * Copies sections, parts and drawings, moved by some units. Copies have new ids, and so new seats; a copied section gets the next free
 * name, and companions belong to the copy of their wheelchair space where that was copied too. Answers the copies' ids, to select them.
 */
export function duplicateObjects(
  plan: HallPlan,
  ids: ReadonlySet<string>,
  { newId, by }: { readonly newId: () => string; readonly by: Point },
): Duplicated {
  const motion = { degrees: 0, by };
  const made = new Set<string>();
  const renamed = new Map<string, string>();
  const id = (old: string) => {
    const own = newId();
    renamed.set(old, own);
    made.add(own);
    return own;
  };
  const names = new Set(plan.sections.map(({ name }) => name));
  const sections = plan.sections.flatMap((section): PlanSection[] => {
    if (ids.has(section.id))
      return [section, copySection(section, { motion, names, id: id(section.id), newId, renamed })];
    const copies = section.parts.filter((part) => ids.has(part.id)).map((part) => copyPart(part, id(part.id), motion));
    return copies.length === 0 ? [section] : [{ ...section, parts: [...section.parts, ...copies] }];
  });
  const decor = plan.decor
    .filter((item) => ids.has(item.id))
    .map((item) => ({ ...moveDecor(item, motion), id: id(item.id) }));
  const tied = sections.map((section) => {
    const parts = section.parts.map((part) =>
      [...renamed.values()].includes(part.id) ? tieCopies(part, renamed) : part,
    );
    return parts.every((part, i) => part === section.parts[i]) ? section : { ...section, parts };
  });
  return { plan: { ...plan, sections: tied, decor: [...plan.decor, ...decor] }, ids: made };
}

type Copying = {
  readonly motion: Motion;
  readonly names: Set<string>;
  readonly id: string;
  readonly newId: () => string;
  readonly renamed: Map<string, string>;
};

function copySection(section: PlanSection, { motion, names, id, newId, renamed }: Copying): PlanSection {
  const parts = section.parts.map((part) => {
    const own = newId();
    renamed.set(part.id, own);
    return copyPart(part, own, { degrees: 0, by: [0, 0] });
  });
  return moveSection({ ...section, id, name: freeName(section.name, names), parts }, motion);
}

/** "Stalls 2" for a copy of Stalls, "Stalls 3" where that is taken. */
function freeName(name: string, names: Set<string>): string {
  const stem = name.replace(/ \d+$/, "");
  let n = 2;
  while (names.has(`${stem} ${n}`)) n++;
  names.add(`${stem} ${n}`);
  return `${stem} ${n}`;
}

/** A copy's rows have keys of their own, whatever the rows of the block were made of. */
function copyPart(part: Part, id: string, motion: Motion): Part {
  const moved = movePart(part, motion);
  if (moved.kind !== "rows") return { ...moved, id };
  const { rowIds: _, ...block } = moved;
  return { ...block, id };
}

function tieCopies(part: Part, renamed: ReadonlyMap<string, string>): Part {
  const isTied = Object.values(part.exceptions).some(({ companionOf }) => companionOf);
  if (!isTied) return part;
  const exceptions = Object.fromEntries(
    Object.entries(part.exceptions).map(([place, seat]) => {
      const [old = "", ...rest] = seat.companionOf?.split(":") ?? [];
      const copy = renamed.get(old);
      return [place, copy === undefined ? seat : { ...seat, companionOf: [copy, ...rest].join(":") }];
    }),
  );
  return { ...part, exceptions };
}

import type { HallPlan, Part } from "./plan.ts";

export type BrokenReference = { readonly path: readonly (string | number)[]; readonly message: string };

/** Ids of a plan that come twice, and names of floors and categories that it does not have. */
export function findBrokenReferences(plan: HallPlan): BrokenReference[] {
  const broken: BrokenReference[] = [];
  const ids = new Set<string>();
  const floors = new Set(plan.floors.map(({ id }) => id));
  const categories = new Set(plan.categories.map(({ id }) => id));
  type At = BrokenReference["path"];
  const own = (id: string, path: At) => {
    if (ids.has(id)) broken.push({ path: [...path, "id"], message: `the id ${id} comes twice` });
    ids.add(id);
  };
  const floor = (id: string, path: At) => {
    if (!floors.has(id)) broken.push({ path: [...path, "floor"], message: `there is no floor ${id}` });
  };
  const category = (id: string | null | undefined, path: At) => {
    if (id !== null && id !== undefined && !categories.has(id))
      broken.push({ path: [...path, "category"], message: `there is no category ${id}` });
  };
  const part = (one: Part, path: At) => {
    own(one.id, path);
    if (one.kind === "rows") for (const id of Object.values(one.rowIds ?? {})) own(id, path);
    category(one.category, path);
    for (const [place, exception] of Object.entries(one.exceptions))
      category(exception.category, [...path, "exceptions", place]);
  };
  for (const [i, { id }] of plan.floors.entries()) own(id, ["floors", i]);
  for (const [i, { id }] of plan.categories.entries()) own(id, ["categories", i]);
  plan.decor.forEach((item, i) => {
    own(item.id, ["decor", i]);
    floor(item.floor, ["decor", i]);
  });
  if (plan.background !== null) floor(plan.background.floor, ["background"]);
  plan.sections.forEach((section, s) => {
    own(section.id, ["sections", s]);
    floor(section.floor, ["sections", s]);
    category(section.category, ["sections", s]);
    section.parts.forEach((one, p) => {
      part(one, ["sections", s, "parts", p]);
    });
  });
  return broken;
}

import type { SeatView } from "../../layout.ts";
import { expandPart } from "../expand-part.ts";
import type { HallPlan, Part, PlanSection, SeatException } from "../plan.ts";
import { seatFinder } from "../seat-key.ts";
import { withParts } from "./objects.ts";

/**
 * Puts some seats of a section into a new one that stands right behind it. Parts that are chosen whole move and keep their keys; of a
 * part that is chosen in part a copy moves, each of the two without the seats of the other, and the moved seats get new keys.
 */
export function splitSection(
  plan: HallPlan,
  sectionId: string,
  {
    keys,
    into,
    newId,
  }: { readonly keys: Iterable<string>; readonly into: Pick<PlanSection, "id" | "name">; readonly newId: () => string },
): HallPlan {
  const chosen = placesByPart(plan, keys);
  const sections = plan.sections.flatMap((section) => {
    if (section.id !== sectionId || section.kind === "standing") return [section];
    const halves = section.parts.map((part) => splitPart(part, { places: chosen.get(part.id) ?? new Set(), newId }));
    const moved = halves.flatMap(({ chosen }) => chosen ?? []);
    if (moved.length === 0) return [section];
    const rest = withParts(
      { ...section, outline: null },
      halves.flatMap(({ rest }) => rest ?? []),
    );
    return [rest, { ...withParts({ ...section, outline: null }, moved), ...into }];
  });
  return { ...plan, sections };
}

function placesByPart(plan: HallPlan, keys: Iterable<string>): Map<string, Set<string>> {
  const find = seatFinder(plan);
  const places = new Map<string, Set<string>>();
  for (const key of keys) {
    const found = find(key);
    if (found === undefined) continue;
    places.set(found.part.id, (places.get(found.part.id) ?? new Set()).add(found.place));
  }
  return places;
}

type Halves = { readonly rest?: Part; readonly chosen?: Part };

function splitPart(part: Part, { places, newId }: { places: ReadonlySet<string>; newId: () => string }): Halves {
  const shown = expandPart(part).rows.flatMap((row) => row.places);
  const inside = shown.filter((place) => places.has(place));
  if (inside.length === 0) return { rest: part };
  if (inside.length === shown.length) return { chosen: part };
  const outside = shown.filter((place) => !places.has(place));
  const copy = part.kind === "rows" ? { ...part, id: newId(), rowIds: {} } : { ...part, id: newId() };
  return { rest: without(part, inside), chosen: without(copy, outside) };
}

function without(part: Part, places: readonly string[]): Part {
  const gone = places.map((place): [string, SeatException] => [place, { removed: true }]);
  return { ...part, exceptions: { ...part.exceptions, ...Object.fromEntries(gone) } };
}

/**
 * Makes one section of several of one kind: the first takes the parts (or the capacity) of the others, in their order. Parts that were
 * in another category or had another view keep it. A standing section keeps the outline of the first.
 */
export function mergeSections(plan: HallPlan, ids: ReadonlySet<string>): HallPlan {
  const chosen = plan.sections.filter(({ id }) => ids.has(id));
  const first = chosen[0];
  if (first === undefined || chosen.length < 2 || chosen.some(({ kind }) => kind !== first.kind)) return plan;
  const parts = chosen.flatMap(({ parts, category, view }) =>
    parts.map((part) => {
      const own = view === undefined || view === first.view ? part : withView(part, view);
      return own.category !== undefined || category === first.category || category === null
        ? own
        : { ...own, category };
    }),
  );
  const capacity = chosen.reduce((sum, section) => sum + section.capacity, 0);
  const outline = first.kind === "standing" ? first.outline : null;
  const merged = withParts({ ...first, capacity, outline }, parts);
  return {
    ...plan,
    sections: plan.sections.flatMap((section) => (section === first ? [merged] : ids.has(section.id) ? [] : [section])),
  };
}

/** The part with the view of its former section on the rows that have none of their own. */
function withView(part: Part, view: SeatView): Part {
  if (part.kind !== "rows") return part.view === undefined ? { ...part, view } : part;
  const rows = Array.from({ length: part.rowCount }, (_, i) => [String(part.firstRow + i), view] as const);
  return { ...part, rowViews: { ...Object.fromEntries(rows), ...part.rowViews } };
}

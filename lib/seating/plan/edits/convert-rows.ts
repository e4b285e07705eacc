import { expandPart } from "../expand-part.ts";
import { fitRow } from "../fit-row.ts";
import type { FreeRow, HallPlan, Part, RowBlock, SeatException } from "../plan.ts";
import { rowKey } from "../seat-key.ts";
import { changeSections } from "./objects.ts";

/** Turns a row block into free rows, seat by seat where they stand. All keys stay; numbers become fixed. */
export function toFreeRows(plan: HallPlan, blockId: string): HallPlan {
  return changePartsOf(plan, (part) => (part.id === blockId && part.kind === "rows" ? freeRows(part) : [part]));
}

function freeRows(block: RowBlock): FreeRow[] {
  // Every place has its spot, a removed one too, so that the row can be fitted again.
  const numbered = new Map(
    expandPart({ ...block, exceptions: onlyRemoved(block) }).rows.flatMap(({ places, numbers }) =>
      places.map((place, i) => [place, numbers[i] ?? ""] as const),
    ),
  );
  return expandPart({ ...block, exceptions: {} }).rows.map(
    ({ index, label, numbers, places, x, y }): FreeRow => ({
      kind: "row",
      id: rowKey(block, index),
      label,
      firstSeat: seatOf(places[0]),
      numbers: places.map((place, i) => numbered.get(place) ?? numbers[i] ?? ""),
      ...{ x, y },
      exceptions: exceptionsOf(block, index),
      ...(block.category === undefined ? {} : { category: block.category }),
    }),
  );
}

const seatOf = (place = "0:0") => Number(place.slice(place.lastIndexOf(":") + 1));

/** Numbers as removed seats make them close up; nudges and single numbers are the free row's own exceptions. */
function onlyRemoved({ exceptions }: RowBlock): RowBlock["exceptions"] {
  return Object.fromEntries(Object.entries(exceptions).filter(([, seat]) => seat.removed));
}

function exceptionsOf({ exceptions }: RowBlock, row: number): Record<string, SeatException> {
  const own = Object.entries(exceptions).filter(([place]) => place.startsWith(`${row}:`));
  return Object.fromEntries(own.map(([place, seat]) => [String(seatOf(place)), seat]));
}

export type Refit = { readonly plan: HallPlan; readonly fitted: number; readonly left: number };

/**
 * Turns free rows into row blocks where a line or an arc with equal pitch goes through all their seats within `tolerance` units (0.5
 * where absent), so that an imported hall can be edited by numbers. All keys and
 * numbers stay. Answers how many rows were fitted and how many were left.
 */
export function refitRows(
  plan: HallPlan,
  ids: ReadonlySet<string>,
  { newId, tolerance = 0.5 }: { readonly newId: () => string; readonly tolerance?: number },
): Refit {
  let [fitted, left] = [0, 0];
  const next = changePartsOf(plan, (part) => {
    if (part.kind !== "row" || !ids.has(part.id)) return [part];
    const block = fitRow(part, { id: newId(), tolerance });
    if (block === undefined) left++;
    else fitted++;
    return [block ?? part];
  });
  return { plan: next, fitted, left };
}

function changePartsOf(plan: HallPlan, change: (part: Part) => readonly Part[]): HallPlan {
  return changeSections(plan, (section) => {
    const parts = section.parts.flatMap(change);
    const isSame = parts.length === section.parts.length && parts.every((part, i) => part === section.parts[i]);
    return isSame ? section : { ...section, parts };
  });
}

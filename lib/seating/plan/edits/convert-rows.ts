import { expandPart } from "../expand-part.ts";
import { fitRow } from "../fit-row.ts";
import { joinBlocks } from "../join-blocks.ts";
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
      ...(block.rowViews?.[index] === undefined ? {} : { view: block.rowViews[index] }),
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

export type Refit = {
  readonly plan: HallPlan;
  readonly fitted: number;
  readonly blocks: number;
  readonly left: number;
};

/**
 * Turns free rows into row blocks where a line or an arc with equal pitch goes through all their seats within `tolerance` units (a tenth of
 * the pitch where absent), so that an imported hall can be edited by numbers; rows behind one another that have one shape and
 * numbering become one block. All keys, numbers and row labels stay. Answers how many rows were fitted, into how many blocks, and how
 * many were left as they are.
 */
export function refitRows(
  plan: HallPlan,
  ids: ReadonlySet<string>,
  { newId, tolerance = plan.pitch / 10 }: { readonly newId: () => string; readonly tolerance?: number },
): Refit {
  let [fitted, blocks, left] = [0, 0, 0];
  const next = changeSections(plan, (section) => {
    if (!section.parts.some(({ id }) => ids.has(id))) return section;
    const parts: Part[] = [];
    // Made here; a block that stood there before is left alone.
    let open: RowBlock | undefined;
    for (const part of section.parts) {
      const row = part.kind === "row" && ids.has(part.id) ? part : undefined;
      const block = row && fitRow(row, { id: newId(), tolerance });
      if (row === undefined || block === undefined) {
        if (row !== undefined) left++;
        open = undefined;
        parts.push(part);
        continue;
      }
      fitted++;
      const joined: RowBlock | undefined = open && joinBlocks(open, block, { row, tolerance });
      if (joined === undefined) blocks++;
      else parts.pop();
      open = joined ?? block;
      parts.push(open);
    }
    return { ...section, parts };
  });
  return { plan: next, fitted, blocks, left };
}

function changePartsOf(plan: HallPlan, change: (part: Part) => readonly Part[]): HallPlan {
  return changeSections(plan, (section) => {
    const parts = section.parts.flatMap(change);
    const isSame = parts.length === section.parts.length && parts.every((part, i) => part === section.parts[i]);
    return isSame ? section : { ...section, parts };
  });
}

import { z } from "zod";
import type { HallDifference, HallSeat } from "#lib/seating/hall-change/compare-halls";

const label = z.object({
  ...{ section: z.string(), row: z.string(), number: z.string(), entrance: z.string() },
  // Facts that wait since before tables were told apart lack it.
  isTable: z.boolean().default(false),
});
export type SeatLabel = z.output<typeof label>;

/** A seat that is called otherwise, or entered elsewhere. */
export const printedChange = z.object({ seatId: z.int(), before: label, after: label });
export type PrintedChange = z.output<typeof printedChange>;

/** The seats on whose tickets something else stands: section, row, number or entrance. */
export function printedChanges({ renamed, otherEntrance }: HallDifference): PrintedChange[] {
  const changes = new Map([...renamed, ...otherEntrance].map((change) => [change.after.id, change]));
  return [...changes.values()].map(({ before, after }) => ({
    ...{ seatId: after.id, before: labelOf(before), after: labelOf(after) },
  }));
}

function labelOf({ section, row, number, entrance, isTable }: HallSeat): SeatLabel {
  return { section, row, number, entrance, isTable };
}

/** How many seats became what. */
export function countsOf(difference: HallDifference): Record<string, number> {
  return {
    ...{ added: difference.added.length, removed: difference.removed.length },
    ...{ moved: difference.moved.length, renamed: difference.renamed.length },
    other_entrance: difference.otherEntrance.length,
    other_category: difference.otherCategory.length,
    other_kind: difference.otherKind.length,
  };
}

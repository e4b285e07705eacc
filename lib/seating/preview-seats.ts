import type { OwnEvent } from "#lib/catalog/organizer-event";
import type { SeatsLeft } from "#lib/catalog/seats-left";
import { invariant } from "#lib/platform/invariant";
import { listAllocations } from "./allocations/allocation-store.ts";
import { placesOf } from "./layout.ts";
import { levelsOfSeats } from "./painting/level-of-seats.ts";
import { storedPainting } from "./painting/stored-painting.ts";
import { bitmapBytes, writeState } from "./seat-state.ts";
import { findLayout } from "./store.ts";

export type PreviewSeats = {
  /** The states as buyers would see them in the moment of publication, base64 as the stream sends them. */
  states: string;
  left: SeatsLeft;
};

/**
 * The seats of a draft, which has no rows of them yet, as its publication would make them: free where a price level sells them, blocked where
 * the hall or the painting keeps them back and where an allocation is planned.
 */
export async function previewSeats({ row, levels }: OwnEvent): Promise<PreviewSeats> {
  const [layout, allocations] = await Promise.all([findLayout(row.layoutHash), listAllocations(row.id)]);
  invariant(layout, "an event's layout is stored");
  const setAside = new Set(
    allocations.flatMap(({ plannedLayout, plannedSeatIds }) =>
      plannedLayout === row.layoutHash ? plannedSeatIds : [],
    ),
  );
  const levelOf = levelsOfSeats(layout, { levels, painting: storedPainting(row.painting) });
  const places = placesOf(layout);
  const states = new Uint8Array(bitmapBytes(places.reduce((highest, { id }) => Math.max(highest, id), 0)));
  const counts = new Map<number, { left: number; total: number }>();
  for (const [i, { id }] of places.entries()) {
    const level = levelOf[i + 1] ?? -1;
    if (level < 0 || setAside.has(id)) {
      writeState(states, id, 3);
      continue;
    }
    const count = counts.get(level) ?? { left: 0, total: 0 };
    counts.set(level, { left: count.left + 1, total: count.total + 1 });
  }
  const total = [...counts.values()].reduce((sum, { left }) => sum + left, 0);
  return { states: Buffer.from(states).toString("base64"), left: { left: total, total, levels: counts } };
}

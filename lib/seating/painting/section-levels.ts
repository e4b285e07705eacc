import { briefly } from "#lib/catalog/briefly";
import { findLayout } from "../store.ts";
import { levelsOfSeats, NO_LEVEL, type Selling } from "./level-of-seats.ts";

/** An event's selling changes its `updatedAt`; the hour only frees the memory of events that are no longer viewed. */
const KEPT_MS = 3_600_000;

type SoldEvent = Selling & { readonly id: number; readonly updatedAt: string; readonly layoutHash: string };

/** The price level that most seats of each section have, in the order of the layout's sections; negative where most have none. */
export function sectionLevels(event: SoldEvent): Promise<readonly number[]> {
  return briefly(`section levels ${event.id} ${event.updatedAt}`, KEPT_MS, async () => {
    const layout = await findLayout(event.layoutHash);
    if (!layout) return [];
    const levels = levelsOfSeats(layout, event);
    let next = 1;
    return layout.sections.map(({ capacity }) => {
      const first = next;
      next += capacity;
      return mostFrequent(levels.subarray(first, next));
    });
  });
}

function mostFrequent(levels: Int16Array): number {
  const counts = new Map<number, number>();
  for (const level of levels) counts.set(level, (counts.get(level) ?? 0) + 1);
  return [...counts].reduce((most, each) => (each[1] > most[1] ? each : most), [NO_LEVEL, 0])[0];
}

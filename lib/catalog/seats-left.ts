import { singleton } from "#lib/platform/singleton";
import { countSeats } from "./store.ts";

/** The free and the sellable seats of an event, in total and by price level id. */
export type SeatsLeft = { left: number; total: number; levels: ReadonlyMap<number, { left: number; total: number }> };

/** The greatest age of a count on a page. */
const FRESH_MS = 2_000;

const NOTHING: SeatsLeft = { left: 0, total: 0, levels: new Map() };

type Counted = { atMs: number; value: Promise<ReadonlyMap<number, SeatsLeft>> };

/**
 * The seats left of each event, counted from the seats and at most two seconds old. One statement counts all events that are
 * not cached, and concurrent readers share it. Events without seats have nothing left.
 */
export async function seatsLeft(eventIds: readonly number[]): Promise<Map<number, SeatsLeft>> {
  const counts = singleton("catalog-seats-left", () => new Map<number, Counted>());
  const nowMs = performance.now();
  for (const [id, { atMs }] of counts) if (nowMs - atMs >= FRESH_MS) counts.delete(id);
  const missing = [...new Set(eventIds)].filter((id) => !counts.has(id));
  if (missing.length > 0) {
    const value = count(missing);
    for (const id of missing) counts.set(id, { atMs: nowMs, value });
    value.catch(() => {
      for (const id of missing) counts.delete(id);
    });
  }
  const found = await Promise.all(
    eventIds.map(async (id) => [id, (await counts.get(id)?.value)?.get(id) ?? NOTHING] as const),
  );
  return new Map(found);
}

async function count(eventIds: number[]): Promise<ReadonlyMap<number, SeatsLeft>> {
  const byEvent = new Map<
    number,
    { left: number; total: number; levels: Map<number, { left: number; total: number }> }
  >();
  for (const { eventId, levelId, left, total } of await countSeats(eventIds)) {
    const event = byEvent.get(eventId) ?? { left: 0, total: 0, levels: new Map() };
    event.left += left;
    event.total += total;
    event.levels.set(levelId, { left, total });
    byEvent.set(eventId, event);
  }
  return byEvent;
}

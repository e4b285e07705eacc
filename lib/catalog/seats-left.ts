import { LRUCache } from "lru-cache";
import { freshOrKnown } from "#lib/platform/fresh-or-known";
import { singleton } from "#lib/platform/singleton";
import { freshFor } from "#lib/protection/load/fresh-for";
import { countSeats } from "./store.ts";

/** The free and the sellable seats of an event, in total and by price level id. */
export type SeatsLeft = { left: number; total: number; levels: ReadonlyMap<number, { left: number; total: number }> };

/** The greatest age of a count on a page, while the database answers and the process is not loaded. */
const FRESH_MS = 2_000;
/** So many events' last counts are kept for when it does not. */
const KNOWN_MAX = 5_000;

const NOTHING: SeatsLeft = { left: 0, total: 0, levels: new Map() };

type Counted = { atMs: number; value: Promise<ReadonlyMap<number, SeatsLeft>> };

/**
 * The seats left of each event, counted from the seats and at most two seconds old. One statement counts all events that are
 * not cached, and concurrent readers share it. Events without seats have nothing left, and are counted again each time. The last count serves while the database
 * hangs or is gone.
 */
export async function seatsLeft(eventIds: readonly number[]): Promise<Map<number, SeatsLeft>> {
  const { counts, known } = singleton("catalog-seats-left", () => ({
    counts: new Map<number, Counted>(),
    known: new LRUCache<number, { answer: SeatsLeft }>({ max: KNOWN_MAX }),
  }));
  const nowMs = performance.now();
  for (const [id, { atMs }] of counts) if (nowMs - atMs >= freshFor(FRESH_MS)) counts.delete(id);
  const missing = [...new Set(eventIds)].filter((id) => !counts.has(id));
  if (missing.length > 0) {
    const value = count(missing);
    for (const id of missing) counts.set(id, { atMs: nowMs, value });
    value.then(
      (left) => {
        for (const id of missing) {
          known.set(id, { answer: left.get(id) ?? NOTHING });
          // A draft has no seats yet: kept, its count would say "sold out" of an event that was just published.
          if (!left.has(id) && counts.get(id)?.value === value) counts.delete(id);
        }
      },
      () => {
        for (const id of missing) counts.delete(id);
      },
    );
  }
  const found = eventIds.map(async (id) => {
    const fresh = counts.get(id)?.value.then((left) => left.get(id) ?? NOTHING) ?? Promise.resolve(NOTHING);
    return [id, await freshOrKnown(fresh, known.get(id))] as const;
  });
  return new Map(await Promise.all(found));
}

/** The same counted now, for answers that must agree with what was just done. */
export async function seatsLeftNow(eventIds: readonly number[]): Promise<ReadonlyMap<number, SeatsLeft>> {
  return count([...eventIds]);
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

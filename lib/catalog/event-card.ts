import type { EventCard } from "./contract.ts";
import { isOpenToFans, offeredPrices } from "./offered-prices.ts";
import { type SeatsLeft, seatsLeft } from "./seats-left.ts";
import { saleState } from "./state.ts";
import type { EventRow } from "./store.ts";

/** The rows as cards in the same order, each with its free seats. The seats of all events are counted together. */
export async function eventCards(rows: readonly EventRow[], nowMs: number): Promise<EventCard[]> {
  const left = await seatsLeft(rows.map((row) => row.id));
  return rows.map((row) => eventCard(row, left.get(row.id), nowMs));
}

export function eventCard(row: EventRow, seats: SeatsLeft | undefined, nowMs: number): EventCard {
  const counted = seats?.left ?? 0;
  const { status, isStopped } = row;
  const isPaused = row.salePausedAt !== null;
  const state = saleState({ ...timesOf(row), status, isStopped, isPaused, left: counted }, nowMs);
  const levels = Object.entries(row.priceMinorOf).map(([id, priceMinor]) => ({
    priceMinor,
    left: seats?.levels.get(Number(id))?.left ?? 0,
    total: seats?.levels.get(Number(id))?.total ?? 0,
  }));
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    subtitle: row.subtitle,
    description: row.description,
    performers: row.performers,
    categorySlug: row.categorySlug,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    salesStartAt: row.salesStartAt.toISOString(),
    timeZone: row.timeZone,
    venueId: row.venueId,
    venueName: row.venueName,
    venueCapacity: row.venueCapacity,
    city: row.city,
    country: row.country,
    currency: row.currency,
    minPriceMinor: row.minPriceMinor,
    maxPriceMinor: row.maxPriceMinor,
    offered: offeredPrices(state, levels) ?? null,
    posterSeed: row.posterSeed,
    picture: row.eventPictures[0] ?? null,
    saleState: state,
    left: isOpenToFans(state) ? counted : 0,
    capacity: row.capacity,
  };
}

function timesOf(row: EventRow) {
  return {
    startsAtMs: row.startsAt.getTime(),
    endsAtMs: row.endsAt.getTime(),
    salesStartAtMs: row.salesStartAt.getTime(),
    salesEndAtMs: row.salesEndAt.getTime(),
  };
}

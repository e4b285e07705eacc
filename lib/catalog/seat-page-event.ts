import type { EventPage, SeatPageEvent } from "./contract.ts";
import { findEvent } from "./find-event.ts";

/** The seat page's event; undefined when it does not exist or is a draft. Levels are in id order. */
export async function seatPageEvent(slug: string): Promise<SeatPageEvent | undefined> {
  const event = await findEvent({ slug });
  return event && seatPageOf(event);
}

/** What the seat page shows of an event. */
export function seatPageOf(event: EventPage): SeatPageEvent {
  return {
    id: event.id,
    slug: event.slug,
    title: event.title,
    startsAt: event.startsAt,
    timeZone: event.timeZone,
    venueName: event.venueName,
    city: event.city,
    currency: event.currency,
    layoutHash: event.layoutHash,
    capacity: event.capacity,
    saleState: event.saleState,
    salesStartAt: event.salesStartAt,
    salePausedAt: event.salePausedAt,
    seatsPerHoldMax: event.seatsPerHoldMax,
    holdSeconds: event.holdSeconds,
    orphanRule: event.orphanRule,
    hasWaitingRoom: event.hasWaitingRoom,
    hasAutomaticRoom: event.hasAutomaticRoom,
    hasAccess: event.hasAccess,
    painting: event.painting,
    pricePaintingRevision: event.pricePaintingRevision,
    levels: event.levels.map(({ left: _left, total: _total, ...level }) => level).toSorted((a, b) => a.id - b.id),
  };
}

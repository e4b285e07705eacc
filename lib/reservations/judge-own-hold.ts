import { changeOnWire } from "#lib/catalog/event-wire";
import { loadSaleTerms, type SaleTerms } from "#lib/catalog/queries";
import { databaseNow } from "#lib/platform/db/database-clock";
import type { Refused } from "#lib/platform/http/refusals";
import { findHoldAccess } from "#lib/seating/access/hold-access-store";
import { findTimeInside } from "#lib/waiting-room/queries";
import { judgeHold } from "./hold-rules.ts";
import { refuse } from "./refusals.ts";
import { countSeatsOf, type ReservationRow } from "./store.ts";
import { wayIn } from "./way-in.ts";

export type HoldRefusalNow = Refused<
  | "event_cancelled"
  | "sale_closed"
  | "event_changed"
  | "access_ended"
  | "seat_limit_exceeded"
  | "queue_required"
  | "wrong_browser"
>;

/** By what a buyer is known now. */
export type KnownBuyer = {
  keys: readonly string[];
  /** Reservations that their mail address or account has in orders. */
  reservationIds?: readonly string[];
  /** The key that signed the request. */
  keyThumbprint?: string | undefined;
  /** Their order is open: they were let in then. */
  hasOrder?: true;
};

/**
 * Asks every rule of a hold again, by what is known now (hold-rules.ts). Answers the terms by which it was judged, so that a write
 * can refuse when they are others by then.
 */
export async function judgeOwnHold(
  reservation: ReservationRow,
  buyer: KnownBuyer,
): Promise<{ ok: true; terms: SaleTerms } | HoldRefusalNow> {
  const { eventId, buyerKey, seatIds, createdAt } = reservation;
  const keys = [...new Set([buyerKey, ...buyer.keys])];
  const [terms, inside, otherSeats] = await Promise.all([
    loadSaleTerms(eventId),
    findTimeInside(eventId, keys),
    countSeatsOf(eventId, { keys, reservationIds: buyer.reservationIds ?? [], except: reservation.id }),
  ]);
  const access = terms.hasAccess ? await findHoldAccess(eventId, { keys, seatIds, createdAt }) : undefined;
  const now = databaseNow();
  // A hold from before the waiting room opened or began to queue needed no time inside.
  const hasRoom = terms.hasWaitingRoom || terms.hasAutomaticRoom;
  const asked = hasRoom && !buyer.hasOrder && inside && createdAt >= inside.since ? inside : undefined;
  const obstacle = judgeHold({
    ...{ now, event: terms, hold: { seats: seatIds.length, createdAt }, otherSeats, access },
    isOutsideQueue: asked !== undefined && asked.until <= now,
    isOtherBrowser: asked?.boundTo !== undefined && asked.boundTo !== buyer.keyThumbprint,
  });
  if (!obstacle) return { ok: true, terms };
  if (obstacle.code === "seat_limit_exceeded") {
    const { limit, already } = obstacle;
    return refuse("seat_limit_exceeded", { limit, already });
  }
  if (obstacle.code === "queue_required") return refuse("queue_required", await wayIn(eventId, buyerKey));
  if (obstacle.code === "event_changed")
    return refuse("event_changed", { change: terms.lastChange && changeOnWire(terms.lastChange) });
  return refuse(obstacle.code);
}

/** Why a reservation that is over may do nothing more: with its event, or because its time is up. */
export async function refusalOfOver({
  eventId,
  expiresAt,
}: ReservationRow): Promise<Refused<"event_cancelled" | "reservation_expired">> {
  const { status } = await loadSaleTerms(eventId);
  return status === "CANCELLED"
    ? refuse("event_cancelled")
    : refuse("reservation_expired", { expired_at: expiresAt.toISOString() });
}

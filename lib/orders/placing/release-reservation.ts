import type { Person } from "#lib/identity/identify";
import type { Refused } from "#lib/platform/http/refusals";
import { announceFreed } from "#lib/reservations/expire-holds";
import { claimDeadlineNow } from "#lib/reservations/paying-store";
import { findOwn } from "#lib/reservations/read-reservation";
import { claimRelease } from "#lib/reservations/store";
import { refuse } from "../refusals.ts";
import { endUnpaid } from "../settling/end-unpaid.ts";

/**
 * Gives a reservation's seats back at its owner's wish. One that is being paid ends as if its time were up: cancelled at
 * the gateway first, and settled instead when the money is there already. Gone already is fine.
 */
export async function releaseReservation(
  person: Person,
  id: { eventId: number; id: string },
): Promise<{ ok: true } | Refused<"not_found" | "order_closed">> {
  const reservation = await findOwn(person, id);
  if (!reservation) return refuse("not_found");
  const freed = await claimRelease(id.eventId, id.id);
  if (freed) announceFreed(freed);
  else if (reservation.status === "PAYING" || reservation.status === "HELD") {
    await claimDeadlineNow(id.eventId, id.id);
    await endUnpaid(id.eventId, id.id);
  }
  const now = await findOwn(person, id);
  return now?.status === "CONFIRMED" ? refuse("order_closed") : { ok: true };
}

import { eventDb } from "#lib/platform/db/db";
import type { SeatKind } from "./layout.ts";

/** How the seats of a basket are priced: their levels, and what kind of place each is. */
export async function listPricedSeats(
  eventId: number,
  seatIds: readonly number[],
): Promise<{ id: number; priceLevelId: number; kind: SeatKind }[]> {
  const select = { id: true, priceLevelId: true, kind: true } as const;
  return eventDb(eventId).seat.findMany({ where: { eventId, id: { in: [...seatIds] } }, select });
}

import { eventDb } from "#lib/platform/db/db";
import type { Transaction } from "#lib/platform/db/transaction";
import type { SeatKind } from "./layout.ts";

/** How the seats of a basket are priced: their levels, and what kind of place each is. */
export async function listPricedSeats(
  eventId: number,
  seatIds: readonly number[],
): Promise<{ id: number; priceLevelId: number; kind: SeatKind }[]> {
  const select = { id: true, priceLevelId: true, kind: true } as const;
  return eventDb(eventId).seat.findMany({ where: { eventId, id: { in: [...seatIds] } }, select });
}

/** How many seats of each price level are sold, and how many are or were on sale to everybody. */
export async function countSoldByLevel(
  eventId: number,
  tx: Transaction = eventDb(eventId),
): Promise<{ levelId: number; sold: number; onSale: number }[]> {
  return tx.$queryRaw`
    SELECT price_level_id::int AS "levelId", (count(*) FILTER (WHERE status = 'BOOKED'))::int AS sold,
      (count(*) FILTER (WHERE status <> 'BLOCKED' AND (allocation_id IS NULL OR status = 'BOOKED')))::int AS "onSale"
    FROM seats WHERE event_id = ${eventId}::int GROUP BY 1 ORDER BY 1`;
}

/** Those of the codes that are access codes or links of the event, whatever their case. Call it in the transaction that makes others. */
export async function accessCodesAmong(tx: Transaction, eventId: number, codes: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ code: string }[]>`
    SELECT lower(code::text) AS code FROM access_codes WHERE event_id = ${eventId}::int AND code = ANY (${[...codes]}::citext[])`;
  return rows.map(({ code }) => code);
}

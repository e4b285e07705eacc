import { databaseNow } from "#lib/platform/db/database-clock";
import { eventDb, globalDb } from "#lib/platform/db/db";

/** Brings the deadline of a PAYING reservation to now, so that no new attempt can open. */
export async function claimDeadlineNow(eventId: number, reservationId: string): Promise<void> {
  await eventDb(eventId).$executeRaw`
    UPDATE reservations SET expires_at = now() WHERE event_id = ${eventId} AND id = ${reservationId}::uuid AND status = 'PAYING' AND expires_at > now()`;
}

/** PAYING reservations whose time is up, the oldest first. */
export async function listLapsedPaying(limit: number): Promise<{ eventId: number; id: string }[]> {
  return globalDb().reservation.findMany({
    where: { status: "PAYING", expiresAt: { lte: databaseNow() } },
    select: { eventId: true, id: true },
    orderBy: { expiresAt: "asc" },
    take: limit,
  });
}

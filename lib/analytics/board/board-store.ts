import { globalDb } from "#lib/platform/db/db";

/** How many tickets events had sold by the end of a day (UTC) each, whatever became of them; events without sales are left out. */
export async function countSoldBy(days: readonly { eventId: number; day: string }[]): Promise<Map<number, number>> {
  const rows = await globalDb().$queryRaw<{ eventId: number; sold: number }[]>`
    SELECT s.event_id AS "eventId", sum(s.tickets)::int AS sold
    FROM unnest(${days.map(({ eventId }) => eventId)}::int[], ${days.map(({ day }) => day)}::date[]) AS d(event_id, day)
    JOIN day_sales s ON s.event_id = d.event_id AND s.day <= d.day GROUP BY s.event_id`;
  return new Map(rows.map(({ eventId, sold }) => [eventId, sold]));
}

import { eventDb } from "#lib/platform/db/db";

/** Data for webhook messages that no other service offers yet. */

export type AdmissionFact = {
  ticketNumber: string;
  orderNumber: string;
  section: string;
  row: string;
  seatNumber: string;
  gate: string;
  scannedAt: Date;
};

/** A ticket that was let in, or undefined. */
export async function findAdmission(eventId: number, ticketId: string): Promise<AdmissionFact | undefined> {
  const [row] = await eventDb(eventId).$queryRaw<AdmissionFact[]>`
    SELECT t.number AS "ticketNumber", o.number AS "orderNumber", t.section, t.row, t.seat_number AS "seatNumber", c.gate,
      c.scanned_at AS "scannedAt"
    FROM check_ins c JOIN tickets t ON t.event_id = c.event_id AND t.id = c.ticket_id
    JOIN orders o ON o.event_id = t.event_id AND o.id = t.order_id
    WHERE c.event_id = ${eventId}::int AND c.ticket_id = ${ticketId}::uuid`;
  return row;
}

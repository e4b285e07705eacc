import { eventDb } from "#lib/platform/db/db";
import { empty, type Sql, sql } from "#lib/platform/db/sql";
import type { AttendeeState } from "./attendees-contract.ts";

export type AttendeeRow = {
  ticketNumber: string;
  orderId: string;
  orderNumber: string;
  name: string;
  buyerName: string;
  email: string;
  seatId: number;
  section: string;
  row: string;
  seatNumber: string;
  ticketType: string | null;
  status: "LIVE" | "VOID";
  isSuspended: boolean;
  admittedAt: Date | null;
  gate: string | null;
};

type Wanted = { q?: string | undefined; state: AttendeeState; sort: "name" | "seat"; offset: number; limit: number };

/** A page of an event's tickets with whom they are for, and how many there are. */
export async function listAttendeeRows(
  eventId: number,
  { q, state, sort, offset, limit }: Wanted,
): Promise<{ rows: AttendeeRow[]; total: number }> {
  const order = sort === "name" ? sql`plain_text(t.holder_name), t.seat_id, t.id` : sql`t.seat_id, t.id`;
  const rows = await eventDb(eventId).$queryRaw<(AttendeeRow & { total: number })[]>`
    SELECT t.number AS "ticketNumber", t.order_id::text AS "orderId", o.number AS "orderNumber", t.holder_name AS name,
      o.name AS "buyerName", o.email::text AS email, t.seat_id AS "seatId", t.section, t.row, t.seat_number AS "seatNumber",
      i.ticket_type AS "ticketType", t.status::text AS status, t.suspended_at IS NOT NULL AS "isSuspended", c.scanned_at AS "admittedAt", c.gate,
      (count(*) OVER ())::int AS total
    FROM tickets t JOIN orders o ON o.event_id = t.event_id AND o.id = t.order_id
    LEFT JOIN order_items i ON i.event_id = t.event_id AND i.order_id = t.order_id AND i.seat_id = t.seat_id
    LEFT JOIN check_ins c ON c.event_id = t.event_id AND c.ticket_id = t.id AND c.issue = t.issue
    WHERE t.event_id = ${eventId}::int AND ${IS_IN[state]} ${found(q)}
    ORDER BY ${order} OFFSET ${offset}::int LIMIT ${limit}::int`;
  return { rows, total: rows[0]?.total ?? 0 };
}

const IS_IN: Record<AttendeeState, Sql> = {
  valid: sql`t.status = 'LIVE'`,
  expected: sql`t.status = 'LIVE' AND c.ticket_id IS NULL`,
  admitted: sql`t.status = 'LIVE' AND c.ticket_id IS NOT NULL`,
  void: sql`t.status = 'VOID'`,
};

function found(q: string | undefined): Sql {
  if (q === undefined || q === "") return empty;
  const number = q.toUpperCase();
  return sql`AND (t.number = ${number} OR o.number = ${number}
    OR strpos(plain_text(t.holder_name || ' ' || o.name), coalesce(nullif(plain_text(${q}::text), ''), ${q}::text)) > 0
    OR strpos(plain_text(t.section || ' ' || t.row || ' ' || t.seat_number), coalesce(nullif(plain_text(${q}::text), ''), ${q}::text)) > 0)`;
}

/** How many tickets of an event let someone in, and how many of them were admitted. */
export async function countAttendees(eventId: number): Promise<{ valid: number; admitted: number }> {
  const [row] = await eventDb(eventId).$queryRaw<{ valid: number; admitted: number }[]>`
    SELECT count(*)::int AS valid, count(c.ticket_id)::int AS admitted
    FROM tickets t LEFT JOIN check_ins c ON c.event_id = t.event_id AND c.ticket_id = t.id AND c.issue = t.issue
    WHERE t.event_id = ${eventId}::int AND t.status = 'LIVE'`;
  return row ?? { valid: 0, admitted: 0 };
}

/** What buyers answered in these orders, in the order of the questions. */
export async function listAnswersOf(
  eventId: number,
  orderIds: readonly string[],
): Promise<{ orderId: string; seatId: number | null; label: string; answers: string[] }[]> {
  return eventDb(eventId).orderAnswer.findMany({
    where: { eventId, orderId: { in: [...new Set(orderIds)] } },
    orderBy: { place: "asc" },
    select: { orderId: true, seatId: true, label: true, answers: true },
  });
}

import { db } from "#lib/platform/db/db";
import { appendFacts } from "#lib/platform/outbox/append-fact";

/** Tickets at the gate. Statements name the event first and see only organizations the steward works for. */
export type GateTicket = {
  eventId: number;
  id: string;
  number: string;
  issue: number;
  status: "LIVE" | "VOID";
  section: string;
  row: string;
  seatNumber: string;
  priceLevel: string;
  holderName: string;
  organizationId: string;
  eventStatus: "DRAFT" | "PUBLISHED" | "CANCELLED";
  doorsAt: Date;
  endsAt: Date;
  admittedAt: Date | null;
  gate: string | null;
};

const FIND = `
SELECT t.event_id AS "eventId", t.id::text AS id, t.number, t.issue, t.status::text AS status, t.section, t.row,
  t.seat_number AS "seatNumber", coalesce(p.name, '') AS "priceLevel", t.holder_name AS "holderName",
  e.organization_id::text AS "organizationId", e.status::text AS "eventStatus", e.doors_at AS "doorsAt", e.ends_at AS "endsAt",
  c.scanned_at AS "admittedAt", c.gate
FROM tickets t JOIN events e ON e.id = t.event_id
LEFT JOIN price_levels p ON p.event_id = t.event_id AND p.id = t.price_level_id
LEFT JOIN check_ins c ON c.event_id = t.event_id AND c.ticket_id = t.id
WHERE t.event_id = $1::int AND (t.id = $2::uuid OR t.number = $3::text)
  AND ($4::uuid[] IS NULL OR e.organization_id = ANY ($4::uuid[]))`;

/** The ticket of an id or a number, when its event belongs to one of these organizations (undefined: to any). */
export async function findGateTicket(
  key: { eventId: number } & ({ id: string } | { number: string }),
  organizationIds: readonly string[] | undefined,
): Promise<GateTicket | undefined> {
  const id = "id" in key ? key.id : null;
  const number = "number" in key ? key.number : null;
  const [row] = await db().$queryRawUnsafe<GateTicket[]>(FIND, key.eventId, id, number, organizationIds ?? null);
  return row;
}

export type CheckInRequest = {
  eventId: number;
  ticketId: string;
  issue: number;
  gate: string;
  staffId: string;
  /** The steward's key in the audit log. */
  actor: string;
  /** The window by which the database's clock judges. */
  admitsFrom: Date;
  admitsUntil: Date;
  address: string | null;
  requestId: string | null;
};

/**
 * Lets a ticket in: one insert on the primary key of `check_ins` decides, however many scanners see it at once (INV-12).
 * The ticket's row is locked against a refund that voids it meanwhile. The fact is appended by the same statement.
 */
const ADMIT = `
WITH t AS MATERIALIZED (
  SELECT t.event_id, t.id, t.number, t.issue, e.organization_id FROM tickets t JOIN events e ON e.id = t.event_id
  WHERE t.event_id = $1::int AND t.id = $2::uuid AND t.issue = $3::int AND t.status = 'LIVE' AND e.status = 'PUBLISHED'
    AND now() BETWEEN $6::timestamptz AND $7::timestamptz
  FOR SHARE OF t
), admitted AS (
  INSERT INTO check_ins (event_id, ticket_id, issue, gate, staff_id) SELECT event_id, id, issue, $4::text, $5::uuid FROM t
  ON CONFLICT (event_id, ticket_id) DO NOTHING RETURNING event_id, ticket_id, scanned_at
), fact AS (
  ${appendFacts({
    type: "ticket.admitted",
    eventId: "a.event_id",
    subject: "a.ticket_id",
    payload: { ticketId: "a.ticket_id" },
    from: "admitted a",
  })}
), noted AS (
  INSERT INTO audit_log (actor, action, organization_id, event_id, subject, outcome, address, request_id, detail)
  SELECT $10::text, 'ticket.check_in', t.organization_id, t.event_id, t.number, 'admitted', $8::text, $9::text, jsonb_build_object('gate', $4::text)
  FROM admitted a JOIN t ON t.id = a.ticket_id
)
SELECT a.scanned_at AS "admittedAt" FROM admitted a`;

/** The time of admission by this call; undefined when the ticket was admitted before or does not admit. */
export async function claimCheckIn(request: CheckInRequest): Promise<Date | undefined> {
  const { eventId, ticketId, issue, gate, staffId, admitsFrom, admitsUntil, address, requestId, actor } = request;
  const [row] = await db().$queryRawUnsafe<{ admittedAt: Date }[]>(
    ADMIT,
    eventId,
    ticketId,
    issue,
    gate,
    staffId,
    admitsFrom,
    admitsUntil,
    address,
    requestId,
    actor,
  );
  return row?.admittedAt;
}

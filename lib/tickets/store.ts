import { appendAudit } from "#lib/audit/append-audit";
import { eventOf, priceLevelOf } from "#lib/catalog/event-fragments";
import { eventDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { invariant } from "#lib/platform/invariant";
import { appendFact } from "#lib/platform/outbox/append-fact";
import { verdictOf } from "./verify-rules.ts";

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
FROM tickets t JOIN ${eventOf("t.event_id")} e ON true
LEFT JOIN ${priceLevelOf({ eventId: "t.event_id", id: "t.price_level_id" })} p ON true
LEFT JOIN check_ins c ON c.event_id = t.event_id AND c.ticket_id = t.id
WHERE t.event_id = $1::int AND (t.id = $2::uuid OR t.number = $3::text)
  AND ($4::uuid[] IS NULL OR e.organization_id = ANY ($4::uuid[]))`;

/** The ticket of an id or a number, when its event belongs to one of these organizations (undefined: to any). */
export async function findGateTicket(
  key: { eventId: number } & ({ id: string } | { number: string }),
  organizationIds: readonly string[] | undefined,
  client: Transaction = eventDb(key.eventId),
): Promise<GateTicket | undefined> {
  const id = "id" in key ? key.id : null;
  const number = "number" in key ? key.number : null;
  const [row] = await client.$queryRawUnsafe<GateTicket[]>(FIND, key.eventId, id, number, organizationIds ?? null);
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
};

/**
 * Admits a ticket, once however many scanners see it at the same moment (INV-12): its row is locked, against other scanners and
 * against a refund that voids it meanwhile, and judged again behind the lock. The primary key of `check_ins` holds it besides.
 * Answers when the ticket was admitted by this very call; undefined when it was admitted already, or does not admit.
 */
export async function claimCheckIn(request: CheckInRequest): Promise<Date | undefined> {
  const { eventId, ticketId, issue, gate, staffId, actor, ...window } = request;
  return inTransaction(eventDb(request.eventId), async (tx) => {
    await tx.$queryRaw`SELECT id FROM tickets WHERE event_id = ${eventId}::int AND id = ${ticketId}::uuid FOR UPDATE`;
    const ticket = await findGateTicket({ eventId, id: ticketId }, undefined, tx);
    const [clock] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
    invariant(clock, "the database has a clock");
    if (!ticket || verdictOf({ ...ticket, ...window }, { issue }, clock.now) !== "valid") return undefined;
    const { scannedAt } = await tx.checkIn.create({ data: { eventId, ticketId, issue, gate, staffId } });
    await appendFact(tx, { type: "ticket.admitted", eventId, subject: ticketId, payload: { ticketId } });
    await appendAudit(tx, {
      ...{ actor, action: "ticket.check_in", subject: ticket.number, outcome: "admitted", eventId },
      ...{ organizationId: ticket.organizationId, detail: { gate } },
    });
    return scannedAt;
  });
}

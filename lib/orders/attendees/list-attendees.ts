import { ownEvent } from "#lib/catalog/organizer-event";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { tableSectionsOf } from "#lib/seating/table-sections";
import { type AttendeeRow, countAttendees, listAnswersOf, listAttendeeRows } from "./attendee-store.ts";
import type { AttendeesAnswer, AttendeesQuery, AttendeeWire } from "./attendees-contract.ts";

const LIMIT = 50;

/** A page of those who come to an own event, one for each ticket, for those who may read its orders. */
export async function listAttendees(
  person: Staff,
  eventId: number,
  { page = 1, limit = LIMIT, ...wanted }: AttendeesQuery,
): Promise<{ ok: true; list: AttendeesAnswer } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "order.read");
  if (!own.ok) return own;
  const [{ rows, total }, counts, tables] = await Promise.all([
    listAttendeeRows(eventId, { ...wanted, offset: (page - 1) * limit, limit }),
    countAttendees(eventId),
    tableSectionsOf(own.row.layoutHash),
  ]);
  const answers = await listAnswersOf(
    eventId,
    rows.map(({ orderId }) => orderId),
  );
  const data = rows.map((row) => {
    const own = answers.filter(({ orderId, seatId }) => orderId === row.orderId && [null, row.seatId].includes(seatId));
    return onWire(row, { isTable: tables.has(row.section), answers: own });
  });
  return { ok: true, list: { data, meta: { total, page, limit }, counts } };
}

type Known = { isTable: boolean; answers: readonly { label: string; answers: string[] }[] };

function onWire(row: AttendeeRow, { isTable, answers }: Known): AttendeeWire {
  const { admittedAt, gate } = row;
  return {
    ...{ ticket_number: row.ticketNumber, order_number: row.orderNumber, name: row.name },
    buyer: { name: row.buyerName, email: row.email },
    seat: { section: row.section, row: row.row, number: row.seatNumber, at_table: isTable },
    ticket_type: row.ticketType,
    status: row.status === "LIVE" ? "valid" : row.isSuspended ? "suspended" : "void",
    admitted: admittedAt === null ? null : { at: admittedAt.toISOString(), gate: gate ?? "" },
    answers: answers.map(({ label, answers: given }) => ({ question: label, answers: given })),
  };
}

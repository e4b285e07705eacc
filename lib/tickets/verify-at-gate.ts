import { organizationsWith, type Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { isOpenDate } from "#lib/platform/open-date";
import type { TicketAtGate, Verdict, VerdictAnswer } from "./check-in-contract.ts";
import { refuse } from "./refusals.ts";
import { ticketKeys } from "./signing-key.ts";
import { findGateTicket, type GateTicket } from "./store.ts";
import { verifyTicket } from "./ticket-token.ts";
import { admissionTimes } from "./token-of-ticket.ts";
import { verdictOf } from "./verify-rules.ts";

/** A ticket as a scanner identifies it: by its code, or by the number printed below it. */
export type Shown = { code: string } | { number: string; eventId: number };

/**
 * The gate's verdict on a code, without admitting anyone. Refuses `invalid_ticket`, the same for a forged ticket, one that does
 * not exist and one of another organization.
 */
export async function verifyAtGate(
  staff: Staff,
  { code, eventId }: { code: string; eventId?: number | undefined },
): Promise<{ ok: true; answer: VerdictAnswer } | Refused<"invalid_ticket">> {
  const found = await readTicket(staff, { code }, eventId);
  if (!found.ok) return found;
  const { ticket, verdict, admits } = found;
  const { admittedAt, gate } = ticket;
  return {
    ok: true,
    answer: {
      verdict,
      ticket: ticketAtGateOnWire(ticket),
      admitted: admittedAt && { admitted_at: admittedAt.toISOString(), gate: gate ?? "" },
      admits_from: admits.from.toISOString(),
      admits_until: admits.until.toISOString(),
      has_date: !isOpenDate(admits.until),
    },
  };
}

export type ReadTicket = { ok: true; ticket: GateTicket; verdict: Verdict; admits: { from: Date; until: Date } };

/**
 * The shown ticket with its verdict. The event may have moved since the ticket was printed, so the event's present times count
 * and not the printed ones.
 */
export async function readTicket(
  staff: Staff,
  shown: Shown,
  eventId: number | undefined,
  now: Date = new Date(),
): Promise<ReadTicket | Refused<"invalid_ticket">> {
  const key = keyOf(shown, now);
  if ("ok" in key) return key;
  const { issue, ...named } = key;
  const ticket = await findGateTicket(named, organizationsWith(staff, "ticket.scan"));
  if (!ticket) return refuse("invalid_ticket", { reason: "unknown" });
  const admits = admissionTimes(ticket);
  const facts = { ...ticket, admitsFrom: admits.from, admitsUntil: admits.until };
  return { ok: true, ticket, admits, verdict: verdictOf(facts, { eventId, issue }, now) };
}

type Key = { eventId: number; issue?: number } & ({ id: string } | { number: string });

function keyOf(shown: Shown, now: Date): Key | Refused<"invalid_ticket"> {
  if ("number" in shown) return shown;
  const read = verifyTicket(shown.code, ticketKeys(), now);
  if ("ticket" in read) return { eventId: read.ticket.eventId, id: read.ticket.ticketId, issue: read.ticket.issue };
  return refuse("invalid_ticket", { reason: read.reason === "malformed" ? "malformed" : "forged" });
}

/** A ticket as the steward sees it. */
export function ticketAtGateOnWire(ticket: GateTicket): TicketAtGate {
  return {
    ticket_number: ticket.number,
    event_id: ticket.eventId,
    seat: { section: ticket.section, row: ticket.row, number: ticket.seatNumber },
    price_level: ticket.priceLevel,
    holder: ticket.holderName,
  };
}

import { auditSoon } from "#lib/audit/audit";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { invariant } from "#lib/platform/invariant";
import { isOpenDate } from "#lib/platform/open-date";
import type { AdmittedAnswer, CheckInBody } from "./check-in-contract.ts";
import { refuse } from "./refusals.ts";
import { claimCheckIn } from "./store.ts";
import { type ReadTicket, readTicket, ticketAtGateOnWire } from "./verify-at-gate.ts";

/**
 * Admits a ticket's holder once (INV-12). Refuses `already_admitted` with the time and gate of its use, and `invalid_ticket`
 * with the reason; a ticket of another organization is `unknown`, like one that does not exist.
 */
export async function checkInTicket(
  staff: Staff,
  body: CheckInBody,
): Promise<{ ok: true; answer: AdmittedAnswer } | Refused<"already_admitted" | "invalid_ticket">> {
  const { gate, event_id: eventId } = body;
  const shown = body.code === undefined ? { number: body.ticket_number ?? "", eventId } : { code: body.code };
  // A lost race is explained by reading again: another gate was faster, or a refund has just voided the ticket.
  for (let look = 0; look < 3; look++) {
    const read = await readTicket(staff, shown, eventId);
    const refused = read.ok ? refusalOf(read) : read;
    if (refused) {
      noteRefused(staff, read, refused, { gate, eventId });
      return refused;
    }
    invariant(read.ok, "what is not refused was read");
    const admittedAt = await admit(staff, read, gate);
    if (!admittedAt) continue;
    const admission = { admitted_at: admittedAt.toISOString(), gate };
    return { ok: true, answer: { status: "admitted", ticket: ticketAtGateOnWire(read.ticket), ...admission } };
  }
  // The clocks of this process and of the database are on different sides of the admission window's edge.
  return refuse("invalid_ticket", { reason: "over" });
}

function admit(staff: Staff, { ticket, admits }: ReadTicket, gate: string): Promise<Date | undefined> {
  const { eventId, id: ticketId, issue } = ticket;
  const times = { admitsFrom: admits.from, admitsUntil: admits.until };
  const who = { staffId: staff.userId, actor: actorOf(staff) };
  return claimCheckIn({ eventId, ticketId, issue, gate, ...who, ...times });
}

function refusalOf({
  ticket,
  verdict,
  admits,
}: ReadTicket): Refused<"already_admitted" | "invalid_ticket"> | undefined {
  if (verdict === "valid") return undefined;
  if (verdict === "used") {
    const admitted_at = ticket.admittedAt?.toISOString() ?? null;
    return refuse("already_admitted", { ticket: ticketAtGateOnWire(ticket), admitted_at, gate: ticket.gate });
  }
  return refuse("invalid_ticket", {
    reason: verdict,
    ticket: ticketAtGateOnWire(ticket),
    ...(verdict === "not_yet" && !isOpenDate(admits.until) ? { admits_from: admits.from.toISOString() } : {}),
  });
}

function noteRefused(
  staff: Staff,
  read: ReadTicket | Refused<"invalid_ticket">,
  { refusal }: Refused<"already_admitted" | "invalid_ticket">,
  { gate, eventId }: { gate: string; eventId: number },
): void {
  auditSoon({
    actor: actorOf(staff),
    action: "ticket.check_in",
    subject: read.ok ? read.ticket.number : "unknown",
    outcome: refusal.code === "invalid_ticket" ? refusal.reason : refusal.code,
    // Another organization's event must not appear in the steward's log.
    ...(read.ok ? { organizationId: read.ticket.organizationId, eventId: read.ticket.eventId } : {}),
    detail: { gate, door: eventId },
  });
}

function actorOf(staff: Staff): string {
  return staff.keys[0] ?? `user:${staff.userId}`;
}

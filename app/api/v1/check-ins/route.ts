import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { admittedAnswer, checkInBody } from "#lib/tickets/check-in-contract";
import { checkInTicket } from "#lib/tickets/check-in-ticket";

/** Admits a ticket's holder once. */
export const POST = endpoint(
  {
    route: "/api/v1/check-ins",
    authority: staff("ticket.scan"),
    limit: limitTo("scan"),
    body: checkInBody,
    operation: {
      summary: "Check a ticket in",
      description: "Admits once: of many scanners that see the same ticket one is told `admitted`.",
      tag: "Tickets",
      answers: { 200: { description: "Let them in.", body: admittedAnswer } },
      refuses: ["already_admitted", "invalid_ticket"],
      example: { body: { ticket_number: "ORD-2026-9IX-7K3M2Q-1", event_id: 12345, gate: "North" } },
    },
  },
  async ({ who, body }) => {
    const checkedIn = await checkInTicket(who, body);
    return checkedIn.ok ? json(checkedIn.answer) : checkedIn;
  },
);

import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { verdictAnswer, verifyBody } from "#lib/tickets/check-in-contract";
import { verifyAtGate } from "#lib/tickets/verify-at-gate";

/** Verifies a ticket's code without admitting anyone. */
export const POST = endpoint(
  {
    route: "/api/v1/tickets/verify",
    authority: staff("ticket.scan"),
    limit: limitTo("scan"),
    body: verifyBody,
    operation: {
      summary: "Verify a ticket",
      description: "Reads the code of a ticket and says what the gate must think of it. Lets nobody in.",
      tag: "Tickets",
      answers: { 200: { description: "The verdict; `valid` alone admits.", body: verdictAnswer } },
      refuses: ["invalid_ticket"],
      example: { body: { code: "1KR:2K0EC", event_id: 12345 } },
    },
  },
  async ({ who, body }) => {
    const verified = await verifyAtGate(who, { code: body.code, eventId: body.event_id });
    return verified.ok ? json(verified.answer) : verified;
  },
);

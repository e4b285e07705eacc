import { staff } from "#lib/accounts/authority";
import { door } from "#lib/platform/http";
import { json } from "#lib/platform/response";
import { limitTo } from "#lib/protection/limits";
import { verdictAnswer, verifyBody } from "#lib/tickets/check-in-contract";
import { verifyAtDoor } from "#lib/tickets/verify-at-door";

/** What to think of a ticket's code, without letting anybody in. */
export const POST = door(
  {
    route: "/api/v1/tickets/verify",
    authority: staff("ticket.scan"),
    limit: limitTo("scan"),
    body: verifyBody,
    operation: {
      summary: "Verify a ticket",
      description: "Reads the code of a ticket and says what the door must think of it. Lets nobody in.",
      tag: "Tickets",
      answers: { 200: { description: "The verdict; `valid` alone admits.", body: verdictAnswer } },
      refuses: ["invalid_ticket"],
      example: { body: { code: "1KR:2K0EC", event_id: 12345 } },
    },
  },
  async ({ who, body }) => {
    const verified = await verifyAtDoor(who, { code: body.code, eventId: body.event_id });
    return verified.ok ? json(verified.answer) : verified;
  },
);

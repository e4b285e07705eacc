import { beforeAll, describe, expect, test } from "vitest";
import { openTokenFamily } from "#lib/identity/tokens/open-token-family";
import type { Role } from "#lib/organizations/permissions";
import { db } from "#lib/platform/db/db";
import type { Handler } from "#lib/platform/http/endpoint";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { admittedAnswer, verdictAnswer } from "#lib/tickets/check-in-contract";
import { tokenOfTicket } from "#lib/tickets/token-of-ticket";
import { aMember, anEventOnSale, aPaidOrder } from "../../../../prisma/seed/builders.ts";
import * as verify from "../tickets/verify/route.ts";
import * as checkIns from "./route.ts";

/** The endpoints of the gate, as a scanner uses them. */
aDatabase();

let eventId: number;
let gate: string;
let seat = 1;

beforeAll(async () => {
  eventId = await anEventOnSale({ startsInHours: 1 });
  gate = await bearerOf("GATE", eventId);
});

async function bearerOf(role: Role, ofEvent: number): Promise<string> {
  const { organizationId } = await db().event.findUniqueOrThrow({ where: { id: ofEvent } });
  const { userId } = await aMember(organizationId, role);
  return (await openTokenFamily(userId, { isTwoFactor: false, userAgent: "" })).access_token;
}

async function aTicket(): Promise<{ number: string; code: string }> {
  const order = await aPaidOrder(eventId, [seat++]);
  const ticket = await db().ticket.findFirstOrThrow({ where: { eventId, orderId: order.id } });
  const event = await db().event.findUniqueOrThrow({ where: { id: eventId } });
  return { number: ticket.number, code: tokenOfTicket(ticket, event) };
}

function post(handler: Handler, body: object, bearer: string = gate, more: Record<string, string> = {}) {
  const headers = { authorization: `Bearer ${bearer}`, "content-type": "application/json", ...more };
  return handler(new Request("http://localhost/", { method: "POST", headers, body: JSON.stringify(body) }));
}

describe("a scanner", () => {
  test("verifies with 200, admits with 200, and answers 409 with time and gate the second time", async () => {
    const { code } = await aTicket();
    const verdict = await post(verify.POST, { code, event_id: eventId });
    expect([verdict.status, verdictAnswer.parse(await verdict.json()).verdict]).toEqual([200, "valid"]);
    const first = await post(checkIns.POST, { code, event_id: eventId, gate: "North" });
    const admitted = admittedAnswer.parse(await first.json());
    expect([first.status, admitted.status]).toEqual([200, "admitted"]);
    const second = await post(checkIns.POST, { code, event_id: eventId, gate: "South" });
    expect(second.status).toBe(409);
    expect(await second.json()).toMatchObject({
      error: "already_admitted",
      gate: "North",
      admitted_at: admitted.admitted_at,
    });
  });

  test("whose answer was lost repeats the request with the same key and gets the first answer, byte for byte", async () => {
    const { number } = await aTicket();
    const body = { ticket_number: number, event_id: eventId, gate: "North" };
    const key = { "idempotency-key": uuidv7() };
    const [first, again] = [await post(checkIns.POST, body, gate, key), await post(checkIns.POST, body, gate, key)];
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(await again.text()).toBe(await first.text());
  });

  test("of another house gets for a real ticket the bytes it gets for one that does not exist", async () => {
    const { code, number } = await aTicket();
    const stranger = await bearerOf("OWNER", await anEventOnSale());
    const event = await db().event.findUniqueOrThrow({ where: { id: eventId } });
    const nobodys = tokenOfTicket({ eventId, id: uuidv7(), seatId: 1, issue: 1 }, event);
    const texts = await Promise.all(
      [
        post(verify.POST, { code }, stranger),
        post(verify.POST, { code: nobodys }, stranger),
        post(verify.POST, { code: nobodys }),
        post(checkIns.POST, { code, event_id: eventId, gate: "N" }, stranger),
        post(checkIns.POST, { code: nobodys, event_id: eventId, gate: "N" }, stranger),
        post(checkIns.POST, { ticket_number: number, event_id: eventId, gate: "N" }, stranger),
        post(checkIns.POST, { ticket_number: `${number}0`, event_id: eventId, gate: "N" }),
      ].map(async (answer) => `${(await answer).status} ${await (await answer).text()}`),
    );
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toMatch(/^422 .*"invalid_ticket"/);
  });

  test("without the role for it is refused at the gate, and without a name too", async () => {
    const analyst = await bearerOf("ANALYST", eventId);
    const body = { ticket_number: "x", event_id: eventId, gate: "N" };
    expect((await post(checkIns.POST, body, analyst)).status).toBe(403);
    expect((await post(verify.POST, { code: "x" }, analyst)).status).toBe(403);
    expect((await post(checkIns.POST, body, "no.such.token")).status).toBe(401);
  });

  test("sends a code or a number, not both and not neither", async () => {
    const rest = { event_id: eventId, gate: "N" };
    for (const body of [rest, { ...rest, code: "x", ticket_number: "y" }, { code: "x", event_id: eventId }])
      expect((await post(checkIns.POST, body)).status).toBe(400);
  });
});

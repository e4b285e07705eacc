import { generateKeyPairSync } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { factsOf } from "#lib/platform/testing/facts";
import { aMember, anEventOnSale, anOrganization, aPaidOrder } from "#prisma/seed/builders";
import { checkInTicket } from "./check-in-ticket.ts";
import { readSigner } from "./signing-key.ts";
import { tokenOfTicket } from "./token-of-ticket.ts";
import { verifyAtGate } from "./verify-at-gate.ts";

aDatabase();

let eventId: number;
let steward: Staff;
let seat = 1;
beforeAll(async () => {
  eventId = await anEventOnSale({ startsInHours: 1 });
  steward = await aMember(await organizationOf(eventId), "GATE");
});

const eventOf = (id: number) => db().event.findUniqueOrThrow({ where: { id } });
const organizationOf = async (id: number) => (await eventOf(id)).organizationId;

/** A paid ticket with its code; of the evening that the steward works at, unless another is named. */
async function aTicket(event = eventId) {
  const order = await aPaidOrder(event, [event === eventId ? seat++ : 1]);
  const ticket = await db().ticket.findFirstOrThrow({ where: { eventId: event, orderId: order.id } });
  return { ...ticket, code: tokenOfTicket(ticket, await eventOf(event)) };
}

const enter = (code: string, gate = "North", event = eventId) =>
  checkInTicket(steward, { code, event_id: event, gate });
const verify = (code: string, event?: number) => verifyAtGate(steward, { code, eventId: event });
const invalid = (reason: string) => ({ ok: false, refusal: { code: "invalid_ticket", reason } });

describe("a ticket at the gate", () => {
  test("can be verified any number of times and admits once; the second scan learns when and where it was used", async () => {
    const { code, number } = await aTicket();
    for (let times = 0; times < 2; times++)
      expect(await verify(code, eventId)).toMatchObject({ ok: true, answer: { verdict: "valid", admitted: null } });
    const first = await enter(code);
    expect(first).toMatchObject({
      ok: true,
      answer: {
        status: "admitted",
        gate: "North",
        ticket: { ticket_number: number, holder: "Ada Lovelace", price_level: "Standard", seat: { row: "A" } },
      },
    });
    const admitted_at = first.ok ? first.answer.admitted_at : "";
    expect(await enter(code, "South")).toMatchObject({
      refusal: { code: "already_admitted", admitted_at, gate: "North" },
    });
    expect(await verify(code)).toMatchObject({ answer: { verdict: "used", admitted: { admitted_at, gate: "North" } } });
    const lines = await db().auditEntry.findMany({ where: { subject: number, action: "ticket.check_in" } });
    expect(lines.find(({ outcome }) => outcome === "admitted")).toMatchObject({
      actor: `user:${steward.userId}`,
      eventId,
      organizationId: await organizationOf(eventId),
    });
  });

  test("with an unreadable code is admitted by its number, for this event only", async () => {
    const { number } = await aTicket();
    const byNumber = (event_id: number) => checkInTicket(steward, { ticket_number: number, event_id, gate: "North" });
    expect(await byNumber(eventId + 1)).toEqual(invalid("unknown"));
    expect(await byNumber(eventId)).toMatchObject({ ok: true });
    expect(await byNumber(eventId)).toMatchObject({ refusal: { code: "already_admitted" } });
  });

  test("is a fact of the transaction that admits it, once", async () => {
    const ticket = await aTicket();
    await enter(ticket.code);
    await enter(ticket.code);
    expect(await factsOf({ subject: ticket.id })).toMatchObject([
      { type: "ticket.admitted", eventId, payload: { ticketId: ticket.id } },
    ]);
  });
});

describe("admission is refused", () => {
  test("to a text that is not a code, a forged one, or one whose ticket does not exist", async () => {
    const { privateKey } = generateKeyPairSync("ed25519");
    const other = readSigner(privateKey.export({ format: "der", type: "pkcs8" }).toString("base64"));
    const { doorsAt, endsAt } = await eventOf(eventId);
    const claims = { eventId, id: uuidv7(), seatId: 1, issue: 1 };
    for (const ask of [enter, verify]) {
      expect(await ask("HELLO")).toEqual(invalid("malformed"));
      expect(await ask(tokenOfTicket(claims, { doorsAt, endsAt }, other))).toEqual(invalid("forged"));
      expect(await ask(tokenOfTicket(claims, { doorsAt, endsAt }))).toEqual(invalid("unknown"));
    }
  });

  test("to a ticket of another organization, which looks like one that does not exist", async () => {
    const foreign = await anEventOnSale({ startsInHours: 1 });
    const { code, number } = await aTicket(foreign);
    expect(await verify(code)).toEqual(invalid("unknown"));
    expect(await verify(code, foreign)).toEqual(invalid("unknown"));
    expect(await enter(code, "North", foreign)).toEqual(invalid("unknown"));
    const byNumber = { ticket_number: number, event_id: foreign, gate: "North" };
    expect(await checkInTicket(steward, byNumber)).toEqual(invalid("unknown"));
    const administrator = { ...(await aMember(await anOrganization(), "GATE")), isAdmin: true };
    expect(await verifyAtGate(administrator, { code })).toMatchObject({ answer: { verdict: "valid" } });
    expect(await verifyAtGate(await aMember(await organizationOf(foreign), "ANALYST"), { code })).toEqual(
      invalid("unknown"),
    );
  });

  test("to a ticket of another event of the same organization, and with the same answer at a foreign event", async () => {
    const { code } = await aTicket();
    const foreign = await anEventOnSale();
    const wrong = await enter(code, "North", foreign);
    expect(wrong).toMatchObject(invalid("wrong_event"));
    expect(await enter(code, "North", 2_000_000_000)).toEqual(wrong);
    expect(await db().checkIn.count({ where: { eventId: foreign } })).toBe(0);
  });

  test("to a refunded or reissued ticket, and to one of a cancelled event", async () => {
    const given = await aTicket();
    await db().ticket.updateMany({ where: { eventId, id: given.id }, data: { status: "VOID" } });
    expect(await enter(given.code)).toMatchObject(invalid("void"));
    const renewed = await aTicket();
    await db().ticket.updateMany({ where: { eventId, id: renewed.id }, data: { issue: 2 } });
    expect(await enter(renewed.code)).toMatchObject(invalid("replaced"));
    const event = await eventOf(eventId);
    expect(await enter(tokenOfTicket({ ...renewed, issue: 2 }, event))).toMatchObject({ ok: true });
    const late = await aTicket();
    await db().event.update({ where: { id: eventId }, data: { status: "CANCELLED" } });
    expect(await enter(late.code)).toMatchObject(invalid("event_cancelled"));
    await db().event.update({ where: { id: eventId }, data: { status: "PUBLISHED" } });
    expect(await enter(late.code)).toMatchObject({ ok: true });
  });

  test("before the doors time or after the end, by the event's present times rather than the printed ones", async () => {
    const { code } = await aTicket();
    const { startsAt, doorsAt, endsAt } = await eventOf(eventId);
    const move = (hours: number) => {
      const moved = (date: Date) => new Date(date.getTime() + hours * 3_600_000);
      return db().event.update({
        where: { id: eventId },
        data: { startsAt: moved(startsAt), doorsAt: moved(doorsAt), endsAt: moved(endsAt) },
      });
    };
    await move(48);
    expect(await enter(code)).toMatchObject({
      refusal: { reason: "not_yet", admits_from: expect.any(String) as string },
    });
    await move(-48);
    expect(await enter(code)).toMatchObject(invalid("over"));
    await move(0);
    const { id, number } = await aTicket();
    const tomorrow = {
      doorsAt: new Date(doorsAt.getTime() + 86_400_000),
      endsAt: new Date(endsAt.getTime() + 86_400_000),
    };
    const ticket = await db().ticket.findFirstOrThrow({ where: { eventId, id } });
    expect(await enter(tokenOfTicket(ticket, tomorrow)), number).toMatchObject({ ok: true });
  });
});

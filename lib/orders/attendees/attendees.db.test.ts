import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anEventOnSale, aPaidOrder, aSmallHall, sellerOf } from "#prisma/seed/builders";
import { attendeesQuery } from "./attendees-contract.ts";
import { listAttendees } from "./list-attendees.ts";

aDatabase();

let eventId = 0;
beforeAll(async () => {
  eventId = await anEventOnSale({ layout: aSmallHall({ rows: 2, seatsPerRow: 10 }) });
  const [first, second] = [await aPaidOrder(eventId, [1, 2]), await aPaidOrder(eventId, [11])];
  const names = ["Zoë Quinn", "Émile Zola", "Björk Ångström"];
  const tickets = await db().ticket.findMany({ where: { eventId }, orderBy: { seatId: "asc" } });
  for (const [i, { id }] of tickets.entries())
    await db().ticket.update({ where: { eventId_id: { eventId, id } }, data: { holderName: names[i] ?? "" } });
  await db().orderAnswer.createMany({
    data: [
      { place: 0, seatId: null, label: "How did you hear of it?", answers: ["A friend"] },
      { place: 1, seatId: 2, label: "Meal", answers: ["Vegan"] },
    ].map((answer) => ({ ...answer, eventId, orderId: first.id, questionId: uuidv7(), kind: "SHORT_TEXT" as const })),
  });
  const { id: ticketId } = await db().ticket.findFirstOrThrow({ where: { eventId, orderId: second.id } });
  await db().checkIn.create({ data: { eventId, ticketId, issue: 1, gate: "North", staffId: uuidv7() } });
  // Its seat is sold again.
  const gone = await aPaidOrder(eventId, [12]);
  await db().ticket.updateMany({ where: { eventId, orderId: gone.id }, data: { status: "VOID" } });
});

async function listed(query: Record<string, string> = {}, role: "OWNER" | "GATE" = "OWNER") {
  const person = await aMember(await sellerOf(eventId), role);
  return listAttendees(person, eventId, attendeesQuery.parse(query));
}

async function namesOf(query: Record<string, string>): Promise<string[]> {
  const answer = await listed(query);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.list.data.map(({ name }) => name);
}

describe("who comes to an event", () => {
  test("is a line for each valid ticket, by name without regard to accents, or by seat", async () => {
    expect(await namesOf({})).toEqual(["Björk Ångström", "Émile Zola", "Zoë Quinn"]);
    expect(await namesOf({ sort: "seat" })).toEqual(["Zoë Quinn", "Émile Zola", "Björk Ångström"]);
    expect(await listed()).toMatchObject({ list: { meta: { total: 3 }, counts: { valid: 3, admitted: 1 } } });
  });

  test("is found by a part of a name, a seat, and the number of a ticket or an order", async () => {
    expect(await namesOf({ q: "emile" })).toEqual(["Émile Zola"]);
    expect(await namesOf({ q: "angstrom" })).toEqual(["Björk Ångström"]);
    const ticket = await db().ticket.findFirstOrThrow({ where: { eventId, seatId: 2 }, include: { order: true } });
    expect(await namesOf({ q: ticket.number.toLowerCase() })).toEqual(["Émile Zola"]);
    expect(await namesOf({ q: ticket.order.number, sort: "seat" })).toEqual(["Zoë Quinn", "Émile Zola"]);
    expect(await namesOf({ q: `${ticket.row} ${ticket.seatNumber}` })).toContain("Émile Zola");
    expect(await namesOf({ q: "nobody" })).toEqual([]);
  });

  test("tells who was admitted and where, who is expected, and which tickets are void", async () => {
    const admitted = await listed({ state: "admitted" });
    expect(admitted).toMatchObject({ list: { data: [{ name: "Björk Ångström", admitted: { gate: "North" } }] } });
    expect(await namesOf({ state: "expected" })).toEqual(["Émile Zola", "Zoë Quinn"]);
    expect(await listed({ state: "void" })).toMatchObject({ list: { data: [{ status: "void", admitted: null }] } });
    // The code was replaced since: who shows the new one was not admitted yet.
    await db().ticket.updateMany({ where: { eventId, seatId: 11 }, data: { issue: 2 } });
    expect(await namesOf({ state: "admitted" })).toEqual([]);
    await db().ticket.updateMany({ where: { eventId, seatId: 11 }, data: { issue: 1 } });
  });

  test("has what was answered for the ticket and for its order", async () => {
    const answer = await listed({ sort: "seat" });
    expect(answer.ok && answer.list.data.map(({ answers }) => answers.map((each) => each.answers.join()))).toEqual([
      ["A friend"],
      ["A friend", "Vegan"],
      [],
    ]);
  });

  test("comes in pages", async () => {
    expect(await namesOf({ page: "2", limit: "2" })).toEqual(["Zoë Quinn"]);
  });

  test("is for those who may read orders, and of their own events", async () => {
    expect(await listed({}, "GATE")).toEqual({ ok: false, refusal: { code: "forbidden" } });
    const stranger = await aMember(await sellerOf(await anEventOnSale()), "OWNER");
    const asked = await listAttendees(stranger, eventId, attendeesQuery.parse({}));
    expect(asked).toEqual({ ok: false, refusal: { code: "not_found" } });
  });
});

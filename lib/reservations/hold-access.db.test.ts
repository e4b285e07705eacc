import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { announceSeats, openLiveSeats } from "#lib/seating/live-seats";
import { readState } from "#lib/seating/seat-state";
import { anAccess, anAllocation, aPresale } from "#lib/seating/testing/an-allocation";
import { aBuyer, anEventOnSale, aSmallHall, aUser } from "../../prisma/seed/builders.ts";
import { holdSeats } from "./hold-seats.ts";
import { judgeOwnHold } from "./judge-own-hold.ts";
import { claimRelease, findReservation } from "./store.ts";

aDatabase();

type Ask = { seats?: number[]; quantity?: number; otherKeys?: string[]; provenEmail?: string };

async function ask(eventId: number, buyerKey: string, { seats = [1, 2], quantity, ...more }: Ask = {}) {
  const wanted = quantity === undefined ? { seatIds: seats } : { best: { quantity } };
  const answer = await holdSeats({ eventId, buyerKey, clientReservationId: uuidv7(), wanted, ...more });
  return answer.ok ? answer.reservation.seats.map(({ id }) => id) : answer.refusal;
}

const idOf = (reservationId: string) => reservationId.split("-").slice(1).join("-");

const hall = () => anEventOnSale({ layout: aSmallHall({ rows: 2, seatsPerRow: 10 }), orphanRule: "OFF" });

describe("seats that are set aside", () => {
  test("are refused to everybody else, named, and never offered", async () => {
    const eventId = await hall();
    await anAllocation(eventId, { seatIds: [1, 2, 3] });
    expect(await ask(eventId, aBuyer(), { seats: [3, 4] })).toEqual({ code: "seats_not_on_sale", seat_ids: [3] });
    const best = await ask(eventId, aBuyer(), { quantity: 2 });
    expect(best).not.toEqual(expect.arrayContaining([1]));
    expect(await db().seat.count({ where: { eventId, id: { in: [1, 2, 3] }, status: "HELD" } })).toBe(0);
  });

  test("are held by a buyer with access, who may take others too", async () => {
    const eventId = await hall();
    await anAllocation(eventId, { seatIds: [1, 2, 3] });
    const buyer = aBuyer();
    await anAccess(eventId, buyer, { allocationId: 1 });
    expect(await ask(eventId, buyer, { seats: [3, 4] })).toEqual([3, 4]);
  });

  test("are all that a buyer gets who came by a link that sells them alone", async () => {
    const eventId = await hall();
    await anAllocation(eventId, { seatIds: [1, 2, 3] });
    const buyer = aBuyer();
    await anAccess(eventId, buyer, { allocationId: 1, sellsAlone: true });
    expect(await ask(eventId, buyer, { seats: [3, 4] })).toEqual({ code: "seats_not_on_sale", seat_ids: [4] });
    const best = await ask(eventId, buyer, { quantity: 2 });
    expect([1, 2, 3]).toEqual(expect.arrayContaining(best as number[]));
    expect(await ask(eventId, buyer, { quantity: 2 })).toEqual({ code: "not_enough_seats" });
  });

  test("stay blocked for everybody when a hold of them ends", async () => {
    const eventId = await hall();
    await anAllocation(eventId, { seatIds: [1, 2, 3] });
    const buyer = aBuyer();
    await anAccess(eventId, buyer, { allocationId: 1 });
    const live = await openLiveSeats(eventId);
    const held = await holdSeats({
      eventId,
      buyerKey: buyer,
      clientReservationId: uuidv7(),
      wanted: { seatIds: [1, 2] },
    });
    if (!held.ok || !live) throw new Error("the seats are held");
    expect(readState(live.bitmap, 1)).toBe(1);
    // A process that began while the seats were held knows as well that they are set aside.
    forgetSingleton("live-seats");
    const younger = await openLiveSeats(eventId);
    const freed = await claimRelease(eventId, idOf(held.reservation.reservation_id));
    if (!freed) throw new Error("the seats are given back");
    announceSeats(
      eventId,
      freed.seatIds.map((id, i) => [id, 0, freed.versions[i] ?? 0] as const),
    );
    expect([live, younger].map((seats) => seats && readState(seats.bitmap, 1))).toEqual([3, 3]);
    expect(younger?.free()).toBe(17);
  });

  test("are not on sale by access that has ended, nor by access to another allocation", async () => {
    const eventId = await hall();
    await anAllocation(eventId, { seatIds: [1, 2] });
    await anAllocation(eventId, { id: 2, seatIds: [3] });
    const [late, other] = [aBuyer(), aBuyer()];
    await anAccess(eventId, late, { allocationId: 1, validUntil: new Date(Date.now() - 1_000) });
    await anAccess(eventId, other, { allocationId: 2 });
    for (const key of [late, other])
      expect(await ask(eventId, key)).toEqual({ code: "seats_not_on_sale", seat_ids: [1, 2] });
  });

  test("are found by the key under which the buyer came before signing in", async () => {
    const eventId = await hall();
    await anAllocation(eventId, { seatIds: [1, 2] });
    const guest = aBuyer();
    await anAccess(eventId, guest, { allocationId: 1 });
    expect(await ask(eventId, "user:someone", { otherKeys: [guest] })).toEqual([1, 2]);
  });
});

describe("before the general sale", () => {
  test("nobody buys without a presale", async () => {
    const eventId = await hall();
    await db().event.update({ where: { id: eventId }, data: { salesStartAt: new Date(Date.now() + 3_600_000) } });
    expect(await ask(eventId, aBuyer())).toEqual({ code: "sale_closed" });
  });

  test("a presale with a code sells to those who entered it, others are asked for it", async () => {
    const eventId = await hall();
    await aPresale(eventId);
    const buyer = aBuyer();
    await anAccess(eventId, buyer, { windowId: 1 });
    expect(await ask(eventId, aBuyer())).toEqual({ code: "presale_access_required" });
    expect(await ask(eventId, buyer)).toEqual([1, 2]);
  });

  test("a presale for all who are signed in sells to them, not to guests", async () => {
    const eventId = await hall();
    await aPresale(eventId, { access: "SIGNED_IN" });
    expect(await ask(eventId, aBuyer())).toEqual({ code: "presale_access_required" });
    expect(await ask(eventId, `user:${(await aUser()).userId}`)).toEqual([1, 2]);
  });

  test("a presale with a list sells to people with a proven address of it", async () => {
    const eventId = await hall();
    const windowId = await aPresale(eventId, { access: "LIST" });
    await db().saleWindowAddress.create({ data: { eventId, windowId, email: "Ada@example.org" } });
    expect(await ask(eventId, "user:x", { provenEmail: "bob@example.org" })).toEqual({
      code: "presale_access_required",
    });
    expect(await ask(eventId, "user:a", { provenEmail: "ada@EXAMPLE.org" })).toEqual([1, 2]);
  });

  test("a presale of some levels sells only those", async () => {
    const eventId = await hall();
    await aPresale(eventId, { levelIds: [9] });
    const buyer = aBuyer();
    await anAccess(eventId, buyer, { windowId: 1 });
    expect(await ask(eventId, buyer)).toEqual({ code: "seats_not_on_sale", seat_ids: [1, 2] });
    expect(await ask(eventId, buyer, { quantity: 2 })).toEqual({ code: "not_enough_seats" });
  });

  test("a promoter's link sells its allocation, and nothing else", async () => {
    const eventId = await hall();
    await anAllocation(eventId, { seatIds: [1, 2] });
    await db().event.update({ where: { id: eventId }, data: { salesStartAt: new Date(Date.now() + 3_600_000) } });
    const buyer = aBuyer();
    await anAccess(eventId, buyer, { allocationId: 1 });
    expect(await ask(eventId, buyer, { seats: [3] })).toEqual({ code: "seats_not_on_sale", seat_ids: [3] });
    expect(await ask(eventId, buyer)).toEqual([1, 2]);
  });
});

describe("a hold that was made by access is judged again", () => {
  async function heldBy(
    access: { allocationId?: number; windowId?: number },
    prepare: (eventId: number) => Promise<unknown>,
  ) {
    const eventId = await hall();
    await prepare(eventId);
    const buyer = aBuyer();
    await anAccess(eventId, buyer, access);
    const held = await holdSeats({
      eventId,
      buyerKey: buyer,
      clientReservationId: uuidv7(),
      wanted: { seatIds: [1, 2] },
    });
    if (!held.ok) throw new Error(held.refusal.code);
    const judge = async () => {
      const row = await findReservation(eventId, idOf(held.reservation.reservation_id));
      if (!row) throw new Error("there is a reservation");
      const judged = await judgeOwnHold(row, { keys: [buyer] });
      return judged.ok ? "ok" : judged.refusal.code;
    };
    return { eventId, buyer, judge };
  }

  test("it may be paid for after its presale has closed, not when the presale was taken back", async () => {
    const { eventId, judge } = await heldBy({ windowId: 1 }, (id) => aPresale(id));
    expect(await judge()).toBe("ok");
    await db().saleWindow.updateMany({ where: { eventId }, data: { closesAt: new Date() } });
    expect(await judge()).toBe("ok");
    await db().saleWindow.deleteMany({ where: { eventId } });
    expect(await judge()).toBe("sale_closed");
  });

  test("it may not be paid for once its access was revoked", async () => {
    const { eventId, judge } = await heldBy({ allocationId: 1 }, (id) => anAllocation(id, { seatIds: [1, 2] }));
    expect(await judge()).toBe("ok");
    await db().buyerAccess.updateMany({ where: { eventId }, data: { validUntil: new Date(Date.now() - 1) } });
    expect(await judge()).toBe("ok");
    await db().buyerAccess.deleteMany({ where: { eventId } });
    expect(await judge()).toBe("access_ended");
  });
});

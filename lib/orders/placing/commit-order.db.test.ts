import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { factsOf } from "#lib/platform/testing/facts";
import { ticketKeys } from "#lib/tickets/signing-key";
import { verifyTicket } from "#lib/tickets/ticket-token";
import {
  aHeldReservation,
  anEventOnSale,
  aPerson,
  aPromoCode,
  aSmallHall,
  aUser,
  type Held,
  timeRunsOut,
} from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { endUnpaid } from "../settling/end-unpaid.ts";
import { booksOf, chargesFor, expectSound } from "../testing/books.ts";
import { aShop } from "../testing/shop.ts";

aDatabase();
const shop = aShop();
let eventId: number;
let nextSeat = 1;

beforeAll(async () => {
  eventId = await anEventOnSale({ layout: aSmallHall({ rows: 10, seatsPerRow: 20 }) });
});

/** Holds two new seats. */
async function twoSeats(): Promise<Held> {
  const held = await aHeldReservation(eventId, [nextSeat, nextSeat + 1]);
  nextSeat += 2;
  return held;
}

const PAID = { reservation: "CONFIRMED", order: "PAID", payments: ["CAPTURED"], seats: ["BOOKED", "BOOKED"] };

describe("a good card", () => {
  test("books the seats, takes the money once and answers tickets that the gate believes (INV-10)", async () => {
    const held = await twoSeats();
    const answer = await shop.commit(held);
    expect(answer).toMatchObject({
      ok: true,
      confirmed: {
        status: "confirmed",
        payment: { amount: 90, currency: "EUR", gateway: "stripe", status: "succeeded" },
        tickets: [{ seat: { section: "Stalls" } }, { seat: { section: "Stalls" } }],
      },
    });
    expect(await booksOf(held)).toMatchObject(PAID);
    expect(await chargesFor(shop, held)).toEqual(["succeeded"]);
    const tickets = answer.ok && "confirmed" in answer ? answer.confirmed.tickets : [];
    const event = await db().event.findUniqueOrThrow({ where: { id: eventId } });
    for (const ticket of tickets) {
      expect(verifyTicket(ticket.qr_code, ticketKeys(), event.doorsAt)).toMatchObject({
        ok: true,
        ticket: { eventId },
      });
    }
    await expectSound(shop);
  });

  test("appends the facts once and one line in the audit log, in the settlement itself", async () => {
    const held = await twoSeats();
    await shop.commit(held);
    await shop.sandbox().webhooksIdle();
    const order = await db().order.findFirstOrThrow({ where: { eventId, reservationId: held.id } });
    expect(await factsOf({ subject: order.id })).toMatchObject([
      { type: "order.paid", payload: { orderId: order.id, tickets: 2 } },
      { type: "payment.moved", payload: { orderId: order.id, keptMinor: order.totalMinor } },
    ]);
    const lines = await db().auditEntry.findMany({ where: { action: "order.settle", subject: order.number } });
    expect(lines.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual(["order.settle paid"]);
  });

  test("learns nothing about another buyer's reservation", async () => {
    const held = await twoSeats();
    const answer = await shop.commit({ ...held, person: aPerson() });
    expect(answer).toMatchObject({ ok: false, refusal: { code: "not_found" } });
    expect((await booksOf(held)).reservation).toBe("HELD");
  });
});

describe("a declined card", () => {
  test.each([
    ["pm_card_chargeDeclined", "generic_decline"],
    ["pm_card_chargeDeclinedInsufficientFunds", "insufficient_funds"],
    ["pm_card_chargeDeclinedLostCard", "lost_card"],
    ["pm_card_chargeDeclinedExpiredCard", "expired_card"],
    ["pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc"],
    ["pm_card_chargeDeclinedProcessingError", "processing_error"],
    ["pm_nobody_has_this", "payment_method_invalid"],
  ])("%s says why, keeps the seats, and another card pays for the same reservation", async (card, reason) => {
    const held = await twoSeats();
    const declined = await shop.commit(held, { card });
    expect(declined).toMatchObject({ ok: false, refusal: { code: "payment_failed", reason, retry_allowed: true } });
    expect(await booksOf(held)).toMatchObject({ reservation: "PAYING", order: "PENDING", seats: ["HELD", "HELD"] });
    expect(await shop.commit(held)).toMatchObject({ ok: true, confirmed: { status: "confirmed" } });
    expect(await booksOf(held)).toMatchObject({
      ...PAID,
      payments: [expect.stringMatching(/FAILED|CANCELED/), "CAPTURED"],
    });
    expect(await chargesFor(shop, held)).toHaveLength(1);
    await expectSound(shop);
  });

  test("may come with another mail address the next time, and a lost answer of that one is still repeated", async () => {
    const held = await twoSeats();
    await shop.commit(held, { card: "pm_card_chargeDeclined", email: "old@example.org" });
    await shop.sandbox().webhooksIdle();
    shop.sandbox().trouble.set("timeout_after_charge", { times: 2, only: "/v1/payment_intents" });
    shop.sandbox().trouble.set("drop_webhooks");
    const wish = { key: "second-card", email: "new@example.org" };
    await expect(shop.commit(held, wish)).rejects.toMatchObject({ name: "GatewayUnavailable" });
    expect(await shop.commit(held, wish)).toMatchObject({ ok: true, confirmed: { status: "confirmed" } });
    const order = await db().order.findFirstOrThrow({ where: { eventId, reservationId: held.id } });
    expect(order.email).toBe("new@example.org");
    expect(await chargesFor(shop, held)).toHaveLength(1);
    await expectSound(shop);
  });
});

describe("an amount that no card can pay", () => {
  test("is refused before an order is opened or the gateway asked", async () => {
    const cheap = await anEventOnSale({ priceMinor: 10 });
    const held = await aHeldReservation(cheap, [1]);
    expect(await shop.commit(held)).toEqual({
      ok: false,
      refusal: { code: "amount_not_payable", reason: "too_small", limit: 0.5, currency: "EUR" },
    });
    expect(await db().order.count({ where: { eventId: cheap } })).toBe(0);
    expect(await chargesFor(shop, held)).toEqual([]);
  });

  test("because the gateway alone knows its bound is no decline of the card, at the repetition neither", async () => {
    const held = await twoSeats();
    await shop.commit(held, { card: "pm_card_chargeDeclined" });
    const where = { eventId, reservationId: held.id };
    await db().order.updateMany({ where, data: { totalMinor: 10 } });
    const unpayable = { ok: false, refusal: { code: "amount_not_payable", reason: "too_small", currency: "EUR" } };
    expect(await shop.commit(held, { key: "cents-of-old" })).toEqual(unpayable);
    expect(await shop.commit(held, { key: "cents-of-old" })).toEqual(unpayable);
    await db().order.updateMany({ where, data: { totalMinor: 9_000 } });
  });

  test("is never what a promo code leaves: it leaves the smallest charge, and that is paid", async () => {
    const sale = await anEventOnSale();
    await aPromoCode(sale, { code: "ALMOST", kind: "AMOUNT", value: 4_490 });
    const held = await aHeldReservation(sale, [1]);
    const answer = await shop.commit(held, { promoCode: "ALMOST" });
    expect(answer).toMatchObject({ ok: true, confirmed: { payment: { amount: 0.5, status: "succeeded" } } });
    await expectSound(shop);
  });
});

describe("the same idempotency key", () => {
  test("gives the same answer to the byte, whatever happened to the money since (INV-6)", async () => {
    const held = await twoSeats();
    shop.sandbox().trouble.set("down", { only: "/capture" });
    const first = await shop.commit(held, { key: "the-same-key" });
    expect((await booksOf(held)).payments).toEqual(["AUTHORIZED"]);
    shop.sandbox().trouble.clear();
    await shop.sandbox().webhooksIdle();
    const second = await shop.commit(held, { key: "the-same-key" });
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    expect(await chargesFor(shop, held)).toHaveLength(1);
  });

  test("gives a declined card its decline again without asking the bank, also when another card paid since", async () => {
    const held = await twoSeats();
    const wish = { card: "pm_card_chargeDeclined", key: "declined-key" };
    const first = await shop.commit(held, wish);
    const again = await shop.commit(held, wish);
    await shop.commit(held);
    const later = await shop.commit(held, wish);
    expect([JSON.stringify(again), JSON.stringify(later)]).toEqual([JSON.stringify(first), JSON.stringify(first)]);
    expect((await booksOf(held)).payments).toHaveLength(2);
    await expectSound(shop);
  });

  test("with another card after a decline is refused as a mistake", async () => {
    const held = await twoSeats();
    await shop.commit(held, { card: "pm_card_chargeDeclined", key: "used-twice" });
    const answer = await shop.commit(held, { key: "used-twice" });
    expect(answer).toMatchObject({ ok: false, refusal: { code: "idempotency_mismatch" } });
    expect(await chargesFor(shop, held)).toEqual([]);
  });
});

describe("time", () => {
  test("that ran out before paying is 410, and nothing is charged", async () => {
    const held = await twoSeats();
    await timeRunsOut(held);
    expect(await shop.commit(held)).toMatchObject({ ok: false, refusal: { code: "reservation_expired" } });
    expect(await booksOf(held)).toMatchObject({ reservation: "HELD", order: undefined });
  });

  test("that ran out after a decline is 410 as well", async () => {
    const held = await twoSeats();
    await shop.commit(held, { card: "pm_card_chargeDeclined" });
    await timeRunsOut(held);
    expect(await shop.commit(held)).toMatchObject({ ok: false, refusal: { code: "reservation_expired" } });
    await endUnpaid(eventId, held.id);
    expect(await shop.commit(held)).toMatchObject({ ok: false, refusal: { code: "reservation_expired" } });
    expect(await chargesFor(shop, held)).toEqual([]);
  });

  test("that ran out while the gateway was away charges nothing afterwards", async () => {
    const held = await twoSeats();
    shop.sandbox().trouble.set("down");
    await expect(shop.commit(held, { key: "too-late-now" })).rejects.toMatchObject({ name: "GatewayUnavailable" });
    shop.sandbox().trouble.clear();
    await timeRunsOut(held);
    const answer = await shop.commit(held, { key: "too-late-now" });
    expect(answer).toMatchObject({ ok: false, refusal: { code: "reservation_expired" } });
    expect(await chargesFor(shop, held)).toEqual([]);
  });

  test("is given once when the button is pressed: the deadline moves so that it cannot lapse while the card is asked", async () => {
    const held = await twoSeats();
    await db().reservation.update({
      where: { eventId_id: { eventId, id: held.id } },
      data: { expiresAt: new Date(Date.now() + 120_000) },
    });
    await shop.commit(held, { card: "pm_card_chargeDeclined" });
    const after = await db().reservation.findUniqueOrThrow({ where: { eventId_id: { eventId, id: held.id } } });
    expect(after.expiresAt.getTime()).toBeGreaterThan(Date.now() + 200_000);
    await shop.commit(held, { card: "pm_card_chargeDeclined" });
    const later = await db().reservation.findUniqueOrThrow({ where: { eventId_id: { eventId, id: held.id } } });
    expect(later.expiresAt).toEqual(after.expiresAt);
  });
});

describe("nothing to pay", () => {
  test("is settled without asking anyone outside", async () => {
    const free = await anEventOnSale({ priceMinor: 0 });
    const held = await aHeldReservation(free, [1, 2]);
    shop.sandbox().trouble.set("down");
    const answer = await shop.commit(held, { card: "", reader: await aUser() });
    expect(answer).toMatchObject({ ok: true, confirmed: { payment: { amount: 0, gateway: "free" } } });
    expect(await db().ticket.count({ where: { eventId: free, status: "LIVE" } })).toBe(2);
    expect(await checkInvariants("after quiet")).toEqual([]);
  });

  test("is what a code over the whole price leaves", async () => {
    const { code } = await aPromoCode(eventId, { code: "GUEST", value: 100 });
    const held = await twoSeats();
    const answer = await shop.commit(held, { promoCode: code, reader: await aUser() });
    expect(answer).toMatchObject({ ok: true, confirmed: { payment: { amount: 0, gateway: "free" } } });
    await expectSound(shop);
  });

  test("is for a person who is signed in with the order's mail address, and writes nothing for others", async () => {
    const free = await anEventOnSale({ priceMinor: 0 });
    const held = await aHeldReservation(free, [1, 2]);
    const reader = await aUser();
    const unproven = { ok: false, refusal: { code: "email_unproven" } };
    expect(await shop.commit(held, { card: "" })).toEqual(unproven);
    expect(await shop.commit(held, { card: "", email: reader.email })).toEqual(unproven);
    const toAnother = { ...held, person: { ...held.person, ...reader } };
    expect(await shop.commit(toAnother, { card: "", email: "stranger@example.com" })).toEqual(unproven);
    expect(await db().order.count({ where: { eventId: free } })).toBe(0);
    expect(await shop.commit(held, { card: "", reader })).toMatchObject({ ok: true });
  });

  test("is limited for a person, however many browsers held the seats, and counts nobody else's", async () => {
    const free = await anEventOnSale({ priceMinor: 0, seatsPerBuyerMax: 4 });
    const [reader, other] = [await aUser(), await aUser()];
    const take = async (seatIds: number[], who: typeof reader) =>
      shop.commit(await aHeldReservation(free, seatIds), { card: "", reader: who });
    expect(await take([1, 2], reader)).toMatchObject({ ok: true });
    expect(await take([3, 4], reader)).toMatchObject({ ok: true });
    expect(await take([5, 6], reader)).toEqual({
      ok: false,
      refusal: { code: "seat_limit_exceeded", limit: 4, already: 4 },
    });
    expect(await take([7, 8], other)).toMatchObject({ ok: true });
    expect(await db().ticket.count({ where: { eventId: free, status: "LIVE" } })).toBe(6);
  });
});

import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db";
import { aDatabase } from "#lib/platform/testing/database";
import { ticketKeys } from "#lib/tickets/signing-key";
import { verifyTicket } from "#lib/tickets/ticket-token";
import {
  aHeldReservation,
  anEventOnSale,
  aPerson,
  aPromoCode,
  aSmallHall,
  type Held,
  timeRunsOut,
} from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { endUnpaid } from "./end-unpaid.ts";
import { aShop } from "./testing/shop.ts";

aDatabase();
const shop = aShop();
let eventId: number;
let nextSeat = 1;

beforeAll(async () => {
  eventId = await anEventOnSale({ layout: aSmallHall({ rows: 10, seatsPerRow: 20 }) });
});

/** Two seats that nobody had before. */
async function twoSeats(): Promise<Held> {
  const held = await aHeldReservation(eventId, [nextSeat, nextSeat + 1]);
  nextSeat += 2;
  return held;
}

async function statesOf({ id }: Held) {
  const reservation = await db().reservation.findUniqueOrThrow({ where: { eventId_id: { eventId, id } } });
  const order = await db().order.findFirst({ where: { eventId, reservationId: id } });
  const payments = await db().payment.findMany({
    where: { eventId, orderId: order?.id ?? id },
    orderBy: { attempt: "asc" },
  });
  const seats = await db().seat.findMany({ where: { eventId, reservationId: id } });
  return {
    reservation: reservation.status,
    order: order?.status,
    payments: payments.map((payment) => payment.status),
    seats: seats.map((seat) => seat.status),
  };
}

/** What the gateway charged for this order, whatever we believe. */
async function chargesFor(held: Held): Promise<string[]> {
  const order = await db().order.findFirst({ where: { eventId, reservationId: held.id } });
  const intents = await shop.look("/v1/payment_intents?limit=100");
  const mine = intents.data.filter(
    (intent) => (intent.metadata as { order_id?: string }).order_id === (order?.number ?? ""),
  );
  return mine
    .map((intent) => intent.status)
    .filter((status) => status === "succeeded" || status === "requires_capture");
}

const PAID = { reservation: "CONFIRMED", order: "PAID", payments: ["CAPTURED"], seats: ["BOOKED", "BOOKED"] };

async function expectSound(): Promise<void> {
  await shop.sandbox().webhooksIdle();
  expect(await checkInvariants("after quiet")).toEqual([]);
}

describe("a good card", () => {
  test("books the seats, takes the money once and answers tickets that the door believes (INV-10)", async () => {
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
    expect(await statesOf(held)).toEqual(PAID);
    expect(await chargesFor(held)).toEqual(["succeeded"]);
    const tickets = answer.ok && "confirmed" in answer ? answer.confirmed.tickets : [];
    const event = await db().event.findUniqueOrThrow({ where: { id: eventId } });
    for (const ticket of tickets) {
      expect(verifyTicket(ticket.qr_code, ticketKeys(), event.doorsAt)).toMatchObject({
        ok: true,
        ticket: { eventId },
      });
    }
    await expectSound();
  });

  test("enqueues one confirmation mail and one line in the audit log, in the settlement itself", async () => {
    const held = await twoSeats();
    await shop.commit(held);
    await shop.sandbox().webhooksIdle();
    const order = await db().order.findFirstOrThrow({ where: { eventId, reservationId: held.id } });
    const jobs = await db().$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM graphile_worker._private_jobs WHERE payload->>'orderId' = ${order.id}`;
    expect(jobs[0]?.count).toBe(1);
    const lines = await db().auditEntry.findMany({ where: { subject: order.number } });
    expect(lines.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual(["order.settle paid"]);
  });

  test("is told nothing of a reservation that is somebody else's", async () => {
    const held = await twoSeats();
    const answer = await shop.commit({ ...held, person: aPerson() });
    expect(answer).toMatchObject({ ok: false, refusal: { code: "not_found" } });
    expect((await statesOf(held)).reservation).toBe("HELD");
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
    expect(await statesOf(held)).toMatchObject({ reservation: "PAYING", order: "PENDING", seats: ["HELD", "HELD"] });
    expect(await shop.commit(held)).toMatchObject({ ok: true, confirmed: { status: "confirmed" } });
    expect(await statesOf(held)).toMatchObject({
      ...PAID,
      payments: [expect.stringMatching(/FAILED|CANCELED/), "CAPTURED"],
    });
    expect(await chargesFor(held)).toHaveLength(1);
    await expectSound();
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
    expect(await chargesFor(held)).toHaveLength(1);
    await expectSound();
  });
});

describe("the same idempotency key", () => {
  test("gives the same answer to the byte, whatever happened to the money since (INV-6)", async () => {
    const held = await twoSeats();
    shop.sandbox().trouble.set("down", { only: "/capture" });
    const first = await shop.commit(held, { key: "the-same-key" });
    expect((await statesOf(held)).payments).toEqual(["AUTHORIZED"]);
    shop.sandbox().trouble.clear();
    await shop.sandbox().webhooksIdle();
    const second = await shop.commit(held, { key: "the-same-key" });
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    expect(await chargesFor(held)).toHaveLength(1);
  });

  test("gives a declined card its decline again without asking the bank, also when another card paid since", async () => {
    const held = await twoSeats();
    const wish = { card: "pm_card_chargeDeclined", key: "declined-key" };
    const first = await shop.commit(held, wish);
    const again = await shop.commit(held, wish);
    await shop.commit(held);
    const later = await shop.commit(held, wish);
    expect([JSON.stringify(again), JSON.stringify(later)]).toEqual([JSON.stringify(first), JSON.stringify(first)]);
    expect((await statesOf(held)).payments).toHaveLength(2);
    await expectSound();
  });

  test("with another card after a decline is refused as a mistake", async () => {
    const held = await twoSeats();
    await shop.commit(held, { card: "pm_card_chargeDeclined", key: "used-twice" });
    const answer = await shop.commit(held, { key: "used-twice" });
    expect(answer).toMatchObject({ ok: false, refusal: { code: "idempotency_mismatch" } });
    expect(await chargesFor(held)).toEqual([]);
  });
});

describe("a challenge of the bank", () => {
  async function challenged(held: Held, key: string): Promise<string> {
    const answer = await shop.commit(held, { card: "pm_card_authenticationRequired", key });
    expect(answer).toMatchObject({ ok: true, pending: { status: "requires_action" } });
    expect(await statesOf(held)).toMatchObject({ reservation: "PAYING", payments: ["REQUIRES_ACTION"] });
    return (answer.ok && "pending" in answer && answer.pending.next_action?.redirect_url) || "";
  }

  test("that is passed is settled when the buyer comes back with the same key", async () => {
    const held = await twoSeats();
    shop.sandbox().trouble.set("drop_webhooks");
    await shop.answerChallenge(await challenged(held, "challenge-1"), "complete");
    const answer = await shop.commit(held, { card: "pm_card_authenticationRequired", key: "challenge-1" });
    expect(answer).toMatchObject({ ok: true, confirmed: { status: "confirmed" } });
    expect(await statesOf(held)).toEqual(PAID);
    await expectSound();
  });

  test("that is passed is settled by the webhook alone when the buyer never comes back", async () => {
    const held = await twoSeats();
    await shop.answerChallenge(await challenged(held, "challenge-2"), "complete");
    await shop.sandbox().webhooksIdle();
    expect(await statesOf(held)).toEqual(PAID);
    await expectSound();
  });

  test("that fails keeps the seats, says so again under its key, and another card pays", async () => {
    const held = await twoSeats();
    await shop.answerChallenge(await challenged(held, "challenge-3"), "fail");
    const wish = { card: "pm_card_authenticationRequired", key: "challenge-3" };
    const failed = await shop.commit(held, wish);
    expect(failed).toMatchObject({
      ok: false,
      refusal: { code: "payment_failed", reason: "payment_intent_authentication_failure" },
    });
    expect(JSON.stringify(await shop.commit(held, wish))).toBe(JSON.stringify(failed));
    expect(await shop.commit(held)).toMatchObject({ ok: true, confirmed: {} });
    expect(await chargesFor(held)).toHaveLength(1);
    await expectSound();
  });

  test("that is passed and then has no funds is a decline, and the intent cannot be paid behind our back", async () => {
    const held = await twoSeats();
    const card = "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds";
    const first = await shop.commit(held, { card, key: "challenge-4" });
    const url = (first.ok && "pending" in first && first.pending.next_action?.redirect_url) || "";
    await shop.answerChallenge(url, "complete");
    const declined = await shop.commit(held, { card, key: "challenge-4" });
    expect(declined).toMatchObject({ ok: false, refusal: { code: "payment_failed", reason: "insufficient_funds" } });
    expect((await statesOf(held)).payments).toEqual(["CANCELED"]);
  });

  test("that is left open is cancelled when the buyer comes back with another card, and only that one is charged", async () => {
    const held = await twoSeats();
    const url = await challenged(held, "challenge-5");
    expect(await shop.commit(held, { key: "another-card" })).toMatchObject({ ok: true, confirmed: {} });
    await shop.answerChallenge(url, "complete");
    expect(await statesOf(held)).toMatchObject({ ...PAID, payments: ["CANCELED", "CAPTURED"] });
    expect(await chargesFor(held)).toHaveLength(1);
    await expectSound();
  });
});

describe("time", () => {
  test("that ran out before paying is 410, and nothing is charged", async () => {
    const held = await twoSeats();
    await timeRunsOut(held);
    expect(await shop.commit(held)).toMatchObject({ ok: false, refusal: { code: "reservation_expired" } });
    expect(await statesOf(held)).toMatchObject({ reservation: "HELD", order: undefined });
  });

  test("that ran out after a decline is 410 as well", async () => {
    const held = await twoSeats();
    await shop.commit(held, { card: "pm_card_chargeDeclined" });
    await timeRunsOut(held);
    expect(await shop.commit(held)).toMatchObject({ ok: false, refusal: { code: "reservation_expired" } });
    await endUnpaid(eventId, held.id);
    expect(await shop.commit(held)).toMatchObject({ ok: false, refusal: { code: "reservation_expired" } });
    expect(await chargesFor(held)).toEqual([]);
  });

  test("that ran out while the gateway was away charges nothing afterwards", async () => {
    const held = await twoSeats();
    shop.sandbox().trouble.set("down");
    await expect(shop.commit(held, { key: "too-late-now" })).rejects.toMatchObject({ name: "GatewayUnavailable" });
    shop.sandbox().trouble.clear();
    await timeRunsOut(held);
    const answer = await shop.commit(held, { key: "too-late-now" });
    expect(answer).toMatchObject({ ok: false, refusal: { code: "reservation_expired" } });
    expect(await chargesFor(held)).toEqual([]);
  });

  test("is given once when the button is pressed: the deadline moves so that it cannot lapse while the card is asked", async () => {
    const held = await twoSeats();
    await db().reservation.update({
      where: { eventId_id: { eventId, id: held.id } },
      data: { expiresAt: new Date(Date.now() + 5_000) },
    });
    await shop.commit(held, { card: "pm_card_chargeDeclined" });
    const after = await db().reservation.findUniqueOrThrow({ where: { eventId_id: { eventId, id: held.id } } });
    expect(after.expiresAt.getTime()).toBeGreaterThan(Date.now() + 200_000);
    await shop.commit(held, { card: "pm_card_chargeDeclined" });
    const later = await db().reservation.findUniqueOrThrow({ where: { eventId_id: { eventId, id: held.id } } });
    expect(later.expiresAt).toEqual(after.expiresAt);
  });
});

describe("a gateway in trouble", () => {
  test("that charges and then goes silent is asked again under the same key, and the buyer pays once", async () => {
    const held = await twoSeats();
    shop.sandbox().trouble.set("timeout_after_charge", { times: 2, only: "/v1/payment_intents" });
    shop.sandbox().trouble.set("drop_webhooks");
    await expect(shop.commit(held, { key: "lost-answer" })).rejects.toMatchObject({ name: "GatewayUnavailable" });
    expect(await statesOf(held)).toMatchObject({
      reservation: "PAYING",
      payments: ["CREATED"],
      seats: ["HELD", "HELD"],
    });
    expect(await shop.commit(held, { key: "lost-answer" })).toMatchObject({ ok: true, confirmed: {} });
    expect(await statesOf(held)).toEqual(PAID);
    expect(await chargesFor(held)).toHaveLength(1);
    await expectSound();
  });

  test("that is down keeps the seats held, and a retry pays once, under whatever key", async () => {
    const held = await twoSeats();
    shop.sandbox().trouble.set("down");
    await expect(shop.commit(held)).rejects.toMatchObject({ name: "GatewayUnavailable", dependency: "payments" });
    expect(await statesOf(held)).toMatchObject({ reservation: "PAYING", seats: ["HELD", "HELD"] });
    shop.sandbox().trouble.clear();
    expect(await shop.commit(held)).toMatchObject({ ok: true, confirmed: {} });
    expect(await statesOf(held)).toEqual(PAID);
    expect(await chargesFor(held)).toHaveLength(1);
    await expectSound();
  });
});

describe("nothing to pay", () => {
  test("is settled without any gateway", async () => {
    const free = await anEventOnSale({ priceMinor: 0 });
    const held = await aHeldReservation(free, [1, 2]);
    shop.sandbox().trouble.set("down");
    const answer = await shop.commit(held, { card: "" });
    expect(answer).toMatchObject({ ok: true, confirmed: { payment: { amount: 0, gateway: "none" } } });
    expect(await db().ticket.count({ where: { eventId: free, status: "LIVE" } })).toBe(2);
    expect(await checkInvariants("after quiet")).toEqual([]);
  });

  test("is what a code over the whole price leaves", async () => {
    const { code } = await aPromoCode(eventId, { code: "GUEST", value: 100 });
    const held = await twoSeats();
    const answer = await shop.commit(held, { promoCode: code });
    expect(answer).toMatchObject({ ok: true, confirmed: { payment: { amount: 0, gateway: "none" } } });
    await expectSound();
  });
});

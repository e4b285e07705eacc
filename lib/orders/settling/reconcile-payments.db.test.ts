import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { factsOf } from "#lib/platform/testing/facts";
import { waitForLockWaits } from "#lib/platform/testing/locks";
import { aHeldReservation, anEventOnSale, aPromoCode, aSmallHall, type Held, timeRunsOut } from "#prisma/seed/builders";
import { releaseReservation } from "../placing/release-reservation.ts";
import { anOrder } from "../testing/an-order.ts";
import { booksOf, challengeUrl, expectSound } from "../testing/books.ts";
import { aShop } from "../testing/shop.ts";
import { endUnpaidReservations } from "./end-unpaid.ts";
import { claimPaymentState, claimUnsettled } from "./payment-store.ts";
import { reconcilePayments } from "./reconcile-payments.ts";

aDatabase();
const shop = aShop();

async function twoSeats(): Promise<Held> {
  return aHeldReservation(await anEventOnSale({ layout: aSmallHall({ rows: 1, seatsPerRow: 2 }) }), [1, 2]);
}

describe("the reconciler", () => {
  test("takes the money of an order whose capture failed after the seats were booked", async () => {
    const held = await twoSeats();
    shop.sandbox().trouble.set("down", { only: "/capture" });
    expect(await shop.commit(held)).toMatchObject({ ok: true, confirmed: { status: "confirmed" } });
    expect(await booksOf(held)).toMatchObject({ order: "PAID", payments: ["AUTHORIZED"], tickets: ["LIVE", "LIVE"] });
    await shop.sandbox().webhooksIdle();
    shop.sandbox().trouble.clear();
    expect(await reconcilePayments(0)).toBe(1);
    expect(await booksOf(held)).toMatchObject({ order: "PAID", payments: ["CAPTURED"], tickets: ["LIVE", "LIVE"] });
    expect(await reconcilePayments(0)).toBe(0);
    await expectSound(shop);
  });

  test("settles what was charged though the answer and every webhook were lost", async () => {
    const held = await twoSeats();
    shop.sandbox().trouble.set("drop_webhooks");
    shop.sandbox().trouble.set("timeout_after_charge", { times: 2, only: "/v1/payment_intents" });
    await expect(shop.commit(held)).rejects.toMatchObject({ name: "GatewayUnavailable" });
    expect(await booksOf(held)).toMatchObject({ order: "PENDING", payments: ["CREATED"] });
    await reconcilePayments(0);
    expect(await booksOf(held)).toMatchObject({ order: "PAID", payments: ["CAPTURED"] });
    await expectSound(shop);
  });

  test("closes an attempt that the gateway has never heard of, and the buyer may try again", async () => {
    const held = await twoSeats();
    shop.sandbox().trouble.set("down");
    await expect(shop.commit(held)).rejects.toMatchObject({ name: "GatewayUnavailable" });
    shop.sandbox().trouble.clear();
    await reconcilePayments(0);
    expect(await booksOf(held)).toMatchObject({ reservation: "PAYING", order: "PENDING", payments: ["FAILED"] });
    expect(await shop.commit(held)).toMatchObject({ ok: true, confirmed: {} });
    await expectSound(shop);
  });

  test("leaves alone what it asked about within the minute, and two at once share the work", async () => {
    const held = await twoSeats();
    await shop.commit(held, { card: "pm_card_authenticationRequired" });
    await shop.sandbox().webhooksIdle();
    expect(await claimUnsettled(60, 100)).toEqual([]);
    await db().payment.updateMany({
      where: { eventId: held.eventId },
      data: { updatedAt: new Date(Date.now() - 61_000) },
    });
    const claims = await db().$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT id FROM payments WHERE event_id = ${held.eventId} FOR UPDATE`;
        const waiting = [claimUnsettled(60, 100), claimUnsettled(60, 100), claimUnsettled(60, 100)];
        await waitForLockWaits(3);
        return { waiting };
      },
      { timeout: 60_000 },
    );
    expect((await Promise.all(claims.waiting)).flat()).toHaveLength(1);
    expect(await claimUnsettled(60, 100)).toEqual([]);
  });

  test("comes to every payment, though the gateway cannot answer for the oldest ones", async () => {
    const held = await twoSeats();
    shop.sandbox().trouble.set("down", { only: "/capture" });
    await shop.commit(held);
    await shop.sandbox().webhooksIdle();
    const payment = await db().payment.findFirstOrThrow({ where: { eventId: held.eventId } });
    for (let i = 0; i < 3; i++) {
      const id = uuidv7();
      const order = await anOrder(held.eventId, { status: "FAILED", seatIds: [19, 20] });
      const row = { ...payment, id, orderId: order.id, gatewayId: `pi_unknown_${i}`, idempotencyKey: id };
      await db().payment.create({ data: { ...row, updatedAt: new Date(0) } });
    }
    shop.sandbox().trouble.clear();
    for (let round = 0; round < 2; round++) await reconcilePayments(60, 3);
    await db().payment.updateMany({ where: { id: payment.id }, data: { updatedAt: new Date(Date.now() - 61_000) } });
    await reconcilePayments(60, 3);
    expect((await db().payment.findFirstOrThrow({ where: { id: payment.id } })).status).toBe("CAPTURED");
    await db().payment.deleteMany({ where: { gatewayId: { startsWith: "pi_unknown_" } } });
  });
});

describe("an authorization that the bank withdraws before the money is taken", () => {
  async function withdrawn(tell: "by webhook" | "by nobody"): Promise<Held> {
    const held = await twoSeats();
    shop.sandbox().trouble.set("down", { only: "/capture" });
    await shop.commit(held);
    await shop.sandbox().webhooksIdle();
    const payment = await db().payment.findFirstOrThrow({ where: { eventId: held.eventId } });
    if (tell === "by nobody") shop.sandbox().trouble.set("drop_webhooks");
    await shop.act(`/v1/payment_intents/${payment.gatewayId}/cancel`);
    await shop.sandbox().webhooksIdle();
    shop.sandbox().trouble.clear();
    return held;
  }

  test.each(["by webhook", "by nobody"] as const)(
    "(told %s) voids the tickets, frees the seats and tells the buyer",
    async (tell) => {
      const held = await withdrawn(tell);
      await reconcilePayments(0);
      expect(await booksOf(held)).toMatchObject({
        order: "FAILED",
        reason: "payment_withdrawn",
        payments: ["CANCELED"],
        tickets: ["VOID", "VOID"],
        seats: [],
      });
      const order = await db().order.findFirstOrThrow({ where: { eventId: held.eventId } });
      expect((await factsOf({ subject: order.id })).map(({ type }) => type)).toEqual(["order.paid", "order.undone"]);
      const lines = await db().auditEntry.findMany({
        where: { subject: order.number, action: { not: "order.pay" } },
        orderBy: { id: "asc" },
      });
      expect(lines.map(({ action }) => action)).toEqual(["order.settle", "order.undo"]);
      await expectSound(shop);
    },
  );

  test("is never recorded without taking the tickets back, whoever hears of it first", async () => {
    const held = await twoSeats();
    shop.sandbox().trouble.set("down", { only: "/capture" });
    await shop.commit(held);
    await shop.sandbox().webhooksIdle();
    const payment = await db().payment.findFirstOrThrow({ where: { eventId: held.eventId } });
    expect(await claimPaymentState(payment, { status: "CANCELED" })).toBe(false);
    expect(await booksOf(held)).toMatchObject({ order: "PAID", payments: ["AUTHORIZED"] });
    shop.sandbox().trouble.clear();
    await reconcilePayments(0);
    await expectSound(shop);
  });

  test("leaves seats that the next buyer can have", async () => {
    const held = await withdrawn("by webhook");
    const next = await aHeldReservation(held.eventId, [1, 2]);
    expect(await shop.commit(next)).toMatchObject({ ok: true, confirmed: {} });
    expect(await shop.commit(held)).toMatchObject({ ok: false, refusal: { code: "order_closed" } });
    await expectSound(shop);
  });
});

describe("a reservation whose buyer pressed the button and went away", () => {
  test("ends after its time: cancelled at the gateway first, then seats and promo code come free", async () => {
    const held = await twoSeats();
    const { id, code } = await aPromoCode(held.eventId, { usesMax: 1 });
    await shop.commit(held, { card: "pm_card_authenticationRequired", promoCode: code });
    expect(await endUnpaidReservations()).toBe(0);
    await timeRunsOut(held);
    expect(await endUnpaidReservations()).toBe(1);
    expect(await booksOf(held)).toMatchObject({
      reservation: "EXPIRED",
      order: "FAILED",
      reason: "unpaid",
      payments: ["CANCELED"],
      seats: [],
    });
    const payment = await db().payment.findFirstOrThrow({ where: { eventId: held.eventId } });
    expect((await shop.look(`/v1/payment_intents/${payment.gatewayId}`)).status).toBe("canceled");
    expect((await db().promoCode.findFirstOrThrow({ where: { id } })).uses).toBe(0);
    await expectSound(shop);
  });

  test("is settled instead, when the gateway says that the money is there", async () => {
    const held = await twoSeats();
    shop.sandbox().trouble.set("drop_webhooks");
    const answer = await shop.commit(held, { card: "pm_card_authenticationRequired" });
    const url = challengeUrl(answer);
    await shop.answerChallenge(url, "complete");
    const payment = await db().payment.findFirstOrThrow({ where: { eventId: held.eventId } });
    await shop.act(`/v1/payment_intents/${payment.gatewayId}/capture`);
    await timeRunsOut(held);
    expect(await endUnpaidReservations()).toBe(0);
    expect(await booksOf(held)).toMatchObject({ reservation: "CONFIRMED", order: "PAID", payments: ["CAPTURED"] });
    await expectSound(shop);
  });

  test("is not ended while nobody knows whether money moved", async () => {
    const held = await twoSeats();
    shop.sandbox().trouble.set("down");
    await expect(shop.commit(held)).rejects.toMatchObject({ name: "GatewayUnavailable" });
    await timeRunsOut(held);
    expect(await endUnpaidReservations()).toBe(0);
    shop.sandbox().trouble.clear();
    expect(await endUnpaidReservations()).toBe(0);
    await db().payment.updateMany({
      where: { eventId: held.eventId },
      data: { createdAt: new Date(Date.now() - 61_000) },
    });
    expect(await endUnpaidReservations()).toBe(1);
    await expectSound(shop);
  });

  test("and now gives it back is cancelled at the gateway first; a paid one stays paid", async () => {
    const held = await twoSeats();
    await shop.commit(held, { card: "pm_card_authenticationRequired" });
    expect(await releaseReservation(held.person, held)).toEqual({ ok: true });
    expect(await booksOf(held)).toMatchObject({
      reservation: "EXPIRED",
      payments: ["CANCELED"],
      seats: [],
    });
    expect(await releaseReservation(held.person, held)).toEqual({ ok: true });
    const paid = await twoSeats();
    await shop.commit(paid);
    expect(await releaseReservation(paid.person, paid)).toMatchObject({ ok: false, refusal: { code: "order_closed" } });
    await expectSound(shop);
  });
});

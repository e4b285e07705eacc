import { describe, expect, test } from "vitest";
import { gateway } from "#lib/payments/choose-gateway";
import { db } from "#lib/platform/db";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
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
import { answerOffer } from "./answer-offer.ts";
import { endUnpaid } from "./end-unpaid.ts";
import { reconcilePayments } from "./reconcile-payments.ts";
import { aShop } from "./testing/shop.ts";

aDatabase();
const shop = aShop();

/** Somebody at the bank's page; `pay` is their answer there, and the gateway tells us of it or not. */
async function atTheBank(eventId: number, seatIds: number[], promoCode?: string) {
  const held = await aHeldReservation(eventId, seatIds);
  const wish = { card: "pm_card_authenticationRequired", ...(promoCode ? { promoCode } : {}) };
  const answer = await shop.commit(held, wish);
  const url = (answer.ok && "pending" in answer && answer.pending.next_action?.redirect_url) || "";
  const order = await db().order.findFirstOrThrow({ where: { eventId, reservationId: held.id } });
  const payment = await db().payment.findFirstOrThrow({ where: { eventId, orderId: order.id } });
  const gatewayId = payment.gatewayId ?? "";
  // The door asks the gateway how things stand: what it was told of before must not meet what happens next.
  await shop.sandbox().webhooksIdle();
  return {
    held,
    number: order.number,
    gatewayId,
    async pay() {
      await shop.answerChallenge(url, "complete");
      await shop.sandbox().webhooksIdle();
    },
    /** As a method that takes the money at once would: it is captured before we hear of it. */
    async payCaptured() {
      shop.sandbox().trouble.set("drop_webhooks");
      await shop.answerChallenge(url, "complete");
      await shop.act(`/v1/payment_intents/${gatewayId}/capture`);
      shop.sandbox().trouble.clear("drop_webhooks");
    },
    atGateway: async () => ({
      status: (await shop.look(`/v1/payment_intents/${gatewayId}`)).status,
      refunds: (await shop.look(`/v1/refunds?payment_intent=${gatewayId}`)).data.map((refund) => refund.amount),
    }),
    async books() {
      const now = await db().order.findFirstOrThrow({ where: { eventId, id: order.id } });
      const money = await db().payment.findFirstOrThrow({ where: { eventId, id: payment.id } });
      const tickets = await db().ticket.findMany({ where: { eventId, orderId: order.id }, orderBy: { seatId: "asc" } });
      return {
        order: now.status,
        reason: now.failureReason,
        payment: money.status,
        live: tickets.filter(({ status }) => status === "LIVE").map(({ seatId }) => seatId),
      };
    },
    audit: async () =>
      (await db().auditEntry.findMany({ where: { subject: order.number }, orderBy: { id: "asc" } })).map(
        ({ action, outcome }) => `${action} ${outcome}`,
      ),
    mails: async () =>
      (
        await db().$queryRaw<{ task: string; reason: string | null }[]>`
          SELECT t.identifier AS task, j.payload->>'reason' AS reason FROM graphile_worker._private_jobs j
          JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE j.payload->>'orderId' = ${order.id} ORDER BY j.id`
      ).map(({ task, reason }) => (reason ? `${task} ${reason}` : task)),
  };
}

type AtTheBank = Awaited<ReturnType<typeof atTheBank>>;

/** The time of the buyer at the bank runs out and somebody else has the seats. */
async function losesSeats(buyer: AtTheBank, seatIds = buyer.held.seatIds): Promise<void> {
  await timeRunsOut(buyer.held);
  await aHeldReservation(buyer.held.eventId, seatIds);
  // Minutes go by: what the process remembers of the house has long been read anew.
  forgetSingleton("live-seats");
}

const aBigHall = () => anEventOnSale({ layout: aSmallHall({ rows: 4, seatsPerRow: 10 }) });
const aHallOfTwo = () => anEventOnSale({ layout: aSmallHall({ rows: 1, seatsPerRow: 2 }) });

async function expectSound(): Promise<void> {
  await shop.sandbox().webhooksIdle();
  expect(await checkInvariants("after quiet")).toEqual([]);
}

describe("a payment that arrives after its time", () => {
  test("takes its own seats when nobody has them, swept up or not (INV-5)", async () => {
    const buyer = await atTheBank(await aHallOfTwo(), [1, 2]);
    await timeRunsOut(buyer.held);
    await buyer.pay();
    expect(await buyer.books()).toEqual({ order: "PAID", reason: null, payment: "CAPTURED", live: [1, 2] });
    await expectSound();
  });

  test("takes them also when its order was given up, because the gateway had never heard of it", async () => {
    const eventId = await aHallOfTwo();
    const { code, id: promoId } = await aPromoCode(eventId, { usesMax: 1 });
    const held = await aHeldReservation(eventId, [1, 2]);
    shop.sandbox().trouble.set("down");
    await expect(shop.commit(held, { promoCode: code })).rejects.toMatchObject({ name: "GatewayUnavailable" });
    shop.sandbox().trouble.clear();
    await timeRunsOut(held);
    await db().payment.updateMany({ where: { eventId }, data: { createdAt: new Date(Date.now() - 120_000) } });
    expect(await endUnpaid(eventId, held.id)).toBe(true);
    const order = await db().order.findFirstOrThrow({ where: { eventId } });
    expect(order).toMatchObject({ status: "FAILED", failureReason: "unpaid" });
    expect((await db().promoCode.findFirstOrThrow({ where: { id: promoId } })).uses).toBe(0);
    await requestArrivesAfterAll(eventId);
    expect((await db().order.findFirstOrThrow({ where: { eventId } })).status).toBe("PAID");
    expect((await db().promoCode.findFirstOrThrow({ where: { id: promoId } })).uses).toBe(1);
    await expectSound();
  });

  test("is refunded, never ticketed, where the seats are gone and there are no others (INV-2)", async () => {
    const buyer = await atTheBank(await aHallOfTwo(), [1, 2]);
    await losesSeats(buyer);
    await buyer.payCaptured();
    for (let again = 0; again < 3; again++) await reconcilePayments(0);
    expect(await buyer.books()).toEqual({ order: "FAILED", reason: "late_payment", payment: "REFUNDED", live: [] });
    expect(await buyer.atGateway()).toEqual({ status: "succeeded", refunds: [9_000] });
    expect(await buyer.audit()).toEqual(["order.give_back failed", "payment.returned refunded"]);
    expect(await buyer.mails()).toEqual(["send-refund-mail late_payment"]);
    await expectSound();
  });

  test("is never charged where it was only authorized", async () => {
    const buyer = await atTheBank(await aHallOfTwo(), [1, 2]);
    await losesSeats(buyer);
    await buyer.pay();
    expect(await buyer.books()).toEqual({ order: "FAILED", reason: "late_payment", payment: "CANCELED", live: [] });
    expect(await buyer.atGateway()).toEqual({ status: "canceled", refunds: [] });
    expect(await buyer.mails()).toEqual(["send-refund-mail late_payment"]);
    await expectSound();
  });

  test("goes back when the gateway can be reached again, once, however often it is tried meanwhile", async () => {
    const buyer = await atTheBank(await aHallOfTwo(), [1, 2]);
    await losesSeats(buyer);
    await buyer.payCaptured();
    shop.sandbox().trouble.set("down", { only: "/v1/refunds" });
    await reconcilePayments(0);
    expect(await buyer.books()).toMatchObject({ order: "FAILED", payment: "CAPTURED", live: [] });
    shop.sandbox().trouble.clear();
    shop.sandbox().trouble.set("timeout_after_charge", { times: 2, only: "/v1/refunds" });
    for (let again = 0; again < 3; again++) await reconcilePayments(0);
    expect(await buyer.books()).toMatchObject({ order: "FAILED", payment: "REFUNDED", live: [] });
    expect((await buyer.atGateway()).refunds).toEqual([9_000]);
    await expectSound();
  });

  test("that turns out to be captured when it is let go is refunded in the same round", async () => {
    const buyer = await atTheBank(await aHallOfTwo(), [1, 2]);
    await losesSeats(buyer);
    shop.sandbox().trouble.set("down", { only: "/cancel" });
    await buyer.pay();
    expect(await buyer.books()).toMatchObject({ order: "FAILED", payment: "AUTHORIZED" });
    shop.sandbox().trouble.set("drop_webhooks");
    await shop.act(`/v1/payment_intents/${buyer.gatewayId}/capture`);
    shop.sandbox().trouble.clear();
    await reconcilePayments(0);
    expect(await buyer.books()).toMatchObject({ payment: "REFUNDED", live: [] });
    expect((await buyer.atGateway()).refunds).toEqual([9_000]);
    await expectSound();
  });

  test("is not ticketed when somebody gave it back at the gateway before we heard of it", async () => {
    const buyer = await atTheBank(await aHallOfTwo(), [1, 2]);
    await buyer.payCaptured();
    await shop.act("/v1/refunds", { payment_intent: buyer.gatewayId });
    await shop.sandbox().webhooksIdle();
    await reconcilePayments(0);
    expect(await buyer.books()).toMatchObject({ order: "PENDING", payment: "CANCELED", live: [] });
    expect(await shop.commit(buyer.held)).toMatchObject({ ok: true, confirmed: {} });
    await expectSound();
  });
});

describe("other seats, when the own ones are gone", () => {
  test("are held and offered by mail, and are the buyer's when they say yes", async () => {
    const buyer = await atTheBank(await aBigHall(), [31, 32]);
    await losesSeats(buyer);
    await buyer.pay();
    const order = await db().order.findFirstOrThrow({ where: { number: buyer.number } });
    expect(order).toMatchObject({ status: "PENDING", offerSeatIds: [expect.any(Number), expect.any(Number)] });
    expect(order.offerSeatIds).not.toContain(31);
    expect(await buyer.books()).toMatchObject({ order: "PENDING", payment: "AUTHORIZED", live: [] });
    expect(await answerOffer(aPerson(), buyer.number, true)).toMatchObject({ refusal: { code: "not_found" } });
    expect(await answerOffer(buyer.held.person, buyer.number, true)).toEqual({ ok: true, status: "paid" });
    expect(await buyer.books()).toEqual({
      order: "PAID",
      reason: null,
      payment: "CAPTURED",
      live: [...order.offerSeatIds].sort((a, b) => a - b),
    });
    expect(await buyer.audit()).toEqual(["order.offer offered", "order.take_offer accepted", "order.settle paid"]);
    expect(await buyer.mails()).toEqual(["send-offer-mail", "send-order-mail"]);
    expect(await answerOffer(buyer.held.person, buyer.number, false)).toMatchObject({
      refusal: { code: "order_closed" },
    });
    await expectSound();
  });

  test("come free and the money goes when the buyer says no", async () => {
    const buyer = await atTheBank(await aBigHall(), [31, 32]);
    await losesSeats(buyer);
    await buyer.pay();
    expect(await answerOffer(buyer.held.person, buyer.number, false)).toEqual({ ok: true, status: "failed" });
    expect(await buyer.books()).toEqual({ order: "FAILED", reason: "late_payment", payment: "CANCELED", live: [] });
    expect(await buyer.audit()).toEqual(["order.offer offered", "order.give_back failed"]);
    expect(await db().seat.count({ where: { eventId: buyer.held.eventId, reservationId: buyer.held.id } })).toBe(0);
    await expectSound();
  });

  test("come free and captured money goes back when nobody answers in time", async () => {
    const buyer = await atTheBank(await aBigHall(), [31, 32]);
    await losesSeats(buyer);
    await buyer.payCaptured();
    await reconcilePayments(0);
    expect(await buyer.books()).toMatchObject({ order: "PENDING", payment: "CAPTURED" });
    await reconcilePayments(0);
    expect(await buyer.books()).toMatchObject({ order: "PENDING", payment: "CAPTURED" });
    await db().order.updateMany({
      where: { number: buyer.number },
      data: { offerUntil: new Date(Date.now() - 1_000) },
    });
    expect(await answerOffer(buyer.held.person, buyer.number, true)).toMatchObject({
      refusal: { code: "order_closed" },
    });
    await reconcilePayments(0);
    expect(await buyer.books()).toEqual({ order: "FAILED", reason: "late_payment", payment: "REFUNDED", live: [] });
    expect((await buyer.atGateway()).refunds).toEqual([9_000]);
    await expectSound();
  });

  test("stay offered when the same money is heard of again by everybody at once", async () => {
    const buyer = await atTheBank(await aBigHall(), [31, 32]);
    await losesSeats(buyer);
    await buyer.payCaptured();
    await Promise.all(Array.from({ length: 8 }, () => shop.commit(buyer.held)));
    expect(await buyer.books()).toMatchObject({ order: "PENDING", payment: "CAPTURED" });
    expect(await buyer.mails()).toEqual(["send-offer-mail"]);
    expect(await answerOffer(buyer.held.person, buyer.number, true)).toEqual({ ok: true, status: "paid" });
    await expectSound();
  });

  test("keep one of the own seats where that is still free", async () => {
    const buyer = await atTheBank(await anEventOnSale({ layout: aSmallHall({ rows: 1, seatsPerRow: 3 }) }), [1, 2]);
    await losesSeats(buyer, [1]);
    await buyer.pay();
    expect(await answerOffer(buyer.held.person, buyer.number, true)).toEqual({ ok: true, status: "paid" });
    expect((await buyer.books()).live).toEqual([2, 3]);
    await expectSound();
  });

  test("end when the bank takes its promise back before the buyer answers", async () => {
    const buyer = await atTheBank(await aBigHall(), [31, 32]);
    await losesSeats(buyer);
    await buyer.pay();
    await shop.act(`/v1/payment_intents/${buyer.gatewayId}/cancel`);
    await shop.sandbox().webhooksIdle();
    expect(await buyer.books()).toMatchObject({ order: "PENDING", payment: "CANCELED" });
    await db().order.updateMany({
      where: { number: buyer.number },
      data: { offerUntil: new Date(Date.now() - 1_000) },
    });
    await reconcilePayments(0);
    expect(await buyer.books()).toMatchObject({ order: "FAILED", reason: "payment_withdrawn", live: [] });
    await expectSound();
  });
});

describe("money that comes twice for one order", () => {
  /** The first card fails, the second pays; then the first one is charged after all, behind our back. */
  async function paidTwice(): Promise<{ held: Held; first: string }> {
    const held = await aHeldReservation(await aHallOfTwo(), [1, 2]);
    shop.sandbox().trouble.set("drop_webhooks");
    await shop.commit(held, { card: "pm_card_chargeDeclined" });
    await shop.commit(held);
    const payment = await db().payment.findFirstOrThrow({ where: { eventId: held.eventId, attempt: 1 } });
    shop.sandbox().trouble.clear();
    return { held, first: payment.gatewayId ?? "" };
  }

  test("is let go where it is only promised", async () => {
    const { held, first } = await paidTwice();
    await shop.act(`/v1/payment_intents/${first}/confirm`, {
      payment_method: "pm_card_visa",
      return_url: "http://localhost/",
    });
    await shop.sandbox().webhooksIdle();
    expect((await shop.look(`/v1/payment_intents/${first}`)).status).toBe("canceled");
    const payments = await db().payment.findMany({ where: { eventId: held.eventId }, orderBy: { attempt: "asc" } });
    expect(payments.map(({ status }) => status)).toEqual(["CANCELED", "CAPTURED"]);
    await expectSound();
  });

  test("is refunded once where it was taken, though the first try to refund it fails", async () => {
    const { held, first } = await paidTwice();
    shop.sandbox().trouble.set("drop_webhooks", { times: 2 });
    await shop.act(`/v1/payment_intents/${first}/confirm`, {
      payment_method: "pm_card_visa",
      return_url: "http://localhost/",
    });
    shop.sandbox().trouble.clear();
    shop.sandbox().trouble.set("down", { times: 2, only: "/v1/refunds" });
    await shop.act(`/v1/payment_intents/${first}/capture`);
    await shop.sandbox().webhooksIdle();
    expect((await shop.look(`/v1/refunds?payment_intent=${first}`)).data).toHaveLength(1);
    const payments = await db().payment.findMany({ where: { eventId: held.eventId }, orderBy: { attempt: "asc" } });
    expect(payments.map(({ status, refundedMinor }) => [status, refundedMinor])).toEqual([
      ["REFUNDED", 9_000],
      ["CAPTURED", 0],
    ]);
    await expectSound();
  });
});

/** A request of ours that was given up for lost reaches the gateway now. */
async function requestArrivesAfterAll(eventId: number): Promise<void> {
  const payment = await db().payment.findFirstOrThrow({ where: { eventId } });
  const order = await db().order.findFirstOrThrow({ where: { eventId } });
  await gateway().authorize({
    idempotencyKey: payment.idempotencyKey,
    amountMinor: payment.amountMinor,
    currency: payment.currency,
    paymentMethodId: payment.methodId ?? "",
    description: order.number,
    metadata: { event_id: String(eventId), order_id: order.number, payment_id: payment.id },
    email: order.email,
    returnUrl: "http://localhost/",
  });
  await shop.sandbox().webhooksIdle();
}

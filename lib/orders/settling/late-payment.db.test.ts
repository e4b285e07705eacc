import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { runInContext } from "#lib/platform/http/request-context";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { aHeldReservation, anEventOnSale, aPerson, aPromoCode, aSmallHall, timeRunsOut } from "#prisma/seed/builders";
import { orderLinkKey } from "../reading/find-order.ts";
import { atTheBank, losesSeats } from "../testing/at-the-bank.ts";
import { expectSound } from "../testing/books.ts";
import { givenUp, requestArrivesAfterAll } from "../testing/late-request.ts";
import { aShop } from "../testing/shop.ts";
import { answerOffer } from "./answer-offer.ts";
import { reconcilePayments } from "./reconcile-payments.ts";

aDatabase();
const shop = aShop();

const aBigHall = () => anEventOnSale({ layout: aSmallHall({ rows: 4, seatsPerRow: 10 }) });
const aHallOfTwo = () => anEventOnSale({ layout: aSmallHall({ rows: 1, seatsPerRow: 2 }) });

describe("a payment that arrives after its time", () => {
  test("takes its own seats if they are free, cleaned up or not (INV-5)", async () => {
    const buyer = await atTheBank(shop, await aHallOfTwo(), [1, 2]);
    await timeRunsOut(buyer.held);
    await buyer.pay();
    expect(await buyer.books()).toEqual({ order: "PAID", reason: null, payment: "CAPTURED", live: [1, 2] });
    await expectSound(shop);
  });

  test("takes them also when its order was given up, because the gateway had never heard of it", async () => {
    const eventId = await aHallOfTwo();
    const { code, id: promoId } = await aPromoCode(eventId, { usesMax: 1 });
    const held = await aHeldReservation(eventId, [1, 2]);
    await givenUp(shop, held, { promoCode: code });
    const order = await db().order.findFirstOrThrow({ where: { eventId } });
    expect(order).toMatchObject({ status: "FAILED", failureReason: "unpaid" });
    expect((await db().promoCode.findFirstOrThrow({ where: { id: promoId } })).uses).toBe(0);
    await requestArrivesAfterAll(shop, held);
    expect((await db().order.findFirstOrThrow({ where: { eventId } })).status).toBe("PAID");
    expect((await db().promoCode.findFirstOrThrow({ where: { id: promoId } })).uses).toBe(1);
    await expectSound(shop);
  });

  test("is refunded, never ticketed, where the seats are gone and there are no others (INV-2)", async () => {
    const buyer = await atTheBank(shop, await aHallOfTwo(), [1, 2]);
    await losesSeats(buyer);
    await buyer.payCaptured();
    for (let again = 0; again < 3; again++) await reconcilePayments(0);
    expect(await buyer.books()).toEqual({ order: "FAILED", reason: "late_payment", payment: "REFUNDED", live: [] });
    expect(await buyer.atGateway()).toEqual({ status: "succeeded", refunds: [9_000] });
    expect(await buyer.audit()).toEqual(["order.give_back failed", "payment.refund succeeded"]);
    expect(await buyer.facts()).toEqual(["order.given_back"]);
    await expectSound(shop);
  });

  test("is never charged where it was only authorized", async () => {
    const buyer = await atTheBank(shop, await aHallOfTwo(), [1, 2]);
    await losesSeats(buyer);
    await buyer.pay();
    expect(await buyer.books()).toEqual({ order: "FAILED", reason: "late_payment", payment: "CANCELED", live: [] });
    expect(await buyer.atGateway()).toEqual({ status: "canceled", refunds: [] });
    expect(await buyer.facts()).toEqual(["order.given_back"]);
    await expectSound(shop);
  });

  test("goes back when the gateway can be reached again, once, however often it is tried meanwhile", async () => {
    const buyer = await atTheBank(shop, await aHallOfTwo(), [1, 2]);
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
    await expectSound(shop);
  });

  test("that turns out to be captured when it is voided is refunded in the same round", async () => {
    const buyer = await atTheBank(shop, await aHallOfTwo(), [1, 2]);
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
    await expectSound(shop);
  });

  test("is never ticketed when it was refunded at the gateway before its webhook arrived", async () => {
    const buyer = await atTheBank(shop, await aHallOfTwo(), [1, 2]);
    await buyer.payCaptured();
    await shop.act("/v1/refunds", { payment_intent: buyer.gatewayId });
    await shop.sandbox().webhooksIdle();
    await reconcilePayments(0);
    expect(await buyer.books()).toMatchObject({ order: "PENDING", payment: "CANCELED", live: [] });
    expect(await shop.commit(buyer.held)).toMatchObject({ ok: true, confirmed: {} });
    await expectSound(shop);
  });
});

describe("other seats, when the own ones are gone", () => {
  test("can be answered from the link in the mail, and from no other link", async () => {
    const buyer = await atTheBank(shop, await aBigHall(), [31, 32]);
    await losesSeats(buyer);
    await buyer.pay();
    const question = { number: buyer.number, answer: "accept" } as const;
    const wrong = await answerOffer(aPerson(), {
      ...question,
      linkKey: orderLinkKey({ number: "ORD-2026-1-000000", linkVersion: 0 }),
    });
    expect(wrong).toMatchObject({ refusal: { code: "not_found" } });
    const right = await answerOffer(aPerson(), {
      ...question,
      linkKey: orderLinkKey({ number: buyer.number, linkVersion: 0 }),
    });
    expect(right).toEqual({ ok: true, status: "confirmed" });
  });

  test("are held and offered by mail, and are the buyer's when they say yes", async () => {
    const buyer = await atTheBank(shop, await aBigHall(), [31, 32]);
    await losesSeats(buyer);
    await buyer.pay();
    const order = await db().order.findFirstOrThrow({ where: { number: buyer.number } });
    expect(order).toMatchObject({ status: "PENDING", offerSeatIds: [expect.any(Number), expect.any(Number)] });
    expect(order.offerSeatIds).not.toContain(31);
    const { eventId, id: orderId } = order;
    const asked = { eventId, orderId, questionId: uuidv7(), kind: "SHORT_TEXT", label: "Shirt" } as const;
    const shirts = [31, 32].map((seatId, place) => ({ ...asked, place, seatId, answers: [`of ${seatId}`] }));
    await db().orderAnswer.createMany({ data: shirts });
    await db().orderItem.updateMany({ where: { eventId, orderId, seatId: 31 }, data: { holderName: "Grace" } });
    expect(await buyer.books()).toMatchObject({ order: "PENDING", payment: "AUTHORIZED", live: [] });
    expect(await answerOffer(aPerson(), { number: buyer.number, answer: "accept" })).toMatchObject({
      refusal: { code: "not_found" },
    });
    expect(await answerOffer(buyer.held.person, { number: buyer.number, answer: "accept" })).toEqual({
      ok: true,
      status: "confirmed",
    });
    expect(await buyer.books()).toEqual({
      order: "PAID",
      reason: null,
      payment: "CAPTURED",
      live: [...order.offerSeatIds].sort((a, b) => a - b),
    });
    // What was answered for a seat, and whom its ticket is for, go with the seat that takes its place.
    const [first, second] = [...order.offerSeatIds].sort((a, b) => a - b);
    expect(await db().orderAnswer.findMany({ where: { eventId, orderId }, orderBy: { place: "asc" } })).toMatchObject([
      { seatId: first, answers: ["of 31"] },
      { seatId: second, answers: ["of 32"] },
    ]);
    const ticket = await db().ticket.findFirst({ where: { eventId, orderId, seatId: first ?? 0 } });
    expect(ticket?.holderName).toBe("Grace");
    expect(await buyer.audit()).toEqual(["order.offer offered", "order.take_offer accepted", "order.settle paid"]);
    expect(await buyer.facts()).toEqual(["offer.made", "order.paid"]);
    expect(await answerOffer(buyer.held.person, { number: buyer.number, answer: "refuse" })).toMatchObject({
      refusal: { code: "order_closed" },
    });
    await expectSound(shop);
  });

  test("come free and the money goes when the buyer says no", async () => {
    const buyer = await atTheBank(shop, await aBigHall(), [31, 32]);
    await losesSeats(buyer);
    await buyer.pay();
    expect(await answerOffer(buyer.held.person, { number: buyer.number, answer: "refuse" })).toEqual({
      ok: true,
      status: "failed",
    });
    expect(await buyer.books()).toEqual({ order: "FAILED", reason: "late_payment", payment: "CANCELED", live: [] });
    expect(await buyer.audit()).toEqual(["order.offer offered", "order.give_back failed"]);
    expect(await db().seat.count({ where: { eventId: buyer.held.eventId, reservationId: buyer.held.id } })).toBe(0);
    await expectSound(shop);
  });

  test.each([
    ["accept", "order.take_offer"],
    ["refuse", "order.give_back"],
  ] as const)("%s: the audit log names the buyer and where the answer came from", async (answer, action) => {
    const buyer = await atTheBank(shop, await aBigHall(), [31, 32]);
    await losesSeats(buyer);
    await buyer.pay();
    const asked = { requestId: uuidv7(), address: "203.0.113.9" };
    await runInContext(asked, () => answerOffer(buyer.held.person, { number: buyer.number, answer }));
    const line = await db().auditEntry.findFirstOrThrow({ where: { subject: buyer.number, action } });
    expect(line).toMatchObject({ ...asked, actor: buyer.held.person.keys[0] });
  });

  test("are released and captured money is refunded when no answer comes in time", async () => {
    const buyer = await atTheBank(shop, await aBigHall(), [31, 32]);
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
    expect(await answerOffer(buyer.held.person, { number: buyer.number, answer: "accept" })).toMatchObject({
      refusal: { code: "order_closed" },
    });
    await reconcilePayments(0);
    expect(await buyer.books()).toEqual({ order: "FAILED", reason: "late_payment", payment: "REFUNDED", live: [] });
    expect((await buyer.atGateway()).refunds).toEqual([9_000]);
    await expectSound(shop);
  });

  test("stay offered when webhook and reconciler report the same money again at once", async () => {
    const buyer = await atTheBank(shop, await aBigHall(), [31, 32]);
    await losesSeats(buyer);
    await buyer.payCaptured();
    await Promise.all(Array.from({ length: 8 }, () => shop.commit(buyer.held)));
    expect(await buyer.books()).toMatchObject({ order: "PENDING", payment: "CAPTURED" });
    expect(await buyer.facts()).toEqual(["offer.made"]);
    expect(await answerOffer(buyer.held.person, { number: buyer.number, answer: "accept" })).toEqual({
      ok: true,
      status: "confirmed",
    });
    await expectSound(shop);
  });

  test("keep one of the own seats where that is still free", async () => {
    const buyer = await atTheBank(
      shop,
      await anEventOnSale({ layout: aSmallHall({ rows: 1, seatsPerRow: 3 }) }),
      [1, 2],
    );
    await losesSeats(buyer, [1]);
    await buyer.pay();
    expect(await answerOffer(buyer.held.person, { number: buyer.number, answer: "accept" })).toEqual({
      ok: true,
      status: "confirmed",
    });
    expect((await buyer.books()).live).toEqual([2, 3]);
    await expectSound(shop);
  });

  test("end when the bank takes its promise back before the buyer answers", async () => {
    const buyer = await atTheBank(shop, await aBigHall(), [31, 32]);
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
    await expectSound(shop);
  });
});

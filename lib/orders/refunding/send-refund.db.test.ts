import { beforeAll, describe, expect, test } from "vitest";
import type { Person } from "#lib/identity/identify";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anEventOnSale, aSmallHall, sellerOf } from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { claimDispute } from "../disputing/dispute-store.ts";
import { reconcilePayments } from "../settling/reconcile-payments.ts";
import { ALL_GIVEN_BACK, aSale } from "../testing/sale.ts";
import { aShop } from "../testing/shop.ts";
import { claimPendingRefunds, claimRefundEnd } from "./refund-store.ts";
import { retryRefund } from "./retry-refund.ts";

aDatabase();
const shop = aShop();
let eventId: number;
let staff: Person;

beforeAll(async () => {
  eventId = await anEventOnSale({ layout: aSmallHall(), refundUntilHours: 48 });
  staff = await aMember(await sellerOf(eventId), "BOX_OFFICE");
});

const expectSound = async () => {
  await shop.sandbox().webhooksIdle();
  expect(await checkInvariants("after quiet")).toEqual([]);
};

describe("when the gateway", () => {
  test("is out of reach, the refund is decided all the same and goes out later, once", async () => {
    const sale = await aSale(shop, eventId);
    shop.sandbox().trouble.set("down", {});
    expect(await sale.refund(sale.person)).toMatchObject({ ok: true, refund: { status: "pending" } });
    expect(await sale.books()).toMatchObject({
      order: "REFUNDED",
      payment: "CAPTURED",
      seats: ["AVAILABLE", "AVAILABLE"],
    });
    await reconcilePayments(0);
    shop.sandbox().trouble.clear();
    await reconcilePayments(0);
    expect(await sale.atGateway()).toEqual([9_000]);
    expect(await sale.books()).toMatchObject({ payment: "REFUNDED", refunded: 9_000 });
    await expectSound();
  });

  test("took the refund and its answer was lost a day ago, it is found there and not sent twice", async () => {
    const sale = await aSale(shop, eventId);
    shop.sandbox().trouble.set("drop_webhooks");
    shop.sandbox().trouble.set("timeout_after_charge", { times: 2, only: "/v1/refunds" });
    expect(await sale.refund(sale.person)).toMatchObject({ ok: true, refund: { status: "pending" } });
    shop.sandbox().trouble.clear();
    // On the second day the gateway has forgotten the key, so a blind repetition would pay again.
    shop.hoursPass(30);
    const asked = (await sale.atGateway()).length;
    await reconcilePayments(0);
    expect([asked, await sale.atGateway()]).toEqual([1, [9_000]]);
    expect(await sale.books()).toMatchObject({ payment: "REFUNDED" });
    await expectSound();
  });

  test("has a refund under way, it stays pending until the gateway says it is through", async () => {
    const sale = await aSale(shop, eventId);
    shop.sandbox().trouble.set("slow_refunds");
    expect(await sale.refund(sale.person)).toMatchObject({ ok: true, refund: { status: "pending" } });
    await reconcilePayments(0);
    expect(await sale.books()).toMatchObject({ order: "REFUNDED", payment: "CAPTURED", refunded: 0 });
    const refund = await db().refund.findFirstOrThrow({ where: { orderId: sale.orderId } });
    await claimRefundEnd(refund, { status: "SUCCEEDED", gatewayId: null });
    expect(await sale.books()).toMatchObject({ payment: "REFUNDED", refunded: 9_000 });
  });

  test("refuses a refund, staff see it and send it again; the money counts as returned only then", async () => {
    const sale = await aSale(shop, eventId);
    shop.sandbox().trouble.set("failing_refunds", { times: 1 });
    const answer = await sale.refund(sale.person);
    expect(answer).toMatchObject({ ok: true, refund: { status: "failed" } });
    expect(await sale.books()).toMatchObject({ order: "REFUNDED", payment: "CAPTURED", refunded: 0 });
    expect(await checkInvariants("after quiet")).toEqual([expect.stringContaining("INV-2: refund")]);
    const [, id = ""] = /^\d+-(.*)$/.exec(answer.ok ? answer.refund.refund_id : "") ?? [];
    const retry = (person: Person) => retryRefund(person, { number: sale.number, refundId: { eventId, id } });
    expect(await retry(sale.person)).toMatchObject({ refusal: { code: "not_found" } });
    expect(await retry(staff)).toMatchObject({ ok: true, refund: { status: "succeeded" } });
    expect(await retry(staff)).toMatchObject({ refusal: { reason: "not_failed" } });
    expect(await sale.books()).toMatchObject({ payment: "REFUNDED", refunded: 9_000 });
    await expectSound();
  });
});

describe("a refund that is under way", () => {
  test("is recorded when it goes through, although the bank has taken the payment for good meanwhile", async () => {
    const sale = await aSale(shop, eventId);
    shop.sandbox().trouble.set("slow_refunds");
    expect(await sale.refund(sale.person)).toMatchObject({ refund: { status: "pending" } });
    const refund = await db().refund.findFirstOrThrow({ where: { eventId, orderId: sale.orderId } });
    const lost = { status: "lost", amountMinor: 9_000, isWithdrawn: true, reason: "fraudulent" } as const;
    await claimDispute({ eventId, id: refund.paymentId }, { ...lost, gatewayId: "dp_meanwhile" });
    expect(await claimRefundEnd(refund, { status: "SUCCEEDED", gatewayId: "re_slow" })).toBe(true);
    expect(await sale.books()).toMatchObject({ order: "REFUNDED", payment: "LOST", refunded: 9_000 });
    expect(await db().refund.findFirst({ where: { eventId, id: refund.id } })).toMatchObject({ status: "SUCCEEDED" });
  });

  test("is asked about by one of several reconcilers at once", async () => {
    const sale = await aSale(shop, eventId);
    shop.sandbox().trouble.set("slow_refunds");
    expect(await sale.refund(sale.person)).toMatchObject({ refund: { status: "pending" } });
    const mine = { eventId, orderId: sale.orderId };
    await db().refund.updateMany({ where: mine, data: { askedAt: new Date(Date.now() - 120_000) } });
    const taken = (await Promise.all([1, 2, 3].map(() => claimPendingRefunds(60, 100)))).flat();
    expect(taken.map(({ orderId }) => orderId)).toEqual([sale.orderId]);
    expect(await claimPendingRefunds(60, 100)).toEqual([]);
    for (const refund of taken) await claimRefundEnd(refund, { status: "SUCCEEDED", gatewayId: "re_shared" });
  });
});

describe("a refund made at the gateway itself", () => {
  test("in part is recorded once as a sum without tickets, however often it is reported", async () => {
    const sale = await aSale(shop, eventId);
    shop.sandbox().trouble.set("duplicate_webhooks");
    await shop.act("/v1/refunds", { payment_intent: sale.gatewayId, amount: "1000" });
    await shop.sandbox().webhooksIdle();
    expect(await sale.books()).toMatchObject({
      order: "PARTIALLY_REFUNDED",
      refunded: 1_000,
      tickets: ["LIVE", "LIVE"],
    });
    expect(await sale.refund(staff)).toMatchObject({ refund: { amount: 80 } });
    await expectSound();
  });

  test("of everything voids the tickets and frees the seats", async () => {
    const sale = await aSale(shop, eventId);
    await shop.act("/v1/refunds", { payment_intent: sale.gatewayId });
    await shop.sandbox().webhooksIdle();
    expect(await sale.books()).toEqual(ALL_GIVEN_BACK);
    expect(shop.endpointFaults).toEqual([]);
    await expectSound();
  });
});

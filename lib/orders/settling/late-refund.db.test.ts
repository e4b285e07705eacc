import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { invariant } from "#lib/platform/invariant";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anEventOnSale, aSmallHall, sellerOf } from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { orderView } from "../reading/order-view.ts";
import { orderForOrganization } from "../reading/queries.ts";
import { findOrderRows } from "../reading/store.ts";
import { retryRefund } from "../refunding/retry-refund.ts";
import { atTheBank, losesSeats } from "../testing/at-the-bank.ts";
import { expectSound } from "../testing/books.ts";
import { aShop } from "../testing/shop.ts";
import { reconcilePayments } from "./reconcile-payments.ts";

aDatabase();
const shop = aShop();

/** A buyer whose money is taken after the seats were gone, so that it goes back by itself. */
async function lateMoney() {
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 1, seatsPerRow: 2 }) });
  const buyer = await atTheBank(shop, eventId, [1, 2]);
  await losesSeats(buyer);
  await buyer.payCaptured();
  return {
    eventId,
    buyer,
    refund: () => db().refund.findFirstOrThrow({ where: { eventId } }),
    /** The order as its buyer's page shows it. */
    async view() {
      const rows = await findOrderRows({ eventId, number: buyer.number });
      invariant(rows, "the order exists");
      return orderView(rows);
    },
    /** The balances of the refund's ledger that are not zero. */
    async balances() {
      const sums = await db().ledgerLine.groupBy({
        by: ["account"],
        where: { eventId, refundId: { not: null } },
        _sum: { amountMinor: true },
      });
      return Object.fromEntries(
        sums.flatMap(({ account, _sum: { amountMinor } }) => (amountMinor ? [[account, amountMinor]] : [])),
      );
    },
    async sendAgain() {
      const staff = await aMember(await sellerOf(eventId), "MANAGER");
      const { id } = await db().refund.findFirstOrThrow({ where: { eventId } });
      return retryRefund(staff, { number: buyer.number, refundId: { eventId, id } });
    },
  };
}

describe("late money whose refund", () => {
  test("the bank refuses is FAILED with the reason, is not asked for again by itself, and staff send it under a new key", async () => {
    const { buyer, refund, balances, sendAgain, view } = await lateMoney();
    shop.sandbox().trouble.set("failing_refunds", { times: 1 });
    for (let again = 0; again < 3; again++) await reconcilePayments(0);
    await shop.sandbox().webhooksIdle();
    expect(await refund()).toMatchObject({ status: "FAILED", failure: expect.stringMatching(/\w/), attempt: 1 });
    expect(await buyer.books()).toMatchObject({ order: "FAILED", payment: "CAPTURED" });
    expect(await balances()).toEqual({ REFUNDS: 9_000, OWED: -9_000 });
    expect((await buyer.atGateway()).refunds).toEqual([9_000]);
    expect(await buyer.facts()).toEqual(["order.given_back", "refund.failed"]);
    expect(await checkInvariants()).toEqual([]);
    expect((await view()).refundsOpen).toEqual({ pendingMinor: 0, failedMinor: 9_000 });
    expect(await sendAgain()).toMatchObject({ ok: true, refund: { status: "succeeded", failure: null } });
    expect(await view()).toMatchObject({ refundedMinor: 9_000, refundsOpen: { pendingMinor: 0, failedMinor: 0 } });
    expect(await refund()).toMatchObject({ status: "SUCCEEDED", attempt: 2 });
    expect(await buyer.books()).toMatchObject({ payment: "REFUNDED" });
    expect(await balances()).toEqual({ REFUNDS: 9_000, GATEWAY: -9_000 });
    expect(await buyer.facts()).toEqual(["order.given_back", "refund.failed", "refund.sent_again"]);
    await expectSound(shop);
  });

  test("is still on its way counts as returned only once it is through", async () => {
    const { buyer, refund, balances, view } = await lateMoney();
    shop.sandbox().trouble.set("slow_refunds", { times: 1, delayMs: 1_000 });
    shop.sandbox().trouble.set("drop_webhooks");
    await reconcilePayments(0);
    expect(await refund()).toMatchObject({ status: "PENDING" });
    expect(await buyer.books()).toMatchObject({ payment: "CAPTURED" });
    expect(await balances()).toEqual({ REFUNDS: 9_000, IN_TRANSIT: -9_000 });
    expect(await view()).toMatchObject({ refundedMinor: 0, refundsOpen: { pendingMinor: 9_000, failedMinor: 0 } });
    const isThrough = async () => {
      await reconcilePayments(0);
      expect(await refund()).toMatchObject({ status: "SUCCEEDED" });
    };
    await expect
      .poll(
        async () =>
          isThrough().then(
            () => true,
            () => false,
          ),
        { timeout: 60_000 },
      )
      .toBe(true);
    shop.sandbox().trouble.clear();
    expect(await buyer.books()).toMatchObject({ payment: "REFUNDED" });
    await expectSound(shop);
  });

  test("went through and comes back later is FAILED, owed to the buyer, and can be sent again", async () => {
    const { eventId, buyer, refund, balances, sendAgain } = await lateMoney();
    const { orderId } = await db().payment.findFirstOrThrow({ where: { eventId } });
    const wirePayment = async () => (await orderForOrganization(eventId, orderId))?.payment;
    shop.sandbox().trouble.set("failing_refunds", { times: 1, delayMs: 1 });
    await reconcilePayments(0);
    await expect.poll(async () => (await refund()).status, { timeout: 60_000 }).toBe("FAILED");
    await shop.sandbox().webhooksIdle();
    expect(await balances()).toEqual({ REFUNDS: 9_000, OWED: -9_000 });
    expect(await db().payment.findFirst({ where: { gatewayId: buyer.gatewayId } })).toMatchObject({ refundedMinor: 0 });
    expect(await checkInvariants()).toEqual([]);
    expect(await wirePayment()).toMatchObject({ status: "succeeded" });
    expect(await sendAgain()).toMatchObject({ ok: true, refund: { status: "succeeded" } });
    expect(await wirePayment()).toMatchObject({ status: "refunded" });
    expect(await balances()).toEqual({ REFUNDS: 9_000, GATEWAY: -9_000 });
    await expectSound(shop);
  });

  test("the gateway rejects, because part of it went back there already, is FAILED with the gateway's code", async () => {
    const { buyer, refund, balances } = await lateMoney();
    shop.sandbox().trouble.set("drop_webhooks");
    await shop.act("/v1/refunds", { payment_intent: buyer.gatewayId, amount: "100" });
    for (let again = 0; again < 3; again++) await reconcilePayments(0);
    shop.sandbox().trouble.clear();
    expect(await refund()).toMatchObject({ status: "FAILED", failure: "amount_too_large", attempt: 1 });
    expect(await balances()).toEqual({ REFUNDS: 9_000, OWED: -9_000 });
    expect((await buyer.atGateway()).refunds).toEqual([100]);
  });
});

import { describe, expect, test } from "vitest";
import { gatewayOf } from "#lib/payments/choose-gateway";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aHeldReservation, anEventOnSale, aPaidOrder, aSmallHall, type Held } from "#prisma/seed/builders";
import { challengeUrl, expectSound } from "../testing/books.ts";
import { openLedger } from "../testing/open-ledger.ts";
import { aShop } from "../testing/shop.ts";
import { appendSurplusRefund } from "./late-store.ts";
import { reconcilePayments } from "./reconcile-payments.ts";
import { applyGatewayState } from "./settle-payment.ts";

aDatabase();
const shop = aShop();

const aHallOfTwo = () => anEventOnSale({ layout: aSmallHall({ rows: 1, seatsPerRow: 2 }) });

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
    await payBehindOurBack(first);
    await shop.sandbox().webhooksIdle();
    expect((await shop.look(`/v1/payment_intents/${first}`)).status).toBe("canceled");
    const payments = await db().payment.findMany({ where: { eventId: held.eventId }, orderBy: { attempt: "asc" } });
    expect(payments.map(({ status }) => status)).toEqual(["CANCELED", "CAPTURED"]);
    await expectSound(shop);
  });

  test("is refunded once where it was taken, though the first try to refund it fails", async () => {
    const { held, first } = await paidTwice();
    shop.sandbox().trouble.set("drop_webhooks", { times: 2 });
    await payBehindOurBack(first);
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
    await expectSound(shop);
  });

  test("goes back once that is decided, although the gateway was down and the other card fails then", async () => {
    const held = await aHeldReservation(await aHallOfTwo(), [1, 2]);
    shop.sandbox().trouble.set("drop_webhooks");
    await shop.commit(held, { card: "pm_card_chargeDeclined" });
    const answer = await shop.commit(held, { card: "pm_card_authenticationRequired" });
    const { gatewayId: first } = await db().payment.findFirstOrThrow({ where: { eventId: held.eventId, attempt: 1 } });
    await payBehindOurBack(first ?? "");
    shop.sandbox().trouble.clear();
    shop.sandbox().trouble.set("down", { only: "/v1/refunds" });
    await shop.act(`/v1/payment_intents/${first}/capture`);
    await shop.sandbox().webhooksIdle();
    await shop.answerChallenge(challengeUrl(answer), "fail");
    await shop.sandbox().webhooksIdle();
    const paid = await db().payment.findFirstOrThrow({ where: { eventId: held.eventId, attempt: 1 } });
    const state = await gatewayOf(paid).find(first ?? "");
    if (!state) throw new Error("the gateway knows the payment");
    await expect(applyGatewayState(paid, state)).rejects.toThrow();
    shop.sandbox().trouble.clear();
    await reconcilePayments(0);
    const refunds = (await shop.look(`/v1/refunds?payment_intent=${first}`)).data;
    expect(refunds.map(({ amount }) => amount)).toEqual([9_000]);
    expect(await db().order.findFirst({ where: { eventId: held.eventId } })).toMatchObject({ status: "PENDING" });
    expect(await db().ticket.count({ where: { eventId: held.eventId } })).toBe(0);
    await expectSound(shop);
  });

  test("is not refunded where it pays the order by now", async () => {
    const eventId = await aHallOfTwo();
    const { id: orderId } = await aPaidOrder(eventId);
    const payment = await db().payment.findFirstOrThrow({ where: { eventId, orderId } });
    expect(await appendSurplusRefund(payment, "pi_1")).toBeUndefined();
    expect(await db().refund.count({ where: { eventId } })).toBe(0);
  });

  test("is let go while another card is still being asked, and that one goes on", async () => {
    const held = await aHeldReservation(await aHallOfTwo(), [1, 2]);
    shop.sandbox().trouble.set("drop_webhooks");
    await shop.commit(held, { card: "pm_card_chargeDeclined" });
    const answer = await shop.commit(held, { card: "pm_card_authenticationRequired" });
    const first = await db().payment.findFirstOrThrow({ where: { eventId: held.eventId, attempt: 1 } });
    shop.sandbox().trouble.clear();
    await payBehindOurBack(first.gatewayId ?? "");
    await shop.sandbox().webhooksIdle();
    expect((await shop.look(`/v1/payment_intents/${first.gatewayId}`)).status).toBe("canceled");
    await shop.answerChallenge(challengeUrl(answer), "complete");
    await expectSound(shop);
    const payments = await db().payment.findMany({ where: { eventId: held.eventId }, orderBy: { attempt: "asc" } });
    expect(payments.map(({ status }) => status)).toEqual(["CANCELED", "CAPTURED"]);
  });

  test("is let go also after the whole order was refunded: a refunded order is never paid again", async () => {
    const { held, first } = await paidTwice();
    const { eventId } = held;
    const paid = await db().payment.findFirstOrThrow({ where: { eventId, attempt: 2 } });
    // The books below are written by hand, so no webhook may write them as well.
    shop.sandbox().trouble.set("drop_webhooks");
    await shop.act("/v1/refunds", { payment_intent: paid.gatewayId ?? "" });
    shop.sandbox().trouble.clear("drop_webhooks");
    await db().$transaction([
      // In the order of locks, since the webhook of the refund settles at the same time.
      db().payment.updateMany({
        where: { id: paid.id },
        data: { status: "REFUNDED", refundedMinor: paid.amountMinor },
      }),
      db().order.updateMany({ where: { eventId }, data: { status: "REFUNDED" } }),
      db().ticket.updateMany({ where: { eventId }, data: { status: "VOID" } }),
      db().seat.updateMany({ where: { eventId }, data: { status: "AVAILABLE", reservationId: null } }),
      db().refund.create({
        data: {
          eventId,
          id: paid.id,
          orderId: paid.orderId,
          paymentId: paid.id,
          amountMinor: paid.amountMinor,
          reason: "requested",
          idempotencyKey: "by-staff",
          status: "SUCCEEDED",
        },
      }),
    ]);
    await openLedger();
    await payBehindOurBack(first);
    await shop.sandbox().webhooksIdle();
    expect((await shop.look(`/v1/payment_intents/${first}`)).status).toBe("canceled");
    await expectSound(shop);
  });
});

/** Pays a declined intent with a good card, as the holder of its client secret can. */
async function payBehindOurBack(gatewayId: string): Promise<void> {
  const form = { payment_method: "pm_card_visa", return_url: "http://localhost/" };
  await shop.act(`/v1/payment_intents/${gatewayId}/confirm`, form);
}

import { describe, expect, test } from "vitest";
import { createClient, db } from "#lib/platform/db/db";
import type { Transaction } from "#lib/platform/db/transaction";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { waitForLockWaits } from "#lib/platform/testing/locks";
import { anEventOnSale, anOpenOrder } from "#prisma/seed/builders";
import { lockBooks } from "../books.ts";
import { claimPaymentState, claimSettlement, type InboxEntry, type PaymentRow } from "./payment-store.ts";

const database = aDatabase();

/** Settles a failed attempt's money while another transaction holds the order and, once the settlement waits for it, does this. */
async function settleBehind(work: (tx: Transaction, payment: PaymentRow) => Promise<unknown>) {
  const eventId = await anEventOnSale();
  const { payment } = await anOpenOrder(eventId, [1, 2]);
  const { id, orderId } = payment;
  await db().payment.updateMany({ where: { eventId, id }, data: { status: "FAILED" } });
  const rival = createClient(database.url(), 1);
  let settling: ReturnType<typeof claimSettlement> | undefined;
  await rival.$transaction(async (tx) => {
    await lockBooks(tx, { eventId, id: orderId });
    const state = { status: "CAPTURED", gatewayId: "pi_late", methodLabel: null } as const;
    settling = claimSettlement({ eventId, id }, state, undefined);
    await waitForLockWaits(1);
    await work(tx, payment);
  });
  await rival.$disconnect();
  return settling;
}

describe("money of a failed attempt is surplus and never an error", () => {
  test("when another attempt opens while its settlement waits", async () => {
    const opened = ({ id: _, createdAt: __, updatedAt: ___, ...same }: PaymentRow) => {
      return {
        ...same,
        id: uuidv7(),
        attempt: 2,
        status: "CREATED",
        idempotencyKey: "other",
        clientKey: "other",
      } as const;
    };
    const settled = await settleBehind((tx, payment) => tx.payment.create({ data: opened(payment) }));
    expect(settled).toMatchObject({ outcome: "surplus" });
  });

  test("when its refund as surplus is written while its settlement waits", async () => {
    const settled = await settleBehind((tx, { eventId, id: paymentId, orderId, amountMinor }) =>
      tx.refund.create({
        data: {
          ...{ eventId, id: uuidv7(), orderId, paymentId, amountMinor },
          ...{ kind: "SURPLUS", reason: "surplus", idempotencyKey: "surplus" },
        },
      }),
    );
    expect(settled).toMatchObject({ outcome: "surplus" });
  });
});

test("a failed attempt that comes back to life beside a live one stays failed", async () => {
  const eventId = await anEventOnSale();
  const { payment } = await anOpenOrder(eventId, [1, 2]);
  await db().payment.updateMany({ where: { eventId, id: payment.id }, data: { status: "FAILED" } });
  const { id: _, createdAt: __, updatedAt: ___, ...same } = payment;
  await db().payment.create({
    data: { ...same, id: uuidv7(), attempt: 2, idempotencyKey: "other", clientKey: "other" },
  });
  expect(await claimPaymentState({ eventId, id: payment.id }, { status: "REQUIRES_ACTION" })).toBe(false);
});

describe("a message of the gateway", () => {
  const message = (id: string): InboxEntry => ({ gateway: "stripe", id, type: "payment_intent.canceled" });
  const aPayment = async () => (await anOpenOrder(await anEventOnSale())).payment;
  const statusOf = async ({ eventId, id }: PaymentRow) =>
    (await db().payment.findUniqueOrThrow({ where: { eventId_id: { eventId, id } } })).status;

  test("moves the payment once, in its own event", async () => {
    const [payment, other] = [await aPayment(), await aPayment()];
    expect(await claimPaymentState(payment, { status: "CANCELED" }, message("evt_1"))).toBe(true);
    await db().payment.updateMany({ where: { id: payment.id }, data: { status: "CREATED" } });
    expect(await claimPaymentState(payment, { status: "CANCELED" }, message("evt_1"))).toBe(false);
    expect(await statusOf(payment)).toBe("CREATED");
    expect(await claimPaymentState(payment, { status: "CANCELED" }, message("evt_2"))).toBe(true);
    expect(await claimPaymentState(other, { status: "CANCELED" }, message("evt_1"))).toBe(true);
  });

  test("that comes to nothing is kept, and about an unknown payment is not", async () => {
    const payment = await aPayment();
    await db().payment.updateMany({ where: { id: payment.id }, data: { status: "REFUNDED" } });
    expect(await claimPaymentState(payment, { status: "CANCELED" }, message("evt_1"))).toBe(false);
    expect(await claimPaymentState({ ...payment, id: uuidv7() }, { status: "CANCELED" }, message("evt_2"))).toBe(false);
    const kept = await db().webhookInbox.findMany({ where: { eventId: payment.eventId } });
    expect(kept.map(({ gatewayEventId }) => gatewayEventId)).toEqual(["evt_1"]);
  });
});

test("a state that the gateway tells again brings the gateway's id that was missing", async () => {
  const { payment } = await anOpenOrder(await anEventOnSale());
  expect(await claimPaymentState(payment, { status: "REQUIRES_ACTION" })).toBe(true);
  expect(await claimPaymentState(payment, { status: "REQUIRES_ACTION", gatewayId: "pi_1" })).toBe(true);
  const now = await db().payment.findFirstOrThrow({ where: { eventId: payment.eventId } });
  expect(now).toMatchObject({ status: "REQUIRES_ACTION", gatewayId: "pi_1" });
});

test("the authorization of a paid order is not let go without its tickets", async () => {
  const { payment } = await anOpenOrder(await anEventOnSale());
  const state = { status: "AUTHORIZED", gatewayId: "pi_1", methodLabel: null } as const;
  expect(await claimSettlement(payment, state, undefined)).toMatchObject({ outcome: "settled" });
  expect(await claimPaymentState(payment, { status: "CANCELED" })).toBe(false);
  await db().order.updateMany({ where: { id: payment.orderId }, data: { status: "FAILED" } });
  expect(await claimPaymentState(payment, { status: "CANCELED" })).toBe(true);
});

import { describe, expect, test } from "vitest";
import { createClient, db } from "#lib/platform/db/db";
import type { Transaction } from "#lib/platform/db/transaction";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { waitForLockWaits } from "#lib/platform/testing/locks";
import { aHeldReservation, anEventOnSale, anOpenOrder } from "#prisma/seed/builders";
import { lockBooks } from "../books.ts";
import { claimOrder, type NewOrder } from "../placing/order-store.ts";
import { claimPaymentState, claimSettlement, type PaymentRow } from "./payment-store.ts";

const database = aDatabase();

async function aNewOrder(eventId: number): Promise<NewOrder> {
  const held = await aHeldReservation(eventId, [5, 6]);
  const who = { userId: null, email: "ada@example.org", name: "Ada", phone: null, locale: "en" };
  const money = { totalMinor: 9_000, discountMinor: 0, promoId: null, gateway: "stripe", methodId: "pm_card_visa" };
  return { eventId, reservationId: held.id, ...who, ...money, clientKey: "key-of-the-client", items: [] };
}

test("an order whose number another order has already opens under the next one", async () => {
  const eventId = await anEventOnSale();
  await anOpenOrder(eventId, [1, 2]);
  const { number } = await db().order.findFirstOrThrow({ where: { eventId } });
  const draws = [number, number, "ORD-2026-1-FREE00"];
  expect(await claimOrder(() => draws.shift() ?? "", await aNewOrder(eventId))).toBe("opened");
  expect(await db().order.count({ where: { eventId, number: "ORD-2026-1-FREE00" } })).toBe(1);
});

test("a source of numbers that has only taken ones fails loudly and leaves the seats held", async () => {
  const eventId = await anEventOnSale();
  await anOpenOrder(eventId, [1, 2]);
  const { number } = await db().order.findFirstOrThrow({ where: { eventId } });
  const order = await aNewOrder(eventId);
  await expect(claimOrder(() => number, order)).rejects.toThrow();
  const reservation = await db().reservation.findFirstOrThrow({ where: { eventId, id: order.reservationId } });
  expect(reservation.status).toBe("HELD");
});

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

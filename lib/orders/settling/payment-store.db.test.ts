import { expect, test } from "vitest";
import { createClient, db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { aHeldReservation, anEventOnSale, anOpenOrder } from "#prisma/seed/builders";
import { claimOrder, claimPaymentState, claimSettlement, type NewOrder } from "./payment-store.ts";

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
  expect(await claimOrder(() => draws.shift() ?? "", await aNewOrder(eventId))).toBe(true);
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

test("money of a failed attempt, found while another attempt opens, is surplus and never an error", async () => {
  const eventId = await anEventOnSale();
  const { payment } = await anOpenOrder(eventId, [1, 2]);
  const { orderId } = payment;
  await db().payment.updateMany({ where: { eventId, id: payment.id }, data: { status: "FAILED" } });
  const rival = createClient(database.url(), 1);
  let settling: Promise<unknown> = Promise.resolve();
  await rival.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM orders WHERE event_id = ${eventId} AND id = ${orderId}::uuid FOR UPDATE`;
    settling = claimSettlement(
      { eventId, id: payment.id },
      { status: "CAPTURED", gatewayId: "pi_late", methodLabel: null },
      undefined,
    );
    // The settling statement has taken its snapshot when it waits for the order's lock.
    const isWaiting = async () => {
      const [row] = await tx.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
      return (row?.count ?? 0) > 0;
    };
    while (!(await isWaiting()));
    const { id: _, createdAt: __, updatedAt: ___, ...same } = payment;
    await tx.payment.create({
      data: { ...same, id: uuidv7(), attempt: 2, status: "CREATED", idempotencyKey: "other", clientKey: "other" },
    });
  });
  expect(await settling).toMatchObject({ outcome: "surplus" });
  await rival.$disconnect();
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

import { expect, test } from "vitest";
import type { GatewayDispute } from "#lib/payments/gateway";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { aHeldReservation, anEventOnSale, aPromoCode } from "#prisma/seed/builders";
import { appendLedger } from "../ledger/ledger-store.ts";
import { anOrder } from "../testing/an-order.ts";
import { booksOf, expectSound } from "../testing/books.ts";
import { aShop } from "../testing/shop.ts";
import { recordDispute } from "./record-dispute.ts";

aDatabase();
const shop = aShop();

/** A sale of two seats, 90.00, of an event that voids disputed tickets, and what its gateway says of two parts of it. */
async function aSale(wish: { promoCode?: string } = {}) {
  const eventId = await anEventOnSale();
  await db().event.update({ where: { id: eventId }, data: { disputePolicy: "VOID" } });
  await aPromoCode(eventId, { code: "ONCE", kind: "AMOUNT", value: 1_000, usesMax: 1 });
  const held = await aHeldReservation(eventId, [1, 2]);
  expect(await shop.commit(held, wish)).toMatchObject({ ok: true, confirmed: {} });
  await shop.sandbox().webhooksIdle();
  const payment = await db().payment.findFirstOrThrow({ where: { eventId } });
  const hear = (gatewayId: string, status: GatewayDispute["status"], amountMinor: number) =>
    recordDispute(payment, { gatewayId, status, amountMinor, isWithdrawn: status !== "won", reason: "fraudulent" });
  return { eventId, held, hear, payment };
}

test("one that is won leaves the payment disputed and the tickets suspended while the other is about all of it", async () => {
  const { held, hear } = await aSale();
  await hear("dp_part", "open", 4_000);
  expect(await booksOf(held)).toMatchObject({ payments: ["DISPUTED"], tickets: ["LIVE", "LIVE"] });
  await hear("dp_all", "open", 9_000);
  expect(await booksOf(held)).toMatchObject({ payments: ["DISPUTED"], tickets: ["VOID", "VOID"] });
  await hear("dp_part", "won", 4_000);
  expect(await booksOf(held)).toMatchObject({ payments: ["DISPUTED"], tickets: ["VOID", "VOID"] });
  await expectSound(shop);
  await hear("dp_all", "won", 9_000);
  expect(await booksOf(held)).toMatchObject({ payments: ["CAPTURED"], tickets: ["LIVE", "LIVE"] });
  await expectSound(shop);
});

test("an inquiry beside it, and a dispute of another payment of the order, do not keep a payment that is won disputed", async () => {
  const { eventId, held, hear, payment } = await aSale();
  const { orderId, gateway } = payment;
  const beside = { eventId, orderId, gateway, amountMinor: 9_000, reason: "fraudulent" };
  const [paymentId, disputeId] = [uuidv7(), uuidv7()];
  await db().dispute.createMany({
    data: [
      { ...beside, id: uuidv7(), gatewayId: "dp_inquiry", paymentId: payment.id, isWithdrawn: false },
      { ...beside, id: disputeId, gatewayId: "dp_surplus", paymentId, isWithdrawn: true },
    ],
  });
  const movements = [{ kind: "DISPUTED", amountMinor: 9_000 }] as const;
  await appendLedger(db(), { eventId, orderId, paymentId, disputeId, currency: "EUR", movements });
  await hear("dp_all", "open", 9_000);
  await hear("dp_all", "won", 9_000);
  expect(await booksOf(held)).toMatchObject({ payments: ["CAPTURED"], tickets: ["LIVE", "LIVE"] });
  await expectSound(shop);
});

test("two that are lost one after the other take tickets and order with the last one, and are told apart", async () => {
  const { eventId, held, hear, payment } = await aSale();
  await hear("dp_a", "open", 4_000);
  await hear("dp_b", "open", 5_000);
  await hear("dp_a", "lost", 4_000);
  expect(await booksOf(held)).toMatchObject({ order: "PAID", payments: ["DISPUTED"], tickets: ["VOID", "VOID"] });
  expect((await booksOf(held)).seats).toEqual(["BOOKED", "BOOKED"]);
  await expectSound(shop);
  await hear("dp_b", "lost", 5_000);
  expect(await booksOf(held)).toMatchObject({
    order: "REFUNDED",
    reservation: "CANCELLED",
    payments: ["LOST"],
    seats: [],
  });
  const rows = await db().dispute.findMany({ where: { eventId }, orderBy: { gatewayId: "asc" } });
  expect(rows.map(({ gatewayId, status, paymentId }) => [gatewayId, status, paymentId])).toEqual([
    ["dp_a", "LOST", payment.id],
    ["dp_b", "LOST", payment.id],
  ]);
  expect(rows.every(({ closedAt }) => closedAt !== null)).toBe(true);
  await expectSound(shop);
});

test("a lost dispute gives the promo code back with the tickets, and is on the audit log", async () => {
  const { eventId, hear } = await aSale({ promoCode: "ONCE" });
  const uses = async () => (await db().promoCode.findFirstOrThrow({ where: { eventId } })).uses;
  expect(await uses()).toBe(1);
  await hear("dp_a", "open", 8_000);
  expect(await uses()).toBe(1);
  await hear("dp_a", "lost", 8_000);
  expect(await uses()).toBe(0);
  const lines = await db().auditEntry.findMany({
    where: { eventId, action: { startsWith: "dispute." } },
    orderBy: { at: "asc" },
  });
  expect(lines.map(({ action, outcome }) => [action, outcome])).toEqual([
    ["dispute.open", "open"],
    ["dispute.close", "lost"],
  ]);
  await expectSound(shop);
});

test("a dispute of an order that was refunded meanwhile touches neither its order nor its seats' next buyer", async () => {
  const { eventId, held, hear, payment } = await aSale();
  await shop.act("/v1/refunds", { payment_intent: payment.gatewayId ?? "" });
  await shop.sandbox().webhooksIdle();
  expect(await booksOf(held)).toMatchObject({ order: "REFUNDED", payments: ["REFUNDED"] });
  const next = await aHeldReservation(eventId, [1, 2]);
  await hear("dp_a", "lost", 9_000);
  expect(await booksOf(held)).toMatchObject({ order: "REFUNDED", payments: ["REFUNDED"], tickets: ["VOID", "VOID"] });
  expect((await booksOf(next)).seats).toEqual(["HELD", "HELD"]);
});

test("a dispute about money that came late takes the money and leaves the failed order as it is", async () => {
  const eventId = await anEventOnSale();
  await db().event.update({ where: { id: eventId }, data: { disputePolicy: "VOID" } });
  const { id } = await anOrder(eventId, { status: "FAILED", failureReason: "late_payment", payment: "CAPTURED" });
  const payment = await db().payment.findFirstOrThrow({ where: { eventId } });
  const said = {
    gatewayId: "dp_a",
    status: "lost",
    amountMinor: 9_000,
    isWithdrawn: true,
    reason: "fraudulent",
  } as const;
  await recordDispute(payment, said);
  expect(await db().payment.findFirst({ where: { eventId } })).toMatchObject({ status: "LOST", lostMinor: 9_000 });
  expect(await db().order.findUnique({ where: { eventId_id: { eventId, id } } })).toMatchObject({ status: "FAILED" });
});

test("ten messages about one dispute at once record it once", async () => {
  const { eventId, held, hear } = await aSale();
  await Promise.all(Array.from({ length: 10 }, () => hear("dp_a", "open", 9_000)));
  expect(await booksOf(held)).toMatchObject({ payments: ["DISPUTED"], tickets: ["VOID", "VOID"] });
  const facts = await db().outboxFact.findMany({
    where: { eventId, type: { in: ["payment.disputed", "tickets.suspended"] } },
  });
  expect(facts.map(({ type }) => type).sort()).toEqual(["payment.disputed", "tickets.suspended"]);
  await expectSound(shop);
});

import { describe, expect, test } from "vitest";
import { gatewayOf } from "#lib/payments/choose-gateway";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aHeldReservation, anEventOnSale, type Held } from "#prisma/seed/builders";
import { orderById } from "../reading/find-order.ts";
import { claimPaymentState } from "../settling/payment-store.ts";
import { applyGatewayState } from "../settling/settle-payment.ts";
import { booksOf, expectSound } from "../testing/books.ts";
import { aShop } from "../testing/shop.ts";

aDatabase();
const shop = aShop();

type Policy = "KEEP" | "VOID";

/** A sale whose card is one of Stripe's that are disputed as soon as they are charged. */
async function aDisputedSale(policy: Policy, card = "pm_card_createDispute") {
  const eventId = await anEventOnSale();
  await db().event.update({ where: { id: eventId }, data: { disputePolicy: policy } });
  const held = await aHeldReservation(eventId, [1, 2]);
  expect(await shop.commit(held, { card })).toMatchObject({ ok: true, confirmed: {} });
  await shop.sandbox().webhooksIdle();
  const dispute = (await shop.look("/v1/disputes?limit=1")).data[0];
  return { eventId, held, gatewayId: dispute?.id ?? "" };
}

async function decide(gatewayId: string, evidence: "winning_evidence" | "losing_evidence"): Promise<void> {
  await shop.act(`/v1/disputes/${gatewayId}`, { "evidence[uncategorized_text]": evidence });
  await shop.sandbox().webhooksIdle();
}

const seatsOf = async ({ eventId }: Held) =>
  (await db().seat.findMany({ where: { eventId, id: { in: [1, 2] } }, orderBy: { id: "asc" } })).map((s) => s.status);

const disputesOf = async ({ eventId }: Held) =>
  (await db().dispute.findMany({ where: { eventId } })).map((d) => [d.status, d.isWithdrawn, d.amountMinor]);

const factsOf = async ({ eventId }: Held) =>
  (await db().outboxFact.findMany({ where: { eventId }, orderBy: [{ at: "asc" }, { id: "asc" }] }))
    .map(({ type }) => type)
    .filter((type) => /dispute|suspended|restored/.test(type));

/** The order's page: its dispute, and how each ticket stands on it. */
async function pageOf({ eventId, id }: Held) {
  const { id: orderId } = await db().order.findFirstOrThrow({ where: { eventId, reservationId: id } });
  const page = await orderById(eventId, orderId);
  const tickets = page?.tickets.map(({ status, isSuspended }) => (isSuspended ? `${status} suspended` : status));
  return { dispute: page?.dispute, tickets };
}

describe("a dispute whose event keeps tickets", () => {
  test("makes the payment disputed and leaves the tickets; won, all is as before", async () => {
    const { held, gatewayId } = await aDisputedSale("KEEP");
    expect(await booksOf(held)).toMatchObject({ order: "PAID", payments: ["DISPUTED"], tickets: ["LIVE", "LIVE"] });
    expect(await disputesOf(held)).toEqual([["OPEN", true, 9_000]]);
    await expectSound(shop);
    const dispute = { state: "open", amountMinor: 9_000, tickets: "valid" };
    expect(await pageOf(held)).toEqual({ dispute, tickets: ["LIVE", "LIVE"] });
    await decide(gatewayId, "winning_evidence");
    expect(await pageOf(held)).toEqual({ dispute: { ...dispute, state: "won" }, tickets: ["LIVE", "LIVE"] });
    expect(await booksOf(held)).toMatchObject({ order: "PAID", payments: ["CAPTURED"], tickets: ["LIVE", "LIVE"] });
    expect(await disputesOf(held)).toEqual([["WON", false, 9_000]]);
    expect(await factsOf(held)).toEqual(["payment.disputed", "dispute.closed"]);
    await expectSound(shop);
  });

  test("lost, the money is gone and the tickets stay", async () => {
    const { held, gatewayId } = await aDisputedSale("KEEP");
    await decide(gatewayId, "losing_evidence");
    expect(await booksOf(held)).toMatchObject({ order: "PAID", payments: ["LOST"], tickets: ["LIVE", "LIVE"] });
    expect(await seatsOf(held)).toEqual(["BOOKED", "BOOKED"]);
    const moved = await db().outboxFact.findMany({ where: { eventId: held.eventId, type: "payment.moved" } });
    expect(moved.map(({ payload }) => (payload as { keptMinor: number }).keptMinor).sort()).toEqual([-9_000, 9_000]);
    await expectSound(shop);
  });
});

describe("a dispute whose event voids tickets", () => {
  test("makes them void and keeps their seats; won, they are live again", async () => {
    const { held, gatewayId } = await aDisputedSale("VOID");
    expect(await booksOf(held)).toMatchObject({ order: "PAID", payments: ["DISPUTED"], tickets: ["VOID", "VOID"] });
    expect(await seatsOf(held)).toEqual(["BOOKED", "BOOKED"]);
    await expectSound(shop);
    const dispute = { state: "open", amountMinor: 9_000, tickets: "suspended" };
    expect(await pageOf(held)).toEqual({ dispute, tickets: ["VOID suspended", "VOID suspended"] });
    await decide(gatewayId, "winning_evidence");
    expect(await booksOf(held)).toMatchObject({ order: "PAID", payments: ["CAPTURED"], tickets: ["LIVE", "LIVE"] });
    expect(await factsOf(held)).toEqual([
      "tickets.suspended",
      "payment.disputed",
      "tickets.restored",
      "dispute.closed",
    ]);
    await expectSound(shop);
  });

  test("lost, the seats come free and the order is refunded by the bank", async () => {
    const { held, gatewayId } = await aDisputedSale("VOID");
    await decide(gatewayId, "losing_evidence");
    const dispute = { state: "lost", amountMinor: 9_000, tickets: "void" };
    expect(await pageOf(held)).toEqual({ dispute, tickets: ["VOID", "VOID"] });
    expect(await booksOf(held)).toMatchObject({ order: "REFUNDED", payments: ["LOST"], tickets: ["VOID", "VOID"] });
    expect(await seatsOf(held)).toEqual(["AVAILABLE", "AVAILABLE"]);
    expect(await factsOf(held)).toEqual(["tickets.suspended", "payment.disputed", "dispute.closed"]);
    await aHeldReservation(held.eventId, [1, 2]);
    await expectSound(shop);
  });
});

describe("an inquiry", () => {
  test("shows on the order and moves nothing; closed without loss, nothing ever moved", async () => {
    const { held, gatewayId } = await aDisputedSale("VOID", "pm_card_createDisputeInquiry");
    expect(await booksOf(held)).toMatchObject({ payments: ["CAPTURED"], tickets: ["LIVE", "LIVE"] });
    expect(await disputesOf(held)).toEqual([["OPEN", false, 9_000]]);
    await decide(gatewayId, "winning_evidence");
    expect(await booksOf(held)).toMatchObject({ payments: ["CAPTURED"], tickets: ["LIVE", "LIVE"] });
    await expectSound(shop);
  });

  test("that is lost takes the money and, by the policy, the tickets", async () => {
    const { held, gatewayId } = await aDisputedSale("VOID", "pm_card_createDisputeInquiry");
    await decide(gatewayId, "losing_evidence");
    expect(await booksOf(held)).toMatchObject({ order: "REFUNDED", payments: ["LOST"], tickets: ["VOID", "VOID"] });
    await expectSound(shop);
  });
});

test("what is heard again, late or out of order changes nothing (INV-11)", async () => {
  shop.sandbox().trouble.set("duplicate_webhooks");
  shop.sandbox().trouble.set("reordered_webhooks");
  const { held, gatewayId } = await aDisputedSale("VOID");
  await decide(gatewayId, "losing_evidence");
  expect(await booksOf(held)).toMatchObject({ order: "REFUNDED", payments: ["LOST"], tickets: ["VOID", "VOID"] });
  expect((await factsOf(held)).filter((type) => type.includes("dispute"))).toEqual([
    "payment.disputed",
    "dispute.closed",
  ]);
  expect(shop.endpointFaults).toEqual([]);
  await expectSound(shop);
});

test("a repeated word that the money was captured does not end a dispute", async () => {
  const { held } = await aDisputedSale("KEEP");
  const payment = await db().payment.findFirstOrThrow({ where: { eventId: held.eventId } });
  const state = await gatewayOf(payment).find(payment.gatewayId ?? "");
  if (!state) throw new Error("the gateway knows the payment");
  expect(state.status).toBe("captured");
  await applyGatewayState(payment, state);
  expect(await claimPaymentState(payment, { status: "CAPTURED" })).toBe(false);
  expect(await booksOf(held)).toMatchObject({ payments: ["DISPUTED"] });
  await expectSound(shop);
});

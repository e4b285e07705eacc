import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { factsOf } from "#lib/platform/testing/facts";
import { aMember, anEventOnSale, aSmallHall, sellerOf } from "#prisma/seed/builders";
import { claimCancellation } from "../cancelling/cancellation-store.ts";
import { workCancellations } from "../cancelling/work-cancellations.ts";
import { reconcilePayments } from "../settling/reconcile-payments.ts";
import { expectSound } from "../testing/books.ts";
import { aSale } from "../testing/sale.ts";
import { aShop } from "../testing/shop.ts";

aDatabase();
const shop = aShop();
const aHall = () => anEventOnSale({ layout: aSmallHall({ rows: 4, seatsPerRow: 10 }) });

/** A sale whose bank disputes it without a word to us, so that its refund is refused at the gateway. */
async function aBlockedRefund(card = "pm_card_createDispute") {
  const eventId = await aHall();
  shop.sandbox().trouble.set("drop_webhooks");
  const sale = await aSale(shop, eventId, { card });
  const staff = await aMember(await sellerOf(eventId), "MANAGER");
  expect(await sale.refund(staff)).toMatchObject({ refund: { status: "failed", failure: "charge_disputed" } });
  shop.sandbox().trouble.clear();
  const disputes = (await shop.look("/v1/disputes?limit=100")).data;
  const disputeId = disputes.find((dispute) => dispute.payment_intent === sale.gatewayId)?.id ?? "";
  const refund = () => db().refund.findFirstOrThrow({ where: { eventId, orderId: sale.orderId } });
  return { eventId, sale, refund, decide: (evidence: string) => decide(disputeId, evidence) };
}

async function decide(disputeId: string, evidence: string) {
  await shop.act(`/v1/disputes/${disputeId}`, { "evidence[uncategorized_text]": evidence });
  await shop.sandbox().webhooksIdle();
}

test("a refund that a dispute blocked goes by itself once the dispute is won, and once however often that is said", async () => {
  const { sale, refund, decide } = await aBlockedRefund();
  shop.sandbox().trouble.set("duplicate_webhooks");
  await decide("winning_evidence");
  expect(await refund()).toMatchObject({ status: "SUCCEEDED", attempt: 2, failure: null });
  expect(await sale.atGateway()).toEqual([9_000]);
  expect(await sale.books()).toMatchObject({ payment: "REFUNDED", refunded: 9_000 });
  const sent = (await factsOf({ subject: sale.orderId })).filter(({ type }) => type === "refund.sent_again");
  expect(sent).toHaveLength(1);
  await expectSound(shop);
});

test("the gateway being away at that moment, it goes with the next round of the reconciler", async () => {
  const { sale, refund, decide } = await aBlockedRefund();
  shop.sandbox().trouble.set("down", { only: "/v1/refunds" });
  await decide("winning_evidence");
  expect(await refund()).toMatchObject({ status: "PENDING", attempt: 2 });
  shop.sandbox().trouble.clear();
  await reconcilePayments(0);
  expect(await refund()).toMatchObject({ status: "SUCCEEDED" });
  expect(await sale.atGateway()).toEqual([9_000]);
  await expectSound(shop);
});

test("an order of a cancelled event that only waited for its dispute is given back by itself", async () => {
  const eventId = await aHall();
  const sale = await aSale(shop, eventId, { card: "pm_card_createDispute" });
  await db().event.update({ where: { id: eventId }, data: { status: "CANCELLED" } });
  await claimCancellation(eventId);
  await workCancellations();
  const run = () => db().cancelledOrder.findFirstOrThrow({ where: { eventId, orderId: sale.orderId } });
  expect(await run()).toMatchObject({ status: "FAILED", failure: "disputed" });
  const { gatewayId } = await db().dispute.findFirstOrThrow({ where: { eventId } });
  await decide(gatewayId, "winning_evidence");
  expect(await run()).toMatchObject({ status: "WAITING", failure: null });
  await workCancellations();
  expect(await run()).toMatchObject({ status: "DONE" });
  expect(await sale.atGateway()).toEqual([9_000]);
  await expectSound(shop);
});

test("it stays failed when the dispute is lost, for the buyer has the money from the bank", async () => {
  const { refund, decide } = await aBlockedRefund();
  await decide("losing_evidence");
  expect(await refund()).toMatchObject({ status: "FAILED", attempt: 1 });
});

test("a refund that failed for another reason waits for staff", async () => {
  const { eventId, sale, refund, decide } = await aBlockedRefund();
  await db().refund.updateMany({ where: { eventId, orderId: sale.orderId }, data: { failure: "lost_or_stolen_card" } });
  await decide("winning_evidence");
  expect(await refund()).toMatchObject({ status: "FAILED", attempt: 1 });
});

import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { anEventOnSale, sellerOf, timeRunsOut } from "#prisma/seed/builders";
import { atTheBank } from "../testing/at-the-bank.ts";
import { expectSound } from "../testing/books.ts";
import { aShop } from "../testing/shop.ts";
import { endUnpaidReservations } from "./end-unpaid.ts";
import { reconcilePayments } from "./reconcile-payments.ts";

aDatabase();
const shop = aShop();

const HOUR_MS = 3_600_000;

/** A buyer at the bank whose payment the gateway forgot. */
async function aForgottenPayment() {
  const eventId = await anEventOnSale();
  const buyer = await atTheBank(shop, eventId, [1, 2]);
  await db().payment.updateMany({ where: { eventId }, data: { gatewayId: `pi_nowhere_${eventId}` } });
  return {
    buyer,
    closedLines: () => db().auditEntry.findMany({ where: { action: "payment.unknown", subject: buyer.number } }),
    organizationId: await sellerOf(eventId),
    hoursGoBy: (hours: number) =>
      db().payment.updateMany({ where: { eventId }, data: { createdAt: new Date(Date.now() - hours * HOUR_MS) } }),
  };
}

test("a payment that the gateway does not know is asked about for a day, then closed, and its organization reads why", async () => {
  const { buyer, closedLines, organizationId, hoursGoBy } = await aForgottenPayment();
  await hoursGoBy(23);
  await reconcilePayments(0);
  expect(await buyer.books()).toMatchObject({ payment: "REQUIRES_ACTION" });
  expect(await closedLines()).toEqual([]);
  await hoursGoBy(25);
  for (let again = 0; again < 2; again++) await reconcilePayments(0);
  expect(await buyer.books()).toMatchObject({ payment: "CANCELED", live: [] });
  expect(await closedLines()).toMatchObject([{ outcome: "closed", organizationId }]);
  expect(await db().payment.findFirst({ where: { eventId: buyer.held.eventId } })).toMatchObject({
    declineCode: "unknown_to_gateway",
  });
  await expectSound(shop);
});

test("a reservation whose time is up ends, although the gateway does not know its payment", async () => {
  const { buyer, closedLines, hoursGoBy } = await aForgottenPayment();
  await timeRunsOut(buyer.held);
  await hoursGoBy(1);
  expect(await endUnpaidReservations()).toBe(0);
  await hoursGoBy(25);
  expect(await endUnpaidReservations()).toBe(1);
  expect(await buyer.books()).toMatchObject({ order: "FAILED", reason: "unpaid", payment: "CANCELED" });
  expect(await closedLines()).toHaveLength(1);
  await expectSound(shop);
});

import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { anEventOnSale, aSmallHall } from "#prisma/seed/builders";
import { appendLedger } from "../ledger/ledger-store.ts";
import { aSale } from "../testing/sale.ts";
import { aShop } from "../testing/shop.ts";
import { reconcileDay } from "./reconcile-day.ts";
import { reconcileYesterday } from "./reconcile-yesterday.ts";

aDatabase();
const shop = aShop();
const today = () => new Date().toISOString().slice(0, 10);
const differences = async () => (await reconcileDay("stripe", today()))?.differences;

test("a day of sales and refunds has no difference; each that is planted is found, stored and not hidden by others", async () => {
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 4, seatsPerRow: 10 }) });
  const sale = await aSale(shop, eventId);
  await sale.refund(sale.person);
  await aSale(shop, eventId);
  await shop.sandbox().webhooksIdle();
  expect(await differences()).toEqual([]);

  // A charge of the same account that is not in our books.
  await shop.act("/v1/payment_intents", {
    amount: "700",
    currency: "eur",
    payment_method: "pm_card_visa",
    confirm: "true",
    "automatic_payment_methods[enabled]": "true",
    return_url: "http://127.0.0.1/",
  });
  expect(await differences()).toMatchObject([{ what: "missing_here", theirs: { kind: "captured", amountMinor: 700 } }]);

  // A refund in our books that the gateway never made.
  const { id: paymentId, orderId } = await db().payment.findFirstOrThrow({ where: { eventId, status: "CAPTURED" } });
  const movements = [{ kind: "REFUNDED", amountMinor: 500 }] as const;
  await appendLedger(db(), { eventId, orderId, paymentId, refundId: uuidv7(), currency: "EUR", movements });
  const found = (await differences()) ?? [];
  expect(found.map(({ what }) => what).sort()).toEqual(["missing_here", "missing_there"]);
  expect(found).toContainEqual(
    expect.objectContaining({ what: "missing_there", ours: expect.objectContaining({ amountMinor: -500 }) }),
  );
  expect(await db().reconciliation.findMany()).toMatchObject([
    { gateway: "stripe", day: today(), differences: found.map(({ what }) => ({ what })) },
  ]);
});

test("the last day that is over is compared once", async () => {
  const tomorrow = new Date(Date.now() + 30 * 3_600_000);
  await db().reconciliation.deleteMany();
  await reconcileYesterday(tomorrow);
  const [first] = await db().reconciliation.findMany();
  await reconcileYesterday(tomorrow);
  expect(await db().reconciliation.findMany()).toEqual([first]);
});

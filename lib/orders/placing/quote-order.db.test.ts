import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aBuyer, anEventOnSale, aPaidOrder, aPromoCode } from "#prisma/seed/builders";
import { aShop } from "../testing/shop.ts";
import { quoteOrder } from "./quote-order.ts";

aDatabase();
// Amounts follow the gateway's steps.
aShop();

test("a buyer's own orders count against the uses for each buyer, failed ones and those given back do not", async () => {
  const eventId = await anEventOnSale();
  const { id } = await aPromoCode(eventId, { code: "ONCE", usesPerBuyer: 1 });
  const buyer = aBuyer();
  const quote = (buyerKey = buyer) => quoteOrder({ eventId, buyerKey, totalMinor: 9_000, currency: "EUR" }, "ONCE");
  const order = await aPaidOrder(eventId, [1, 2], buyer);
  await db().order.updateMany({ where: { id: order.id }, data: { promoId: id } });
  expect(await quote()).toMatchObject({ refusal: { reason: "used_by_you" } });
  expect(await quote(aBuyer())).toMatchObject({ ok: true });
  for (const status of ["FAILED", "REFUNDED"] as const) {
    await db().order.updateMany({ where: { id: order.id }, data: { status } });
    expect(await quote()).toMatchObject({ ok: true });
  }
});

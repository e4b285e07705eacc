import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aBuyer, anEventOnSale, aPaidOrder, aPromoCode } from "#prisma/seed/builders";
import { quoteBasket } from "./quote-basket.ts";

aDatabase();

const basketOf = (eventId: number, buyerKey = aBuyer()) => ({ eventId, buyerKey, totalMinor: 9_000, stepMinor: 1 });

test("a basket without a code costs what its seats cost", async () => {
  expect(await quoteBasket(basketOf(1), undefined)).toEqual({
    ok: true,
    quote: { totalMinor: 9_000, discountMinor: 0, promoId: null },
  });
});

test("a code is found in any capitalisation, and only at its own event", async () => {
  const eventId = await anEventOnSale();
  const { id } = await aPromoCode(eventId, { code: "Encore", value: 50 });
  expect(await quoteBasket(basketOf(eventId), "eNCORE")).toEqual({
    ok: true,
    quote: { totalMinor: 4_500, discountMinor: 4_500, promoId: id },
  });
  expect(await quoteBasket(basketOf(await anEventOnSale()), "ENCORE")).toMatchObject({
    refusal: { code: "promo_code_invalid", reason: "unknown" },
  });
});

test("a quote claims no use; a buyer's own orders count against the uses for each buyer, failed ones do not", async () => {
  const eventId = await anEventOnSale();
  const { id } = await aPromoCode(eventId, { code: "ONCE", usesPerBuyer: 1 });
  const buyer = aBuyer();
  await quoteBasket(basketOf(eventId, buyer), "ONCE");
  expect((await db().promoCode.findFirstOrThrow({ where: { id } })).uses).toBe(0);
  const order = await aPaidOrder(eventId, [1, 2], buyer);
  await db().order.updateMany({ where: { id: order.id }, data: { promoId: id } });
  expect(await quoteBasket(basketOf(eventId, buyer), "ONCE")).toMatchObject({ refusal: { reason: "used_by_you" } });
  expect(await quoteBasket(basketOf(eventId), "ONCE")).toMatchObject({ ok: true });
  await db().order.updateMany({ where: { id: order.id }, data: { status: "FAILED" } });
  expect(await quoteBasket(basketOf(eventId, buyer), "ONCE")).toMatchObject({ ok: true });
});

import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { anEventOnSale, aPromoCode } from "#prisma/seed/builders";
import { quoteBasket } from "./quote-basket.ts";

aDatabase();

const basketOf = (eventId: number) => ({ eventId, totalMinor: 9_000, stepMinor: 1 });
const none = async () => 0;

test("a basket without a code costs what its seats cost", async () => {
  expect(await quoteBasket(basketOf(1), undefined, none)).toEqual({
    ok: true,
    quote: { totalMinor: 9_000, discountMinor: 0, promoId: null },
  });
});

test("a code is found in any capitalisation, and only at its own event", async () => {
  const eventId = await anEventOnSale();
  const { id } = await aPromoCode(eventId, { code: "Encore", value: 50 });
  expect(await quoteBasket(basketOf(eventId), "eNCORE", none)).toEqual({
    ok: true,
    quote: { totalMinor: 4_500, discountMinor: 4_500, promoId: id },
  });
  expect(await quoteBasket(basketOf(await anEventOnSale()), "ENCORE", none)).toMatchObject({
    refusal: { code: "promo_code_invalid", reason: "unknown" },
  });
});

test("a quote claims no use, and the buyer's uses count against the uses for each buyer", async () => {
  const eventId = await anEventOnSale();
  const { id } = await aPromoCode(eventId, { code: "ONCE", usesPerBuyer: 1 });
  expect(await quoteBasket(basketOf(eventId), "ONCE", async () => 1)).toMatchObject({
    refusal: { reason: "used_by_you" },
  });
  expect(await quoteBasket(basketOf(eventId), "ONCE", none)).toMatchObject({ ok: true });
  expect((await db().promoCode.findFirstOrThrow({ where: { id } })).uses).toBe(0);
});

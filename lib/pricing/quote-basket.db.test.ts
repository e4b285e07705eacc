import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { anEventOnSale, aPromoCode } from "#prisma/seed/builders";
import { quoteBasket } from "./quote-basket.ts";

aDatabase();

const basketOf = (eventId: number) => ({ eventId, totalMinor: 9_000, currency: "EUR" });
const none = async () => 0;

test("a basket without a code costs what its seats cost", async () => {
  expect(await quoteBasket(basketOf(1), undefined, none)).toEqual({
    ok: true,
    quote: { totalMinor: 9_000, discountMinor: 0, promoId: null, isCut: false },
  });
});

test("a code is found in any capitalisation, and only at its own event", async () => {
  const eventId = await anEventOnSale();
  const { id } = await aPromoCode(eventId, { code: "Encore", value: 50 });
  expect(await quoteBasket(basketOf(eventId), "eNCORE", none)).toEqual({
    ok: true,
    quote: { totalMinor: 4_500, discountMinor: 4_500, promoId: id, isCut: false },
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

test("a code that would leave ten cents leaves the smallest charge and says so", async () => {
  const eventId = await anEventOnSale();
  await aPromoCode(eventId, { code: "ALMOST", kind: "AMOUNT", value: 8_990 });
  expect(await quoteBasket(basketOf(eventId), "ALMOST", none)).toMatchObject({
    ok: true,
    quote: { totalMinor: 50, discountMinor: 8_950, isCut: true },
  });
});

test.each([
  [10, "EUR", { reason: "too_small", limit: 0.5, currency: "EUR" }],
  [100_000_000, "EUR", { reason: "too_large", currency: "EUR" }],
  [5_125, "KWD", { reason: "step", limit: 0.01, currency: "KWD" }],
  [5_125, "IQD", { reason: "currency", currency: "IQD" }],
])("a total that no payment can be of is refused with its bound: %i %s", async (totalMinor, currency, refusal) => {
  expect(await quoteBasket({ eventId: 1, totalMinor, currency }, undefined, none)).toMatchObject({
    refusal: { code: "amount_not_payable", ...refusal },
  });
});

test("a code may bring a total back to what can be charged", async () => {
  const eventId = await anEventOnSale();
  await aPromoCode(eventId, { code: "HALF", value: 50 });
  const basket = { eventId, totalMinor: 5_125, currency: "KWD" };
  expect(await quoteBasket(basket, "HALF", none)).toMatchObject({ ok: true, quote: { totalMinor: 2_570 } });
});

import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { anEventOnSale, aPromoCode } from "#prisma/seed/builders";
import { quoteBasket } from "./quote-basket.ts";

aDatabase();

const twoSeats = [
  { levelId: 1, minor: 4_500 },
  { levelId: 1, minor: 4_500 },
];
const basketOf = (eventId: number) => ({ eventId, lines: twoSeats, currency: "EUR" });
const none = async () => ({ usedByBuyer: 0, ticketsUsed: 0 });

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
  expect(await quoteBasket(basketOf(eventId), "ONCE", async () => ({ usedByBuyer: 1, ticketsUsed: 2 }))).toMatchObject({
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
  expect(
    await quoteBasket({ eventId: 1, lines: [{ levelId: 1, minor: totalMinor }], currency }, undefined, none),
  ).toMatchObject({
    refusal: { code: "amount_not_payable", ...refusal },
  });
});

test("a code may bring a total back to what can be charged", async () => {
  const eventId = await anEventOnSale();
  await aPromoCode(eventId, { code: "HALF", value: 50 });
  const basket = { eventId, lines: [{ levelId: 1, minor: 5_125 }], currency: "KWD" };
  expect(await quoteBasket(basket, "HALF", none)).toMatchObject({ ok: true, quote: { totalMinor: 2_570 } });
});

test("a code is found by what a buyer reads: other case, blanks, O for 0; the one written exactly so comes first", async () => {
  const eventId = await anEventOnSale();
  const { id } = await aPromoCode(eventId, { code: "Gala-2050", value: 50 });
  for (const typed of ["gala 2O5O", "GALA2050", "gаlа-2050"])
    expect(await quoteBasket(basketOf(eventId), typed, none), typed).toMatchObject({ quote: { promoId: id } });
  expect(await quoteBasket(basketOf(eventId), "GALA-2051", none)).toMatchObject({ refusal: { reason: "unknown" } });
});

test.each([
  [{ basketTicketsMin: 4 }, { reason: "too_few_tickets", tickets_min: 4, tickets_missing: 2 }],
  [{ basketTotalMinMinor: 10_050 }, { reason: "below_total", total_min: 100.5, missing: 10.5, currency: "EUR" }],
  [{ ticketsMax: 3 }, { reason: "too_many_tickets", tickets_left: 1 }],
  [{ levelIds: [2, 3] }, { reason: "other_levels", price_level_ids: [2, 3] }],
  [{ deactivatedAt: new Date() }, { reason: "inactive" }],
  [{ validFrom: new Date("2100-01-01T20:00:00Z") }, { reason: "not_yet", valid_from: "2100-01-01T20:00:00.000Z" }],
  [{ validUntil: new Date("2020-01-01T20:00:00Z") }, { reason: "over", valid_until: "2020-01-01T20:00:00.000Z" }],
  [{ usesPerBuyer: 1 }, { reason: "used_by_you", uses_per_person: 1 }],
])("a code that does not apply says why and what would make it apply: %j", async (terms, refusal) => {
  const eventId = await anEventOnSale();
  await aPromoCode(eventId, { code: "CLOSE", ...terms });
  const uses = async () => ({ usedByBuyer: 1, ticketsUsed: 2 });
  expect(await quoteBasket(basketOf(eventId), "CLOSE", uses)).toEqual({
    ok: false,
    refusal: { code: "promo_code_invalid", ...refusal },
  });
});

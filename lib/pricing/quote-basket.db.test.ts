import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { anEventOnSale, aPromoCode, somePriceRules } from "#prisma/seed/builders";
import { type BasketWish, quoteBasket } from "./quote-basket.ts";

aDatabase();

const none = async () => ({ usedByBuyer: 0, ticketsUsed: 0 });
/** Two seats of 45.00 unless said otherwise. */
const quote = (eventId: number, wish: BasketWish = {}, unitMinor = [4_500, 4_500], currency = "EUR") =>
  quoteBasket({ eventId, seatIds: unitMinor.map((_, i) => i + 1), unitMinor, currency }, wish, none);

test("a basket without a code costs what its seats cost", async () => {
  expect(await quote(await anEventOnSale())).toMatchObject({
    ok: true,
    quote: { totalMinor: 9_000, discountMinor: 0, promoId: null, isCut: false },
  });
});

test("a code is found in any capitalisation, and only at its own event", async () => {
  const eventId = await anEventOnSale();
  const { id } = await aPromoCode(eventId, { code: "Encore", value: 50 });
  expect(await quote(eventId, { promoCode: "eNCORE" })).toMatchObject({
    ok: true,
    quote: { totalMinor: 4_500, discountMinor: 4_500, promoId: id, isCut: false },
  });
  expect(await quote(await anEventOnSale(), { promoCode: "ENCORE" })).toMatchObject({
    refusal: { code: "promo_code_invalid", reason: "unknown" },
  });
});

test("a quote claims no use, and the buyer's uses count against the uses for each buyer", async () => {
  const eventId = await anEventOnSale();
  const { id } = await aPromoCode(eventId, { code: "ONCE", usesPerBuyer: 1 });
  const basket = { eventId, seatIds: [1], unitMinor: [4_500], currency: "EUR" };
  expect(
    await quoteBasket(basket, { promoCode: "ONCE" }, async () => ({ usedByBuyer: 1, ticketsUsed: 2 })),
  ).toMatchObject({
    refusal: { reason: "used_by_you" },
  });
  expect(await quoteBasket(basket, { promoCode: "ONCE" }, none)).toMatchObject({ ok: true });
  expect((await db().promoCode.findFirstOrThrow({ where: { id } })).uses).toBe(0);
});

test("a code that would leave ten cents leaves the smallest charge and says so; one that takes nothing off is refused", async () => {
  const eventId = await anEventOnSale();
  await aPromoCode(eventId, { code: "ALMOST", kind: "AMOUNT", value: 8_990 });
  expect(await quote(eventId, { promoCode: "ALMOST" })).toMatchObject({
    ok: true,
    quote: { totalMinor: 50, discountMinor: 8_950, isCut: true },
  });
  await aPromoCode(eventId, { code: "SMALL", value: 20 });
  expect(await quote(eventId, { promoCode: "SMALL" }, [50])).toMatchObject({ refusal: { reason: "at_minimum" } });
});

test.each([
  [10, "EUR", { reason: "too_small", limit: 0.5, currency: "EUR" }],
  [100_000_000, "EUR", { reason: "too_large", currency: "EUR" }],
  [5_125, "KWD", { reason: "step", limit: 0.01, currency: "KWD" }],
  [5_125, "IQD", { reason: "currency", currency: "IQD" }],
])("a total that no payment can be of is refused with its bound: %i %s", async (totalMinor, currency, refusal) => {
  const eventId = await anEventOnSale({ currency });
  expect(await quote(eventId, {}, [totalMinor], currency)).toMatchObject({
    refusal: { code: "amount_not_payable", ...refusal },
  });
});

test("a code may bring a total back to what can be charged", async () => {
  const eventId = await anEventOnSale({ currency: "KWD" });
  await aPromoCode(eventId, { code: "HALF", value: 50 });
  expect(await quote(eventId, { promoCode: "HALF" }, [5_125], "KWD")).toMatchObject({
    ok: true,
    quote: { totalMinor: 2_570 },
  });
});

test("ticket types, group discounts and taxes of the event make the price, a code comes behind them", async () => {
  const eventId = await anEventOnSale();
  const { child } = await somePriceRules(eventId);
  await aPromoCode(eventId, { code: "TEN", value: 10 });
  const wish = { promoCode: "TEN", tickets: [{ seatId: 2, ticketTypeId: child }] };
  const quoted = await quote(eventId, wish, [4_500, 4_500, 4_500]);
  // 45 + 22.50 + 45, less 10 % for three, less 10 % by the code.
  expect(quoted).toMatchObject({ quote: { listMinor: 13_500, codeMinor: 1_012, totalMinor: 9_113 } });
  expect(quoted).toMatchObject({ quote: { taxes: [{ name: "VAT", amountMinor: 596 }] } });
});

test("a ticket type that the event does not have, or for a seat that is not held, is refused with the seats", async () => {
  const eventId = await anEventOnSale();
  const { child } = await somePriceRules(await anEventOnSale());
  expect(await quote(eventId, { tickets: [{ seatId: 1, ticketTypeId: child }] })).toEqual({
    ok: false,
    refusal: { code: "ticket_type_unavailable", reason: "unknown", ticket_type_id: child, seat_ids: [1] },
  });
  expect(await quote(eventId, { tickets: [{ seatId: 9, ticketTypeId: null }] })).toMatchObject({
    refusal: { code: "ticket_type_unavailable", reason: "not_held", seat_ids: [9] },
  });
});

test("a code is found by what a buyer reads: other case, blanks, O for 0; the one written exactly so comes first", async () => {
  const eventId = await anEventOnSale();
  const { id } = await aPromoCode(eventId, { code: "Gala-2050", value: 50 });
  for (const typed of ["gala 2O5O", "GALA2050", "gаlа-2050"])
    expect(await quote(eventId, { promoCode: typed }), typed).toMatchObject({ quote: { promoId: id } });
  expect(await quote(eventId, { promoCode: "GALA-2051" })).toMatchObject({ refusal: { reason: "unknown" } });
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
  expect(
    await quoteBasket(
      { eventId, seatIds: [1, 2], unitMinor: [4_500, 4_500], currency: "EUR" },
      { promoCode: "CLOSE" },
      uses,
    ),
  ).toEqual({
    ok: false,
    refusal: { code: "promo_code_invalid", ...refusal },
  });
});

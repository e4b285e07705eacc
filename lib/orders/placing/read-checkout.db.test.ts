import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aHeldReservation, anEventOnSale, aPromoCode, type Held, somePriceRules } from "#prisma/seed/builders";
import { aSellerWhoInvoices } from "../testing/a-seller.ts";
import { aShop } from "../testing/shop.ts";
import { priceOfAnswer, priceOfQuote } from "./checkout-price.ts";
import { quoteReservation } from "./quote-order.ts";
import { quoteOnWire } from "./quote-wire.ts";
import { readCheckout } from "./read-checkout.ts";

/** The checkout shows what is charged: before anything is chosen, as chosen, and once an order has fixed it. */

aDatabase();
const shop = aShop();

async function checkoutOf({ person, eventId, id }: Held) {
  const shown = await readCheckout(person, { reservationId: `${eventId}-${id}`, locale: "en" });
  if (!shown) throw new Error("the hold has no checkout");
  return shown;
}

async function quoteOf(held: Held, wish: Parameters<typeof quoteReservation>[2]) {
  const quoted = await quoteReservation(held.person, held, wish);
  if (!quoted.ok) throw new Error(quoted.refusal.code);
  return quoted;
}

describe.each([false, true])("with taxes added: %s", (isAdded) => {
  async function aPricedHold() {
    const eventId = await anEventOnSale();
    const { child } = await somePriceRules(eventId, { isAdded });
    await aPromoCode(eventId, { code: "TEN", value: 10 });
    return { held: await aHeldReservation(eventId, [5, 6, 7]), child };
  }

  test("the first price is the quote of full-price seats, and paying it charges it", async () => {
    const { held, child } = await aPricedHold();
    const shown = await checkoutOf(held);
    const { quote } = await quoteOf(held, {});
    expect(shown.price).toEqual(priceOfQuote(quote));
    expect(shown.price.reductions).toMatchObject([{ kind: "group", name: "From three", amountMinor: 1_350 }]);
    expect(shown.seats.map(({ ticketTypes }) => ticketTypes)).toEqual(
      Array.from({ length: 3 }, () => [{ id: child, name: "Child", unitMinor: 2_250 }]),
    );
    const paid = await shop.commit(held, { expectedTotal: shown.price.totalMinor / 100 });
    expect(paid).toMatchObject({ confirmed: { payment: { amount: shown.price.totalMinor / 100 } } });
  });

  test("the page reads the API's answer as the server reckoned it", async () => {
    const { held, child } = await aPricedHold();
    const quoted = await quoteOf(held, { promoCode: "TEN", tickets: [{ seatId: 7, ticketTypeId: child }] });
    const price = priceOfAnswer(quoteOnWire(quoted));
    expect(price).toEqual(priceOfQuote(quoted.quote));
    expect(price.seats[2]).toMatchObject({ ticketType: "Child", listMinor: 4_500, atTypeMinor: 2_250 });
    expect(price.reductions.map(({ kind }) => kind)).toEqual(["group", "code"]);
    expect(price.taxes).toMatchObject([{ name: "VAT", rateMilli: 7_000 }]);
  });

  test("a declined card fixes the price with the choice: the page shows it again", async () => {
    const { held, child } = await aPricedHold();
    const wish = { promoCode: "TEN", tickets: [{ seatId: 7, ticketTypeId: child }] };
    const { quote } = await quoteOf(held, wish);
    const expectedTotal = quote.totalMinor / 100;
    const declined = await shop.commit(held, { ...wish, expectedTotal, card: "pm_card_chargeDeclined" });
    expect(declined).toMatchObject({ refusal: { code: "payment_failed" } });
    expect((await checkoutOf(held)).price).toEqual(priceOfQuote(quote));
  });
});

test("a total that no payment can be of is shown, and refused only when it is to be paid", async () => {
  const eventId = await anEventOnSale();
  const held = await aHeldReservation(eventId, [5]);
  await db().reservation.updateMany({ where: { eventId, id: held.id }, data: { unitMinor: [20], totalMinor: 20 } });
  expect((await checkoutOf(held)).price.totalMinor).toBe(20);
  expect(await shop.commit(held, { expectedTotal: 0.2 })).toMatchObject({ refusal: { code: "amount_not_payable" } });
});

test("a companion's ticket is offered only beside a wheelchair place, and a type of other levels not at all", async () => {
  const eventId = await anEventOnSale();
  const { child } = await somePriceRules(eventId);
  const where = { eventId_id: { eventId, id: child } };
  await db().ticketType.update({ where, data: { needsWheelchair: true } });
  const alone = await aHeldReservation(eventId, [5, 6]);
  expect((await checkoutOf(alone)).seats.map(({ ticketTypes }) => ticketTypes)).toEqual([[], []]);
  await db().seat.updateMany({ where: { eventId, id: 8 }, data: { kind: "WHEELCHAIR" } });
  await db().event.update({ where: { id: eventId }, data: { updatedAt: new Date() } });
  const together = await aHeldReservation(eventId, [8, 9]);
  expect((await checkoutOf(together)).seats.map(({ ticketTypes }) => ticketTypes.length)).toEqual([1, 1]);
});

describe("an invoice with the order", () => {
  const details = {
    ...{ name: "Ada Lovelace", company: "Analytical Engines S.A.", address: "Gran Vía 1", postcode: "28013" },
    ...{ city: "Madrid", country: "ES", vat_id: "ESB12345678" },
  };

  test("is offered once the organizer has said who they are", async () => {
    const [silent, complete] = [await anEventOnSale(), await anEventOnSale()];
    await aSellerWhoInvoices(complete);
    const invoiceOf = async (eventId: number) => (await checkoutOf(await aHeldReservation(eventId, [5]))).invoice;
    expect(await invoiceOf(silent)).toEqual({ isOffered: false, kept: null });
    expect(await invoiceOf(complete)).toEqual({ isOffered: true, kept: null });
  });

  test("goes to the details that an earlier try to pay gave: the page says them after a declined card", async () => {
    const eventId = await anEventOnSale();
    await aSellerWhoInvoices(eventId);
    const held = await aHeldReservation(eventId, [6]);
    const declined = await shop.commit(held, { invoice: details, card: "pm_card_chargeDeclined" });
    expect(declined).toMatchObject({ refusal: { code: "payment_failed" } });
    expect((await checkoutOf(held)).invoice).toEqual({ isOffered: true, kept: details });
  });
});

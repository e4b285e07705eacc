import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import {
  aHeldReservation,
  aMember,
  anEventOnSale,
  aPromoCode,
  type Held,
  sellerOf,
  somePriceRules,
} from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { atTheBank, losesSeats } from "../testing/at-the-bank.ts";
import { booksOf, chargesFor, expectSound } from "../testing/books.ts";
import { aSale, freshSeats } from "../testing/sale.ts";
import { aShop } from "../testing/shop.ts";
import { quoteReservation } from "./quote-order.ts";

/** An order costs what was quoted, line by line, and gives back what each ticket cost. */

aDatabase();
const shop = aShop();

const itemsOf = ({ eventId, id }: { eventId: number; id: string }) =>
  db().orderItem.findMany({ where: { eventId, order: { reservationId: id } }, orderBy: { seatId: "asc" } });

async function aPricedHold(options: { isAdded?: boolean } = {}): Promise<{ held: Held; child: string }> {
  const eventId = await anEventOnSale({ refundUntilHours: 1 });
  const { child } = await somePriceRules(eventId, options);
  await aPromoCode(eventId, { code: "TEN", value: 10 });
  return { held: await aHeldReservation(eventId, [5, 6, 7]), child };
}

const childAt7 = (child: string) => [{ seatId: 7, ticketTypeId: child }];

describe.each([false, true])("an order with taxes added: %s", (isAdded) => {
  test("costs what was quoted, and each item keeps its price and why", async () => {
    const { held, child } = await aPricedHold({ isAdded });
    const wish = { promoCode: "TEN", tickets: childAt7(child) };
    const quoted = await quoteReservation(held.person, held, wish);
    if (!quoted.ok) throw new Error(quoted.refusal.code);
    const { quote } = quoted;
    const expectedTotal = quote.totalMinor / 100;
    expect(await shop.commit(held, { ...wish, expectedTotal })).toMatchObject({
      confirmed: { payment: { amount: expectedTotal } },
    });
    const items = await itemsOf(held);
    expect(items.map(({ unitMinor }) => unitMinor)).toEqual(quote.tickets.map(({ unitMinor }) => unitMinor));
    expect(items[2]).toMatchObject({ ticketType: "Child", ticketTypeId: child, listMinor: 4_500, priceLevelId: 1 });
    expect(items[2]?.parts).toMatchObject([
      { kind: "ticket_type", name: "Child", amountMinor: 2_250 },
      { kind: "group", name: "From three", amountMinor: 225 },
      { kind: "code", name: "TEN" },
    ]);
    expect(items.map(({ tax }) => tax)).toMatchObject(quote.tickets.map(({ taxes }) => taxes));
    const order = await db().order.findFirstOrThrow({ where: { reservationId: held.id } });
    const { discountMinor, addedTaxMinor, totalMinor } = quote;
    expect(order).toMatchObject({ discountMinor, addedTaxMinor, totalMinor, addOnsMinor: 0 });
    expect(addedTaxMinor > 0).toBe(isAdded);
    await expectSound(shop);
  });

  test("gives back ticket by ticket exactly what each cost, and then has nothing left", async () => {
    const eventId = await anEventOnSale({ refundUntilHours: 1 });
    const { child } = await somePriceRules(eventId, { isAdded });
    await aPromoCode(eventId, { code: "TEN", value: 10 });
    const sale = await aSale(shop, eventId, { seats: 3, promoCode: "TEN", ticketTypes: [child, null, null] });
    const items = await itemsOf(sale);
    const staff = await aMember(await sellerOf(eventId), "BOX_OFFICE");
    for (const ticket of sale.tickets) {
      expect(await sale.refund(staff, { tickets: [ticket] })).toMatchObject({ ok: true });
      expect(await checkInvariants()).toEqual([]);
    }
    expect((await sale.atGateway()).toReversed()).toEqual(items.map(({ unitMinor }) => unitMinor));
    expect(await sale.books()).toMatchObject({ order: "REFUNDED", refunded: sale.totalMinor });
    await expectSound(shop);
  });
});

describe("quote = charge:", () => {
  test("a rule changed after the quote is a refusal with the new price, and nothing is charged or written", async () => {
    const { held, child } = await aPricedHold();
    const wish = { tickets: childAt7(child) };
    const quoted = await quoteReservation(held.person, held, wish);
    expect(quoted).toMatchObject({ quote: { totalMinor: 10_125 } });
    await db().ticketType.updateMany({ where: { eventId: held.eventId }, data: { value: 20 } });
    await db().event.update({ where: { id: held.eventId }, data: { updatedAt: new Date() } });
    const refused = { ok: false, refusal: { code: "price_changed", total_price: 113.4, currency: "EUR" } };
    expect(await shop.commit(held, { ...wish, expectedTotal: 101.25 })).toEqual(refused);
    expect(await booksOf(held)).toMatchObject({ reservation: "HELD", order: undefined, payments: [] });
    expect(await chargesFor(shop, held)).toEqual([]);
    expect(await shop.commit(held, { ...wish, expectedTotal: 113.4 })).toMatchObject({ ok: true });
    await expectSound(shop);
  });

  test("without an expected total the order costs what its rules say now, not what a server remembers", async () => {
    const { held, child } = await aPricedHold();
    await quoteReservation(held.person, held, {});
    await db().ticketType.updateMany({ where: { eventId: held.eventId }, data: { value: 20 } });
    await db().event.update({ where: { id: held.eventId }, data: { updatedAt: new Date() } });
    expect(await shop.commit(held, { tickets: childAt7(child) })).toMatchObject({
      confirmed: { payment: { amount: 113.4 } },
    });
  });

  test("a ticket type that is gone is refused with its seats, and the seats stay held", async () => {
    const { held, child } = await aPricedHold();
    await db().ticketType.deleteMany({ where: { eventId: held.eventId } });
    await db().event.update({ where: { id: held.eventId }, data: { updatedAt: new Date() } });
    expect(await shop.commit(held, { tickets: childAt7(child) })).toMatchObject({
      refusal: { code: "ticket_type_unavailable", reason: "unknown", seat_ids: [7] },
    });
    expect(await booksOf(held)).toMatchObject({ reservation: "HELD", order: undefined });
  });

  test("a further card changes neither ticket types nor price", async () => {
    const { held, child } = await aPricedHold();
    const tickets = childAt7(child);
    expect(await shop.commit(held, { card: "pm_card_chargeDeclined", tickets })).toMatchObject({
      refusal: { code: "payment_failed" },
    });
    expect(await shop.commit(held, { expectedTotal: 121.5 })).toMatchObject({
      confirmed: { payment: { amount: 101.25 } },
    });
    await expectSound(shop);
  });
});

test("a priced order whose money is late, and whose seats are gone, leaves invariants and books sound", async () => {
  const eventId = await anEventOnSale({ refundUntilHours: 1 });
  await somePriceRules(eventId, { isAdded: true });
  const late = await atTheBank(shop, eventId, freshSeats(eventId, 2));
  await losesSeats(late);
  await late.pay();
  await expectSound(shop);
});

test("whatever was bought and however it goes back, invariants hold and the ledger is even", async () => {
  const eventId = await anEventOnSale({ refundUntilHours: 1, seatsPerHoldMax: 4, currency: "EUR" });
  const { child } = await somePriceRules(eventId, { isAdded: true });
  const staff = await aMember(await sellerOf(eventId), "BOX_OFFICE");
  const story = fc.record({
    seats: fc.integer({ min: 1, max: 3 }),
    children: fc.nat(3),
    gone: fc.nat(3),
    cents: fc.nat(3_000),
  });
  for (const { seats, children, gone, cents } of fc.sample(story, 5)) {
    const ticketTypes = Array.from({ length: seats }, (_, i) => (i < children ? child : null));
    const sale = await aSale(shop, eventId, { seats, ticketTypes });
    if (cents > 0) await sale.refund(staff, { amount: cents / 100 });
    const some = sale.tickets.slice(0, gone);
    if (some.length > 0) await sale.refund(staff, { tickets: some });
    expect(await checkInvariants()).toEqual([]);
    await sale.refund(staff, "whole");
  }
  await expectSound(shop);
});

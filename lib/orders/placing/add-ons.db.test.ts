import { describe, expect, test } from "vitest";
import { changeEvent } from "#lib/catalog/change-event";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { workFacts } from "#lib/platform/testing/facts";
import { checkInTicket } from "#lib/tickets/check-in-ticket";
import { anAddOn } from "#prisma/seed/an-add-on";
import {
  aHeldReservation,
  aMember,
  anEventOnSale,
  aSmallHall,
  aUser,
  type Held,
  sellerOf,
  somePriceRules,
  timeRunsOut,
} from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { orderCanceller } from "../cancelling/cancel-orders.ts";
import { workCancellations } from "../cancelling/work-cancellations.ts";
import { claimForfeit } from "../erase-store.ts";
import { exportOrders } from "../reading/export-orders.ts";
import { countAddOnSales } from "../reading/queries.ts";
import { refundOrder } from "../refunding/refund-order.ts";
import { endUnpaid } from "../settling/end-unpaid.ts";
import { expectSound } from "../testing/books.ts";
import { givenUp, requestArrivesAfterAll } from "../testing/late-request.ts";
import { aShop } from "../testing/shop.ts";
import { eventSales } from "../withdrawing/event-sales.ts";
import { quoteReservation } from "./quote-order.ts";

/** Add-ons are claimed exactly, never sold twice, and no money is kept without them (decision 043). */

aDatabase();
const shop = aShop();

const wanting = (addOnId: string, quantity: number) => ({ addOns: [{ addOnId, quantity }] });

async function claimedOf(addOnId: string): Promise<number> {
  return (await db().eventAddOn.findFirstOrThrow({ where: { id: addOnId } })).claimed;
}

async function anEventWithProgrammes(terms: Parameters<typeof anAddOn>[1] = {}) {
  const eventId = await anEventOnSale();
  return { eventId, programme: await anAddOn(eventId, terms) };
}

const quote = (held: Held, wish: Parameters<typeof quoteReservation>[2]) => quoteReservation(held.person, held, wish);

async function paid(held: Held, wish: Parameters<typeof shop.commit>[1]) {
  const answer = await shop.commit(held, wish);
  if (!answer.ok || !("confirmed" in answer)) throw new Error("not paid");
  return answer.confirmed;
}

describe("the price of a basket with add-ons", () => {
  test("is quoted, charged and kept in the order, line by line", async () => {
    const { eventId, programme } = await anEventWithProgrammes({ stock: 5 });
    const held = await aHeldReservation(eventId, [1, 2]);
    expect(await quote(held, wanting(programme, 2))).toMatchObject({
      quote: { totalMinor: 10_000, addOns: [{ name: "Programme", quantity: 2, totalMinor: 1_000 }] },
      offers: [{ id: programme, unitMinor: 500, max: 5, isSoldOut: false }],
    });
    expect(await quote(held, { ...wanting(programme, 1), locale: "es" })).toMatchObject({
      quote: { addOns: [{ name: "Programa" }] },
    });
    const order = await paid(held, { ...wanting(programme, 2), expectedTotal: 100 });
    expect(order.payment.amount).toBe(100);
    expect(await db().orderAddOn.findMany({ where: { eventId } })).toMatchObject([{ quantity: 2, totalMinor: 1_000 }]);
    expect(await claimedOf(programme)).toBe(2);
    await expectSound(shop);
  });

  test("bears the taxes on add-ons, one of them where the add-on names it, none where it is tax free", async () => {
    const { eventId, programme } = await anEventWithProgrammes();
    await somePriceRules(eventId, { isAdded: true });
    const on = { leviedOn: ["ADD_ONS" as const], eventId, levelIds: [] };
    const [books, cars] = [uuidv7(), uuidv7()];
    await db().taxRate.createMany({
      data: [
        { ...on, id: books, place: 5, name: "Books", rateMilli: 10_000 },
        { ...on, id: cars, place: 6, name: "Cars", rateMilli: 20_000 },
      ],
    });
    const held = await aHeldReservation(eventId, [1]);
    const terms = (data: object) => db().eventAddOn.updateMany({ where: { eventId }, data });
    const priceOfOne = async () => {
      const quoted = await quote(held, wanting(programme, 1));
      return quoted.ok ? [quoted.quote.addOns[0]?.totalMinor, quoted.offers[0]?.unitMinor] : quoted.refusal;
    };
    expect(await priceOfOne()).toEqual([685, 685]);
    await terms({ taxRateIds: [books] });
    expect(await priceOfOne()).toEqual([550, 550]);
    await terms({ taxRateIds: [uuidv7()] });
    expect(await priceOfOne()).toEqual([685, 685]);
    await terms({ taxRateIds: [], isTaxFree: true });
    expect(await priceOfOne()).toEqual([500, 500]);
  });

  test("that its organizer changed since the buyer saw it is asked again and charges nothing", async () => {
    const { eventId, programme } = await anEventWithProgrammes();
    const held = await aHeldReservation(eventId, [1]);
    await db().eventAddOn.updateMany({ where: { eventId }, data: { priceMinor: 700 } });
    const answer = await shop.commit(held, { ...wanting(programme, 1), expectedTotal: 50 });
    expect(answer).toMatchObject({ refusal: { code: "price_changed", total_price: 52 } });
    expect(await claimedOf(programme)).toBe(0);
  });
});

test("what an account bought beside its tickets is in the data that it takes away, and staff see it counted", async () => {
  const { eventId, programme } = await anEventWithProgrammes({ stock: 5 });
  const reader = await aUser();
  await paid(await aHeldReservation(eventId, [1]), { ...wanting(programme, 2), reader });
  const [exported] = await exportOrders(reader.userId);
  expect(exported?.add_ons).toEqual([{ name: "Programme", quantity: 2, price: 10, returned: 0 }]);
  expect(await countAddOnSales(eventId)).toEqual(new Map([[programme, { sold: 2, revenueMinor: 1_000 }]]));
});

describe("what cannot be had", () => {
  test.each<[string, Parameters<typeof anAddOn>[1], number, object]>([
    ["sold out", { stock: 0 }, 1, { reason: "sold_out", max: 0 }],
    ["more than are left", { stock: 1 }, 2, { reason: "too_few_left", max: 1 }],
    ["more than an order may have", { perOrderMax: 2 }, 3, { reason: "too_many", max: 2 }],
    ["more than there are tickets", { counting: "PER_TICKET" }, 3, { reason: "too_many", max: 2 }],
    ["taken off sale", { isActive: false }, 1, { reason: "not_on_sale", max: 0 }],
    ["not on sale yet", { saleFrom: new Date("2999-01-01") }, 1, { reason: "not_on_sale", max: 0 }],
    ["on sale no more", { saleUntil: new Date("2001-01-01") }, 1, { reason: "not_on_sale", max: 0 }],
  ])("is refused by quote and commit, and nothing is charged: %s", async (_why, terms, quantity, why) => {
    const { eventId, programme } = await anEventWithProgrammes(terms);
    const held = await aHeldReservation(eventId, [1, 2]);
    const refusal = { code: "add_on_unavailable", add_on_id: programme, name: "Programme", ...why };
    expect(await quote(held, wanting(programme, quantity))).toEqual({ ok: false, refusal });
    expect(await shop.commit(held, wanting(programme, quantity))).toEqual({ ok: false, refusal });
    expect(await db().order.count({ where: { eventId } })).toBe(0);
  });

  test("an add-on of another event is unknown", async () => {
    const { programme } = await anEventWithProgrammes();
    const held = await aHeldReservation(await anEventOnSale(), [1]);
    const refusal = { code: "add_on_unavailable", reason: "unknown", add_on_id: programme, max: 0 };
    expect(await quote(held, wanting(programme, 1))).toEqual({ ok: false, refusal });
  });

  test("only what is on sale is offered, and what is sold out says so", async () => {
    const { eventId } = await anEventWithProgrammes({ isActive: false });
    const soldOut = await anAddOn(eventId, { stock: 0 });
    const held = await aHeldReservation(eventId, [1]);
    expect(await quote(held, {})).toMatchObject({ offers: [{ id: soldOut, isSoldOut: true, max: 0 }] });
  });
});

describe("the claimed stock", () => {
  test("stays while the card is asked, and comes back when the order ends unpaid", async () => {
    const { eventId, programme } = await anEventWithProgrammes({ stock: 1 });
    const held = await aHeldReservation(eventId, [1]);
    await shop.commit(held, { ...wanting(programme, 1), card: "pm_card_authenticationRequired" });
    expect(await claimedOf(programme)).toBe(1);
    const other = await aHeldReservation(eventId, [2]);
    expect(await shop.commit(other, wanting(programme, 1))).toMatchObject({ refusal: { reason: "sold_out" } });
    await timeRunsOut(held);
    expect(await endUnpaid(eventId, held.id)).toBe(true);
    expect(await claimedOf(programme)).toBe(0);
    await paid(other, wanting(programme, 1));
    await expectSound(shop);
  });

  test("comes back with the last ticket of its order and not before", async () => {
    const { eventId, programme } = await anEventWithProgrammes({ stock: 2 });
    const held = await aHeldReservation(eventId, [1, 2]);
    const order = await paid(held, wanting(programme, 2));
    const staff = await aMember(await sellerOf(eventId), "BOX_OFFICE");
    const [first, second] = order.tickets.map(({ ticket_number: ticket }) => ticket);
    const giveBack = (ticket: string | undefined) =>
      refundOrder(staff, { number: order.order_id, wanted: { tickets: [ticket ?? ""] } });
    expect(await giveBack(first)).toMatchObject({ ok: true, refund: { amount: 45 } });
    expect(await claimedOf(programme)).toBe(2);
    expect(await giveBack(second)).toMatchObject({ ok: true, refund: { amount: 55 } });
    expect(await claimedOf(programme)).toBe(0);
    await expectSound(shop);
  });

  test("comes back when an erased account gives its tickets up, not while one was used, and the money is kept", async () => {
    const { eventId, programme } = await anEventWithProgrammes({ stock: 5 });
    await db().event.update({ where: { id: eventId }, data: { doorsAt: new Date(), startsAt: new Date() } });
    const scanner = await aMember(await sellerOf(eventId), "GATE");
    for (const [isUsed, left] of [
      [true, 2],
      [false, 2],
    ] as const) {
      const reader = await aUser();
      const seats = isUsed ? [1, 2] : [3, 4];
      const order = await paid(await aHeldReservation(eventId, seats), { ...wanting(programme, 2), reader });
      const ticket_number = order.tickets[0]?.ticket_number ?? "";
      if (isUsed) await checkInTicket(scanner, { ticket_number, event_id: eventId, gate: "North" });
      for await (const _freed of claimForfeit(reader));
      expect(await claimedOf(programme)).toBe(left);
      expect(await checkInvariants("after quiet")).toEqual([]);
    }
    const rows = await db().orderAddOn.findMany({ where: { eventId }, orderBy: { orderId: "asc" } });
    expect(rows.map(({ returned, returnedMinor }) => [returned, returnedMinor])).toEqual([
      [0, 0],
      [2, 0],
    ]);
  });

  test("comes back from every order of an event that is cancelled", async () => {
    const { eventId, programme } = await anEventWithProgrammes({ stock: 5 });
    const parking = await anAddOn(eventId);
    for (const seat of [1, 2]) {
      const addOns = [programme, parking].map((addOnId) => ({ addOnId, quantity: seat }));
      await paid(await aHeldReservation(eventId, [seat]), { addOns });
    }
    expect([await claimedOf(programme), await claimedOf(parking)]).toEqual([3, 3]);
    const person = await aMember(await sellerOf(eventId), "MANAGER");
    await changeEvent(person, eventId, { change: { status: "cancelled" }, sales: eventSales });
    await workFacts(orderCanceller);
    await workCancellations();
    expect([await claimedOf(programme), await claimedOf(parking)]).toEqual([0, 0]);
    await expectSound(shop);
  });
});

describe("late money of an order that had given its add-ons back", () => {
  async function aLateOrder() {
    const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 4, seatsPerRow: 10 }) });
    const programme = await anAddOn(eventId, { stock: 1 });
    const held = await aHeldReservation(eventId, [1]);
    await givenUp(shop, held, wanting(programme, 1));
    expect(await claimedOf(programme)).toBe(0);
    return { eventId, programme, held };
  }

  test("claims them again while they are there", async () => {
    const { eventId, programme, held } = await aLateOrder();
    await requestArrivesAfterAll(shop, held);
    expect(await db().order.findFirstOrThrow({ where: { eventId } })).toMatchObject({ status: "PAID" });
    expect(await claimedOf(programme)).toBe(1);
    await expectSound(shop);
  });

  test("goes back where they were sold meanwhile, though the seats are free", async () => {
    const { eventId, programme, held } = await aLateOrder();
    await paid(await aHeldReservation(eventId, [5]), wanting(programme, 1));
    await requestArrivesAfterAll(shop, held);
    const order = await db().order.findFirstOrThrow({ where: { eventId, reservationId: held.id } });
    expect(order).toMatchObject({ status: "FAILED", failureReason: "late_payment" });
    expect(await claimedOf(programme)).toBe(1);
    expect(await db().seat.count({ where: { eventId, status: { not: "AVAILABLE" } } })).toBe(1);
    await expectSound(shop);
  });

  test("keeps them while other seats are on offer, and gives them back when the buyer says no", async () => {
    const { eventId, programme, held } = await aLateOrder();
    await aHeldReservation(eventId, [1]);
    await requestArrivesAfterAll(shop, held);
    const where = { eventId, reservationId: held.id };
    expect(await db().order.findFirstOrThrow({ where })).toMatchObject({ status: "PENDING" });
    expect(await claimedOf(programme)).toBe(1);
    await expectSound(shop);
  });
});

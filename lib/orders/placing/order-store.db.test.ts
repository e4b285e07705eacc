import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { anAddOn } from "#prisma/seed/an-add-on";
import {
  aBuyer,
  aHeldReservation,
  anEventOnSale,
  anOpenOrder,
  aPromoCode,
  type Held,
  itemsAtFullPrice,
  timeRunsOut,
} from "#prisma/seed/builders";
import { WITHOUT_PROMO_USE } from "../state.ts";
import { claimOrder, type NewOrder, PAYING_SECONDS, SEAT_GRACE_SECONDS } from "./order-store.ts";

/** Each guard of the function that opens orders alone, and that nothing is written when it refuses. */
aDatabase();

async function aNewOrder(held: Held, promoId: string | null = null): Promise<NewOrder> {
  const { eventId, id, buyerKey } = held;
  const { updatedAt: judgedAt } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
  const who = { userId: null, email: "ada@example.org", name: "Ada", phone: null, locale: "en" };
  const money = { totalMinor: 9_000, discountMinor: 0, addedTaxMinor: 0, promoId, promoRevision: 0, promoTickets: 0 };
  const { unitMinor } = await reservationOf(held);
  const items = itemsAtFullPrice({ ...held, unitMinor }).map((item) => ({ ...item, number: `no. ${item.id}` }));
  return {
    eventId,
    reservationId: id,
    ...who,
    ...money,
    ...{ gateway: "stripe", methodId: "pm_card_visa", addOns: [] },
    terms: { version: 0, locale: "en" },
    clientKey: "key-of-the-client",
    items,
    judgedAt,
    buyerKeys: [buyerKey],
  };
}

const open = async (held: Held, promoId?: string) => claimOrder(() => `ORD-${held.id}`, await aNewOrder(held, promoId));
const aHold = async (buyer = aBuyer()) => aHeldReservation(await anEventOnSale(), [5, 6], buyer);
const reservationOf = ({ eventId, id }: Held) =>
  db().reservation.findUniqueOrThrow({ where: { eventId_id: { eventId, id } } });
const seatsOf = ({ eventId, seatIds }: Held) =>
  db().seat.findMany({ where: { eventId, id: { in: seatIds } }, orderBy: { id: "asc" } });

async function booksOf(held: Held) {
  const { eventId } = held;
  return {
    reservation: await reservationOf(held),
    seats: await seatsOf(held),
    orders: await db().order.count({ where: { eventId } }),
    payments: await db().payment.count({ where: { eventId } }),
    promos: await db().promoCode.findMany({ where: { eventId } }),
  };
}

async function expectRefused(held: Held, outcome: string, promoId?: string): Promise<void> {
  const before = await booksOf(held);
  expect(await open(held, promoId)).toBe(outcome);
  expect(await booksOf(held)).toEqual(before);
}

test("an order opens with its items at the prices of the hold, and with its first attempt", async () => {
  const held = await aHold();
  await db().reservation.updateMany({ where: { id: held.id }, data: { unitMinor: [4_000, 5_000] } });
  expect(await open(held)).toBe("opened");
  const order = await db().order.findFirstOrThrow({
    where: { reservationId: held.id },
    include: { items: { orderBy: { seatId: "asc" } }, payments: true },
  });
  const priceLevelId = (await seatsOf(held))[0]?.priceLevelId;
  expect(order).toMatchObject({ status: "PENDING", totalMinor: 9_000, email: "ada@example.org", phone: null });
  expect(order.items).toMatchObject([
    { seatId: 5, unitMinor: 4_000, section: "Stalls", row: "A", number: "no. 5", priceLevelId },
    { seatId: 6, unitMinor: 5_000, section: "Stalls", row: "A", number: "no. 6", priceLevelId },
  ]);
  expect(order.payments).toMatchObject([
    {
      attempt: 1,
      status: "CREATED",
      amountMinor: 9_000,
      idempotencyKey: `ORD-${held.id}-1`,
      clientKey: "key-of-the-client",
    },
  ]);
});

test("the deadline moves so that the card can be asked, never back, and the seats stay out of reach a little longer", async () => {
  const [soon, late] = [await aHold(), await aHold()];
  const inAnHour = new Date(Date.now() + 3_600_000);
  await db().reservation.updateMany({ where: { id: soon.id }, data: { expiresAt: new Date(Date.now() + 60_000) } });
  await db().reservation.updateMany({ where: { id: late.id }, data: { expiresAt: inAnHour } });
  const versions = (await seatsOf(soon)).map(({ version }) => version);
  await open(soon);
  await open(late);
  const [asked, kept] = [await reservationOf(soon), await reservationOf(late)];
  expect(asked).toMatchObject({ status: "PAYING" });
  const { createdAt } = await db().order.findFirstOrThrow({ where: { reservationId: soon.id } });
  expect(asked.expiresAt.getTime()).toBe(createdAt.getTime() + PAYING_SECONDS * 1_000);
  expect(kept.expiresAt).toEqual(inAnHour);
  const heldUntil = new Date(asked.expiresAt.getTime() + SEAT_GRACE_SECONDS * 1_000);
  expect(await seatsOf(soon)).toMatchObject(
    versions.map((version) => ({ status: "HELD", version: version + 1, heldUntil })),
  );
});

describe("no order opens", () => {
  test.each(["PAYING", "CONFIRMED", "EXPIRED", "CANCELLED"] as const)(
    "for a reservation that is %s",
    async (status) => {
      const held = await aHold();
      await db().reservation.updateMany({ where: { id: held.id }, data: { status } });
      await expectRefused(held, "not_held");
    },
  );

  test("for a hold past its time, though no sweeper came by", async () => {
    const held = await aHold();
    await timeRunsOut(held);
    await expectRefused(held, "not_held");
  });

  test("with a promo code that has no use left", async () => {
    const held = await aHold();
    const { id } = await aPromoCode(held.eventId, { usesMax: 1 });
    await db().promoCode.updateMany({ where: { id }, data: { uses: 1 } });
    await expectRefused(held, "promo_used_up", id);
  });

  test("with a promo code that was changed since it was quoted", async () => {
    const held = await aHold();
    const { id } = await aPromoCode(held.eventId);
    await db().promoCode.updateMany({ where: { id }, data: { revision: 1 } });
    await expectRefused(held, "promo_used_up", id);
  });

  const programme = { name: "Programme", quantity: 1, unitMinor: 500, totalMinor: 500, addedTaxMinor: 0, taxes: [] };
  test.each<[string, (order: NewOrder, addOnId: string) => NewOrder]>([
    ["a total that its lines do not come to", (order) => ({ ...order, totalMinor: order.totalMinor + 1 })],
    [
      "add-ons that the total does not contain",
      (order, addOnId) => ({ ...order, addOns: [{ ...programme, addOnId }] }),
    ],
    [
      "a seat at another full price than was held",
      (order) => ({ ...order, items: order.items.map((item) => ({ ...item, listMinor: item.listMinor + 1 })) }),
    ],
  ])("with %s: that is a fault", async (_what, wrong) => {
    const held = await aHold();
    const order = wrong(await aNewOrder(held), await anAddOn(held.eventId));
    const before = await booksOf(held);
    await expect(claimOrder(() => `ORD-${held.id}`, order)).rejects.toThrow(/do not add up/);
    expect(await booksOf(held)).toEqual(before);
  });

  test("with a promo code that the buyer has used as often as each buyer may", async () => {
    const buyer = aBuyer();
    const held = await aHold(buyer);
    const { id } = await aPromoCode(held.eventId, { usesPerBuyer: 1 });
    const earlier = await aHeldReservation(held.eventId, [1, 2], buyer);
    expect(await open(earlier, id)).toBe("opened");
    await expectRefused(held, "promo_used_up", id);
    const stranger = await aHeldReservation(held.eventId, [3, 4]);
    const theirs = { ...(await aNewOrder(stranger, id)), email: "eve@example.org" };
    expect(await claimOrder(() => `ORD-${stranger.id}`, theirs)).toBe("opened");
    await db().order.updateMany({ where: { reservationId: earlier.id }, data: { status: WITHOUT_PROMO_USE[0] } });
    expect(await open(held, id)).toBe("opened");
  });
});

test("a use of a promo code is counted once for each order, and of this code alone", async () => {
  const held = await aHold();
  const { id } = await aPromoCode(held.eventId, { usesMax: 2 });
  await aPromoCode(held.eventId, { code: "OTHER" });
  expect(await open(held, id)).toBe("opened");
  const promos = await db().promoCode.findMany({ where: { eventId: held.eventId }, orderBy: { code: "asc" } });
  expect(promos.map(({ code, uses }) => [code, uses])).toEqual([
    ["ENCORE", 1],
    ["OTHER", 0],
  ]);
});

test("a seat that is another reservation's by now keeps its owner, its time and its version", async () => {
  const held = await aHold();
  const theirs = { reservationId: uuidv7(), heldUntil: new Date(Date.now() + 3_600_000) };
  await db().seat.updateMany({ where: { eventId: held.eventId, id: 6 }, data: theirs });
  const before = await seatsOf(held);
  await open(held);
  expect((await seatsOf(held))[1]).toEqual(before[1]);
  expect(await db().orderItem.findMany({ where: { eventId: held.eventId } })).toMatchObject([{ seatId: 5 }]);
});

describe("an order whose number another order has", () => {
  async function aTakenNumber() {
    const eventId = await anEventOnSale();
    await anOpenOrder(eventId, [1, 2]);
    const { number } = await db().order.findFirstOrThrow({ where: { eventId } });
    return { eventId, number, held: await aHeldReservation(eventId, [5, 6]) };
  }

  test("opens under the next one", async () => {
    const { eventId, number, held } = await aTakenNumber();
    const draws = [number, number, "ORD-2026-1-FREE00"];
    expect(await claimOrder(() => draws.shift() ?? "", await aNewOrder(held))).toBe("opened");
    expect(await db().order.count({ where: { eventId, number: "ORD-2026-1-FREE00" } })).toBe(1);
  });

  test("fails loudly where the source of numbers has only taken ones, and leaves the seats held", async () => {
    const { number, held } = await aTakenNumber();
    await expect(claimOrder(() => number, await aNewOrder(held))).rejects.toThrow();
    expect((await reservationOf(held)).status).toBe("HELD");
  });
});

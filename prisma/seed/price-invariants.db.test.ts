import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { anEventOnSale, aPaidOrder } from "./builders.ts";
import { checkInvariants } from "./invariants.ts";

/** INV-10 of an order's lines: each comparison finds what it is for. */
aDatabase();

const anOrder = async () => {
  const eventId = await anEventOnSale();
  const { id: orderId } = await aPaidOrder(eventId, [1, 2]);
  return { eventId, orderId };
};
type Of = Awaited<ReturnType<typeof anOrder>>;
const broken = async () => (await checkInvariants()).filter((said) => said.startsWith("INV-10")).join("\n");

test.each<[string, (of: Of) => Promise<unknown>, RegExp]>([
  [
    "a reduction that its price does not show",
    (where) => db().orderItem.updateMany({ where: { ...where, seatId: 1 }, data: { parts: [{ amountMinor: 100 }] } }),
    /the ticket of seat 1 .* its reductions and taxes say/,
  ],
  [
    "a tax that was added and its price does not show",
    async (where) => {
      const { eventId, orderId: id } = where;
      await db().orderItem.updateMany({ where: { ...where, seatId: 1 }, data: { tax: [{ amountMinor: 100 }] } });
      await db().order.updateMany({ where: { eventId, id }, data: { addedTaxMinor: 100 } });
    },
    /the ticket of seat 1 .* its reductions and taxes say/,
  ],
  [
    "a ticket at another price than its item",
    (where) => db().ticket.updateMany({ where: { ...where, seatId: 2 }, data: { unitMinor: 1 } }),
    /ticket .* costs 1, its item 4500/,
  ],
  [
    "a discount that its lines do not have",
    ({ eventId, orderId: id }) => db().order.updateMany({ where: { eventId, id }, data: { discountMinor: 1 } }),
    /order .* is PAID at 9000/,
  ],
  [
    "an add-on that its total does not contain",
    (where) => {
      const addOn = { addOnId: uuidv7(), name: "Programme", quantity: 1, unitMinor: 500, totalMinor: 500 };
      return db().orderAddOn.create({ data: { ...where, ...addOn } });
    },
    /order .* is PAID at 9000/,
  ],
  [
    "a returned add-on of which no refund says",
    async (where) => {
      const addOn = { addOnId: uuidv7(), name: "Programme", quantity: 1, unitMinor: 500, totalMinor: 500 };
      await db().orderAddOn.create({ data: { ...where, ...addOn, returned: 1, returnedMinor: 500 } });
    },
    /returned add-ons worth 500, its refunds say 0/,
  ],
])("an order with %s is found", async (_what, spoil, said) => {
  const of = await anOrder();
  expect(await broken()).toBe("");
  await spoil(of);
  expect(await broken()).toMatch(said);
  // The next order begins with sound books.
  await db().$executeRawUnsafe("TRUNCATE orders CASCADE");
  await db().$executeRawUnsafe("TRUNCATE reservations CASCADE");
});

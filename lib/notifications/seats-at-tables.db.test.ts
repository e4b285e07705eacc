import { beforeAll, expect, test } from "vitest";
import { readCheckout } from "#lib/orders/placing/read-checkout";
import { orderById } from "#lib/orders/reading/find-order";
import { orderOnWire } from "#lib/orders/reading/order-wire";
import { findOrderRows } from "#lib/orders/reading/store";
import { anOrder } from "#lib/orders/testing/an-order";
import { aShop } from "#lib/orders/testing/shop";
import { db } from "#lib/platform/db/db";
import { invariant } from "#lib/platform/invariant";
import { aDatabase } from "#lib/platform/testing/database";
import { aHeldReservation, anEventOnSale, aSmallHall } from "#prisma/seed/builders";
import { sendOfferMail } from "./send-offer-mail.tsx";
import { sendOrderMail } from "./send-order-mail.tsx";

aDatabase();
aShop();

let eventId: number;
beforeAll(async () => {
  const hall = aSmallHall();
  const sections = hall.sections.map((section) => ({ ...section, kind: "tables" as const }));
  eventId = await anEventOnSale({ layout: { ...hall, sections } });
});

const textOf = async (recipient: string) =>
  (await db().notification.findFirst({ where: { deliveries: { some: { address: recipient } } } }))?.text ?? "";

test("a seat at a table is called after its table, not a row, from the checkout to the ticket", async () => {
  const held = await aHeldReservation(eventId, [21]);
  const checkout = await readCheckout(held.person, { reservationId: `${eventId}-${held.id}`, locale: "en" });
  expect(checkout?.seats).toMatchObject([{ section: "Stalls", row: "C", number: "1", isTable: true }]);

  const sold = await anOrder(eventId, { email: "table@example.org", seatIds: [1] });
  const view = await orderById(eventId, sold.id);
  expect(view?.items).toMatchObject([{ row: "A", isTable: true }]);
  expect(view?.tickets).toMatchObject([{ row: "A", isTable: true }]);
  const rows = await findOrderRows({ eventId, id: sold.id });
  invariant(rows, "the order was just made");
  expect((await orderOnWire(rows, "staff")).tickets).toMatchObject([{ seat: { row: "A", at_table: true } }]);

  await sendOrderMail({ eventId, orderId: sold.id });
  expect(await textOf("table@example.org")).toContain("Stalls, A, seat 1");
  expect(await textOf("table@example.org")).not.toMatch(/row A/);
});

test("a seat at a table that is offered instead is called after its table", async () => {
  const offerSeatIds = [11];
  const seatIds = [9];
  const late = await anOrder(eventId, {
    ...{ email: "late@example.org", status: "PENDING", payment: "AUTHORIZED", seatIds, offerSeatIds },
  });
  await sendOfferMail({ eventId, orderId: late.id });
  expect(await textOf("late@example.org")).toContain("Stalls, B, seat 1");
});

import { expect, test } from "vitest";
import { db } from "#lib/platform/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aHeldReservation, anEventOnSale, anOpenOrder } from "#prisma/seed/builders";
import { claimOrder, type NewOrder } from "./payment-store.ts";

aDatabase();

async function aNewOrder(eventId: number): Promise<NewOrder> {
  const held = await aHeldReservation(eventId, [5, 6]);
  const who = { userId: null, email: "ada@example.org", name: "Ada", phone: null, locale: "en" };
  const money = { totalMinor: 9_000, discountMinor: 0, promoId: null, gateway: "stripe", methodId: "pm_card_visa" };
  return { eventId, reservationId: held.id, ...who, ...money, clientKey: "key-of-the-client", items: [] };
}

test("an order whose number another order has already opens under the next one", async () => {
  const eventId = await anEventOnSale();
  await anOpenOrder(eventId, [1, 2]);
  const { number } = await db().order.findFirstOrThrow({ where: { eventId } });
  const draws = [number, number, "ORD-2026-1-FREE00"];
  expect(await claimOrder(() => draws.shift() ?? "", await aNewOrder(eventId))).toBe(true);
  expect(await db().order.count({ where: { eventId, number: "ORD-2026-1-FREE00" } })).toBe(1);
});

test("a source of numbers that has only taken ones fails loudly and leaves the seats held", async () => {
  const eventId = await anEventOnSale();
  await anOpenOrder(eventId, [1, 2]);
  const { number } = await db().order.findFirstOrThrow({ where: { eventId } });
  const order = await aNewOrder(eventId);
  await expect(claimOrder(() => number, order)).rejects.toThrow();
  const reservation = await db().reservation.findFirstOrThrow({ where: { eventId, id: order.reservationId } });
  expect(reservation.status).toBe("HELD");
});

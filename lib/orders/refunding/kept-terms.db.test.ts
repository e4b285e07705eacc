import { expect, test } from "vitest";
import { changeEvent } from "#lib/catalog/change-event";
import { type EventChange, eventChangeBody } from "#lib/catalog/event-contract";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anEventOnSale, aSmallHall, sellerOf } from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { readOrder } from "../reading/read-order.ts";
import { ALL_GIVEN_BACK, aSale } from "../testing/sale.ts";
import { aShop } from "../testing/shop.ts";
import { eventSales } from "../withdrawing/event-sales.ts";
import { refundOffer } from "./refund-offer.ts";

aDatabase();
const shop = aShop();

/** An event in ten hours that takes tickets back until this many hours before, with an order. */
async function aSaleUnder(refundUntilHours?: number) {
  const layout = aSmallHall({ rows: 4, seatsPerRow: 10 });
  const eventId = await anEventOnSale({ layout, startsInHours: 10, ...(refundUntilHours ? { refundUntilHours } : {}) });
  return { eventId, sale: await aSale(shop, eventId) };
}

async function change(eventId: number, wanted: Partial<EventChange>): Promise<void> {
  const person = await aMember(await sellerOf(eventId), "MANAGER");
  const changed = await changeEvent(person, eventId, { change: eventChangeBody.parse(wanted), sales: eventSales });
  expect(changed.ok).toBe(true);
}

test.each([{ refund_until_hours: 9 }, { refund_until_hours: 48 }, { refund_until_hours: null }])(
  "an order is given back under the terms it was bought under, though they are worse since: %o",
  async (worse) => {
    const { eventId, sale } = await aSaleUnder(8);
    const until = async () => (await refundOffer(sale.person, { number: sale.number, linkKey: undefined }))?.until;
    const promised = await until();
    await change(eventId, worse);
    expect(await until()).toBe(promised);
    const read = await readOrder(sale.person, { number: sale.number });
    expect(read).toMatchObject({ order: { refundable_until: promised } });
    expect(await sale.refund(sale.person)).toMatchObject({ ok: true });
    expect(await sale.books()).toEqual(ALL_GIVEN_BACK);
    await shop.sandbox().webhooksIdle();
    expect(await checkInvariants("after quiet")).toEqual([]);
  },
);

test("terms that get better are every order's", async () => {
  const { eventId, sale } = await aSaleUnder();
  expect(await sale.refund(sale.person)).toMatchObject({ refusal: { reason: "no_returns" } });
  await change(eventId, { refund_until_hours: 2 });
  expect(await sale.refund(sale.person)).toMatchObject({ ok: true });
});

test("an order of later has the terms of later", async () => {
  const { eventId, sale } = await aSaleUnder(2);
  await change(eventId, { refund_until_hours: null });
  const createdAt = new Date(Date.now() + 3_600_000);
  await db().order.update({ where: { eventId_id: { eventId, id: sale.orderId } }, data: { createdAt } });
  expect(await sale.refund(sale.person)).toMatchObject({ refusal: { reason: "no_returns" } });
});

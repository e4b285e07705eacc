import { expect, test } from "vitest";
import { claimCancellation } from "#lib/orders/cancelling/cancellation-store";
import { workCancellations } from "#lib/orders/cancelling/work-cancellations";
import { buyerEraser } from "#lib/orders/erase-buyer";
import { aMixedStory } from "#lib/orders/testing/mixed-story";
import { aSale } from "#lib/orders/testing/sale";
import { aShop } from "#lib/orders/testing/shop";
import { db } from "#lib/platform/db/db";
import type { Subscriber } from "#lib/platform/outbox/fact";
import { aDatabase } from "#lib/platform/testing/database";
import { workFacts } from "#lib/platform/testing/facts";
import { aMember, anEventOnSale, aSmallHall, sellerOf } from "#prisma/seed/builders";
import { findEventSales } from "./list-event-sales.ts";
import { recountSales } from "./recount-sales.ts";
import { salesFigures } from "./sales-figures.ts";
import { SALES_FACTS } from "./sales-rules.ts";

aDatabase();
const shop = aShop();

const aHall = () =>
  anEventOnSale({ layout: aSmallHall({ rows: 4, seatsPerRow: 10 }), refundUntilHours: 1, seatsPerBuyerMax: 8 });

async function figures(eventId: number) {
  const organizationId = await sellerOf(eventId);
  const owner = await aMember(organizationId, "OWNER");
  const { sold, takenMinor } = (await findEventSales(owner, organizationId, eventId)) ?? { sold: 0, takenMinor: 0 };
  return { sold, takenMinor };
}

/** What the books themselves say: the query that the read model took the place of. */
async function books(eventId: number) {
  const [row] = await db().$queryRaw<{ sold: number; takenMinor: number }[]>`
    SELECT (SELECT count(*)::int FROM tickets WHERE event_id = ${eventId} AND status = 'LIVE') AS sold,
      (SELECT coalesce(sum(amount_minor - refunded_minor - lost_minor), 0)::float8 FROM payments
        WHERE event_id = ${eventId} AND status IN ('CAPTURED', 'REFUNDED', 'DISPUTED', 'LOST')) AS "takenMinor"`;
  return row;
}

/** An event of free tickets that is cancelled. */
async function aFreeEventCalledOff(): Promise<number> {
  const { eventId } = await aSale(shop, await anEventOnSale({ priceMinor: 0 }));
  await db().event.update({ where: { id: eventId }, data: { status: "CANCELLED" } });
  await claimCancellation(eventId);
  await workCancellations();
  return eventId;
}

test("after a mixed history the figures equal the books, wherever in it they were recounted", async () => {
  const [eventId, recounted] = [await aHall(), await aHall()];
  await aMixedStory(shop, eventId);
  const free = await aFreeEventCalledOff();
  const seen = new Set<string>();
  const witness: Subscriber = { name: "witness", types: SALES_FACTS, handle: async ({ type }) => void seen.add(type) };
  await workFacts(buyerEraser, salesFigures, witness);
  expect([...seen].sort()).toEqual([...SALES_FACTS].sort());
  const expected = await books(eventId);
  expect(expected?.sold).toBeGreaterThan(0);
  expect(await figures(eventId)).toEqual(expected);
  expect(await figures(free)).toEqual({ sold: 0, takenMinor: 0 });
  // Half of the facts have arrived and half of them wait, in the outbox and for the subscriber.
  await aSale(shop, recounted);
  await workFacts(salesFigures);
  await aMixedStory(shop, recounted);
  await recountSales(recounted);
  await workFacts(buyerEraser, salesFigures);
  expect(await figures(recounted)).toEqual(await books(recounted));
});

test("sales without facts, such as the demo's, count after a recount", async () => {
  const eventId = await aHall();
  await aSale(shop, eventId);
  await db().outboxFact.deleteMany();
  await workFacts(salesFigures);
  expect(await figures(eventId)).toEqual({ sold: 0, takenMinor: 0 });
  await recountSales(eventId);
  expect(await figures(eventId)).toEqual({ sold: 2, takenMinor: 9_000 });
});

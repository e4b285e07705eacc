/**
 * Symptom: two refunds of one order that each count only the refunds before their wait, and together pay back more than was paid.
 * Theory: everything is read behind the locks of the books. Method: two refunds are stopped between their reading and their
 * writing, by a lock on the order's tickets; the control takes the locks of the books away and must pay twice.
 */
import { afterEach, beforeAll, expect, test } from "vitest";
import { createClient, db } from "#lib/platform/db/db";
import { forgetSingleton, singleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { waitForLockWaits, withoutLocks } from "#lib/platform/testing/locks";
import { anEventOnSale, aPaidOrder, aSmallHall } from "#prisma/seed/builders";
import { claimRefund } from "./refunding/refund-store.ts";
import { freshSeats } from "./testing/sale.ts";

const database = aDatabase();
let eventId: number;

beforeAll(async () => {
  eventId = await anEventOnSale({ layout: aSmallHall() });
});
afterEach(() => forgetSingleton("prisma"));

/** Asks twice for all of the money, without a ticket; answers what was said, and the sum of the refunds. */
async function twoAtOnce(): Promise<{ said: string[]; refundedMinor: number }> {
  const order = { eventId, ...(await aPaidOrder(eventId, freshSeats(eventId, 2))) };
  const refund = (key: string) =>
    claimRefund(order, {
      ...{ kind: "amount", numbers: [], amountMinor: 9_000, reason: "requested", byOwner: false },
      ...{ actor: "staff", key: `${order.number}-r-${key}`, stepMinor: 1, gatewayId: null },
    });
  const { both } = await db().$transaction(
    async (tx) => {
      await tx.$queryRaw`
        SELECT t.id FROM tickets t WHERE event_id = ${eventId}::int AND order_id = ${order.id}::uuid FOR UPDATE`;
      const both = Promise.all([refund("1"), refund("2")]);
      await waitForLockWaits(2);
      return { both };
    },
    { timeout: 60_000 },
  );
  const said = (await both).map((decision) => decision.said).sort();
  const refunds = await db().refund.findMany({ where: { eventId, orderId: order.id } });
  return { said, refundedMinor: refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0) };
}

test("of two refunds at once the second counts the first", async () => {
  expect(await twoAtOnce()).toEqual({ said: ["ok", "too_much"], refundedMinor: 9_000 });
});

test("control: without the locks of the books both are made, and more goes back than was paid", async () => {
  const crowd = createClient(database.url(), 10);
  forgetSingleton("prisma");
  singleton("prisma", () => withoutLocks(crowd, ["payments", "orders", "reservations"]));
  expect(await twoAtOnce()).toEqual({ said: ["ok", "ok"], refundedMinor: 18_000 });
  await crowd.$disconnect();
});

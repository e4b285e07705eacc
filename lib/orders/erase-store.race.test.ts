/**
 * Symptom: an order is forfeited or made anonymous that has just come to another account. Theory: the orders of an erased buyer are
 * listed without locks, so whose an order is must be read again behind its lock. Method: a guest's order moves to another account
 * in a transaction that has not committed when the erasure comes to it.
 */
import { beforeAll, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { waitForLockWaits } from "#lib/platform/testing/locks";
import { aBuyer, anEventOnSale, aPaidOrder, aSmallHall } from "#prisma/seed/builders";
import { claimAnonymity, claimForfeit } from "./erase-store.ts";
import { freshSeats } from "./testing/sale.ts";

aDatabase();
let eventId: number;

beforeAll(async () => {
  eventId = await anEventOnSale({ layout: aSmallHall() });
});

/** Erases a buyer while a guest's order for the same mail comes to another account; answers what became of the order. */
async function meet(erase: (who: { userId: string; email: string }) => Promise<unknown>) {
  const who = { userId: uuidv7(), email: `${uuidv7()}@example.org` };
  const { id } = await aPaidOrder(eventId, freshSeats(eventId, 2), aBuyer());
  const key = { eventId_id: { eventId, id } };
  await db().order.update({ where: key, data: { email: who.email } });
  const erased = await db().$transaction(
    async (tx) => {
      await tx.order.update({ where: key, data: { buyerKey: `user:${uuidv7()}` } });
      const erasing = erase(who);
      await waitForLockWaits(1);
      return { erasing };
    },
    { timeout: 60_000 },
  );
  await erased.erasing;
  const [order, live] = await Promise.all([
    db().order.findUniqueOrThrow({ where: key }),
    db().ticket.count({ where: { eventId, orderId: id, status: "LIVE" } }),
  ]);
  return { keepsMail: order.email === who.email, live };
}

test("an order that came to another account meanwhile keeps its tickets", async () => {
  const freed: unknown[] = [];
  const forfeit = async (who: { userId: string; email: string }) => {
    for await (const seats of claimForfeit(who)) freed.push(seats);
  };
  expect(await meet(forfeit)).toEqual({ keepsMail: true, live: 2 });
  expect(freed).toEqual([]);
});

test("an order that came to another account meanwhile keeps its mail", async () => {
  expect(await meet(claimAnonymity)).toEqual({ keepsMail: true, live: 2 });
});

test("the seats of one order are answered before the next order is forfeited", async () => {
  const userId = uuidv7();
  const orders = [1, 2].map(() => aPaidOrder(eventId, freshSeats(eventId, 1), `user:${userId}`));
  await Promise.all(orders);
  for await (const { seatIds } of claimForfeit({ userId, email: "ada@example.org" })) {
    expect(seatIds).toHaveLength(1);
    break;
  }
  expect(await db().order.count({ where: { buyerKey: `user:${userId}` } })).toBe(2);
  const ids = (await Promise.all(orders)).map(({ id }) => id);
  expect(await db().ticket.count({ where: { eventId, orderId: { in: ids }, status: "LIVE" } })).toBe(1);
});

import { expect, test } from "vitest";
import { freshSeats } from "#lib/orders/testing/sale";
import { aShop } from "#lib/orders/testing/shop";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { workFacts } from "#lib/platform/testing/facts";
import { held, hold } from "#lib/reservations/testing/holding";
import { moveQueues } from "#lib/waiting-room/move-queues";
import { redeemPass } from "#lib/waiting-room/redeem-pass";
import { aQueue, calledBuyers, joiners, openQueue, passTime } from "#lib/waiting-room/testing/queue";
import { aBuyer, aHeldReservation } from "#prisma/seed/builders";
import { timeInsideEnder } from "./end-time-inside.ts";

aDatabase();
const shop = aShop();

/** A room with one place, someone inside it and someone who waits. */
async function oneInside() {
  const eventId = await aQueue({ placesMax: 1, ratePerMinute: 6_000 });
  await joiners(eventId, 2);
  await openQueue(eventId);
  await passTime(eventId, 1);
  await moveQueues();
  const [first = ""] = await calledBuyers(eventId);
  expect((await redeemPass(eventId, [first])).ok).toBe(true);
  return { eventId, first };
}

async function buys(eventId: number, buyerKey: string): Promise<void> {
  const answer = await shop.commit(await aHeldReservation(eventId, freshSeats(eventId, 2), buyerKey));
  if (!answer.ok || !("confirmed" in answer)) throw new Error("the sale did not go through");
  await shop.sandbox().webhooksIdle();
}

const isInside = async (eventId: number, buyerKey: string) =>
  (await db().queueLease.count({ where: { eventId, buyerKey, expiresAt: { gt: new Date() } } })) > 0;

async function called(eventId: number): Promise<number> {
  await passTime(eventId, 1);
  await moveQueues();
  return (await calledBuyers(eventId)).length;
}

test("who has paid is not inside any more, and their place goes to the next at once", async () => {
  const { eventId, first } = await oneInside();
  expect(await called(eventId)).toBe(1);
  await buys(eventId, first);
  await workFacts(timeInsideEnder);
  expect(await isInside(eventId, first)).toBe(false);
  expect(await called(eventId)).toBe(2);
});

test("who holds further seats stays inside until they are done with them", async () => {
  const { eventId, first } = await oneInside();
  await held(hold(eventId, [31, 32], { buyerKey: first }));
  await buys(eventId, first);
  await workFacts(timeInsideEnder);
  expect(await isInside(eventId, first)).toBe(true);
});

test("a time inside that began after the purchase goes on, however late its fact comes", async () => {
  const { eventId, first } = await oneInside();
  await buys(eventId, first);
  await db().queueLease.updateMany({ where: { eventId }, data: { redeemedAt: new Date(Date.now() + 60_000) } });
  await workFacts(timeInsideEnder);
  expect(await isInside(eventId, first)).toBe(true);
});

test("a guest who signed in is one person: what they bought and what they hold as a guest counts for the account inside", async () => {
  for (const holdsMore of [true, false]) {
    const { eventId, first: guest } = await oneInside();
    if (holdsMore) await held(hold(eventId, [31, 32], { buyerKey: guest }));
    await buys(eventId, guest);
    const account = aBuyer();
    expect((await redeemPass(eventId, [account, guest])).ok).toBe(true);
    await workFacts(timeInsideEnder);
    expect(await isInside(eventId, account)).toBe(holdsMore);
  }
});

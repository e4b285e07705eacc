/**
 * INV-9: no one is admitted twice, above the rate, or before someone ahead who is present. Symptoms: one lease too many, a
 * call out of order. Method: many real connections run the same statements at once.
 */
import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { faultsOfDraw } from "./draw.ts";
import { moveQueues } from "./move-queues.ts";
import { readDraw } from "./read-status.ts";
import { redeemPass } from "./redeem-pass.ts";
import { claimCalls, claimNumbers } from "./store.ts";
import { aQueue, calledBuyers, inOrder, joined, joiners, openQueue, passTime } from "./testing/queue.ts";

process.env.DATABASE_POOL_SIZE = "40";
aDatabase();

const atOnce = <T>(count: number, work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

test("of 200 buyers who redeem at once, exactly the called ones get in", async () => {
  const eventId = await aQueue({ placesMax: 50, ratePerMinute: 60_000 });
  await joiners(eventId, 200);
  await openQueue(eventId);
  await passTime(eventId, 1);
  await moveQueues();
  const order = await inOrder(eventId);
  const results = await atOnce(200, (i) => redeemPass(eventId, [order[i] ?? ""]));
  expect(results.map(({ ok }) => ok)).toEqual(order.map((_, i) => i < 50));
  expect(await db().queueLease.count({ where: { eventId } })).toBe(50);
});

test("one pass redeemed 40 times at once gives one lease and the same answer 40 times", async () => {
  const eventId = await aQueue({ ratePerMinute: 6_000 });
  const [buyer = ""] = await joiners(eventId, 1);
  await openQueue(eventId);
  await passTime(eventId, 1);
  await moveQueues();
  const results = await atOnce(40, () => redeemPass(eventId, [buyer]));
  expect(results.every(({ ok }) => ok)).toBe(true);
  expect(new Set(results.map((result) => result.ok && result.pass.ends_at)).size).toBe(1);
  expect(await db().queueLease.count({ where: { eventId } })).toBe(1);
});

test("one buyer who joins 40 times at once has one place", async () => {
  const eventId = await aQueue();
  const buyer = `guest:${crypto.randomUUID()}`;
  const tickets = await atOnce(40, () => joined(eventId, buyer));
  expect(new Set(tickets.map(({ id }) => id)).size).toBe(1);
});

test("30 processes that move the queue at once, while people redeem, call no more than the rate and the places allow", async () => {
  const byRate = await aQueue({ ratePerMinute: 300 });
  const byPlaces = await aQueue({ ratePerMinute: 60_000, placesMax: 7 });
  for (const eventId of [byRate, byPlaces]) {
    await joiners(eventId, 40);
    await passTime(eventId, 3_601);
  }
  const started = performance.now();
  await atOnce(30, moveQueues);
  for (let round = 0; round < 3; round++) {
    await passTime(byRate, 1);
    await passTime(byPlaces, 1);
    const buyers = await calledBuyers(byPlaces);
    await Promise.all([
      atOnce(30, () => claimCalls(byRate)),
      atOnce(30, () => claimCalls(byPlaces)),
      ...buyers.map((buyer) => redeemPass(byPlaces, [buyer])),
    ]);
    // Five a second, plus what the rate allows for the test's own duration.
    const called = await calledBuyers(byRate);
    const seconds = round + 1 + (performance.now() - started) / 1_000;
    expect(called.length).toBeLessThanOrEqual(5 * seconds);
    expect(called).toEqual((await inOrder(byRate)).slice(0, called.length));
    expect(await calledBuyers(byPlaces)).toEqual((await inOrder(byPlaces)).slice(0, 7));
  }
});

test("30 steps that number the late arrivals at once give each the next number, without a gap", async () => {
  const eventId = await aQueue({ ratePerMinute: 1 });
  await openQueue(eventId);
  await joiners(eventId, 25);
  // Two who join in one millisecond have no order but their ids'.
  const joined = await db().queueTicket.findMany({ where: { eventId }, orderBy: [{ joinedAt: "asc" }, { id: "asc" }] });
  const late = joined.map(({ buyerKey }) => buyerKey);
  const numbered = await atOnce(30, () => claimNumbers(eventId));
  expect(numbered.reduce((sum, count) => sum + count, 0)).toBe(25);
  expect(await inOrder(eventId)).toEqual(late);
  expect(await db().waitingRoom.findUnique({ where: { eventId } })).toMatchObject({ lastNumber: 25n });
});

test("joining during the draw leaves no ticket without a number and the draw without a fault", async () => {
  const eventId = await aQueue({ ratePerMinute: 1 });
  await joiners(eventId, 20);
  await passTime(eventId, 3_601);
  await Promise.all([atOnce(10, moveQueues), joiners(eventId, 30), atOnce(10, moveQueues)]);
  await moveQueues();
  const numbers = await db().queueTicket.findMany({ where: { eventId }, select: { sequence: true } });
  expect(new Set(numbers.map(({ sequence }) => sequence)).size).toBe(50);
  expect(numbers.every(({ sequence }) => sequence !== null)).toBe(true);
  const draw = await readDraw(eventId);
  if (!draw) throw new Error("nothing was drawn");
  expect(draw.tickets.length).toBe(20);
  expect(faultsOfDraw({ ...draw, eventId, seedHash: draw.seed_hash, ticketIds: draw.tickets })).toEqual([]);
});

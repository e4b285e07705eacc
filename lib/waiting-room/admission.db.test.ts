import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { held, hold } from "#lib/reservations/testing/holding";
import { aBuyer, aSmallHall } from "../../prisma/seed/builders.ts";
import { PRIOR_CALLS, SHARE_CUT, SHARE_SECONDS, SHARE_STEP, STOCK_SPARE } from "./admission.ts";
import { moveQueues } from "./move-queues.ts";
import { readStatus } from "./read-status.ts";
import { loadRoomNow } from "./reading-store.ts";
import { redeemPass } from "./redeem-pass.ts";
import { claimCalls, claimNumbers } from "./store.ts";
import { aQueue, calledBuyers, joiners, openQueue, passTime } from "./testing/queue.ts";

aDatabase();

/** A queue of so many people before so many seats, as fast as a queue may be, with nobody called yet. */
async function before(seats: number, people: number, more: Parameters<typeof aQueue>[0] = {}): Promise<number> {
  const layout = aSmallHall({ rows: 1, seatsPerRow: seats });
  const eventId = await aQueue({ ratePerMinute: 60_000, placesMax: 1_000, ...more }, { layout });
  await joiners(eventId, people);
  await passTime(eventId, 3_601);
  return eventId;
}

const called = async (eventId: number) => (await calledBuyers(eventId)).length;
const roomOf = (eventId: number) => db().waitingRoom.findUniqueOrThrow({ where: { eventId } });

test("people are called for the seats that are free and a few more, and those behind them wait with the reason", async () => {
  const eventId = await before(10, 30);
  await moveQueues();
  await passTime(eventId, 1);
  await moveQueues();
  expect(await called(eventId)).toBe(Math.ceil(10 * STOCK_SPARE));
  expect(await readStatus(eventId)).toMatchObject({ held_back: "stock", waiting: 17 });
});

test("nobody is called to seats that are gone, and people are called again as soon as some come free", async () => {
  const eventId = await before(10, 30);
  await openQueue(eventId);
  await db()
    .$executeRaw`UPDATE queue_tickets SET called_at = now() - interval '1 hour' WHERE event_id = ${eventId} AND called_at IS NOT NULL`;
  const earlier = await called(eventId);
  expect(await claimCalls(eventId, { seats: { free: 0, occupied: 10 } })).toBe(0);
  expect(await readStatus(eventId)).toMatchObject({ held_back: "stock" });
  await passTime(eventId, 1);
  expect(await claimCalls(eventId, { seats: { free: 2, occupied: 8 } })).toBeGreaterThan(0);
  expect(await called(eventId)).toBeLessThan(earlier + 10);
});

test("seats that each person takes are learned: where each took four, a quarter as many are called", async () => {
  const eventId = await before(100, 100);
  await openQueue(eventId);
  await db().$executeRaw`UPDATE queue_tickets SET called_at = NULL WHERE event_id = ${eventId}`;
  await db().waitingRoom.update({ where: { eventId }, data: { calledCount: 1_000, firstOccupied: 500, firstDone: 0 } });
  await passTime(eventId, 1);
  // 4,000 seats are gone to 1,000 people.
  const each = (4_000 + PRIOR_CALLS) / (1_000 + PRIOR_CALLS);
  expect(await claimCalls(eventId, { seats: { free: 40, occupied: 4_500 } })).toBe(
    Math.ceil((STOCK_SPARE * 40) / each),
  );
});

test("seats that are released meanwhile call more people, and are no sign that people take fewer", async () => {
  const eventId = await before(100, 200);
  await openQueue(eventId);
  await db().$executeRaw`UPDATE queue_tickets SET called_at = NULL WHERE event_id = ${eventId}`;
  await db().waitingRoom.update({ where: { eventId }, data: { calledCount: 100, firstOccupied: 0, firstDone: 0 } });
  await passTime(eventId, 1);
  // A hundred people took two hundred seats, and sixty of an allocation came on sale.
  const each = (200 + PRIOR_CALLS) / (100 + PRIOR_CALLS);
  expect(await claimCalls(eventId, { seats: { free: 60, occupied: 200 } })).toBe(Math.ceil((STOCK_SPARE * 60) / each));
});

test("those inside who have not chosen yet are no measure: no more are called than the free seats are for", async () => {
  const eventId = await before(10, 40);
  await openQueue(eventId);
  for (let step = 0; step < 3; step++) {
    await passTime(eventId, 1);
    await claimCalls(eventId, { seats: { free: 10, occupied: 0 } });
  }
  expect(await called(eventId)).toBe(13);
});

test("those who hold seats are served: the next are called for the seats that are left, while all of them are inside", async () => {
  const eventId = await before(10, 40, { claimSeconds: 600 });
  await openQueue(eventId);
  await passTime(eventId, 1);
  await claimCalls(eventId, { seats: { free: 10, occupied: 0 } });
  const inside = await calledBuyers(eventId);
  expect(inside).toHaveLength(13);
  for (const buyer of inside) expect((await redeemPass(eventId, [buyer])).ok).toBe(true);
  await passTime(eventId, 1);
  expect(await claimCalls(eventId, { seats: { free: 10, occupied: 0 } })).toBe(0);
  // Four of them hold a seat each: six are left, and nine are choosing.
  for (const [i, buyerKey] of inside.slice(0, 4).entries()) await held(hold(eventId, [i + 1], { buyerKey }));
  await passTime(eventId, 1);
  expect(await claimCalls(eventId, { seats: { free: 6, occupied: 4 } })).toBe(0);
  // Nine seats came back on sale.
  await passTime(eventId, 1);
  expect(await claimCalls(eventId, { seats: { free: 15, occupied: 4 } })).toBeGreaterThan(0);
});

test("a guest who signed in after they chose is served: their seats count for the account that is inside", async () => {
  const eventId = await before(10, 1);
  await openQueue(eventId);
  await passTime(eventId, 1);
  await moveQueues();
  const [guest = ""] = await calledBuyers(eventId);
  await redeemPass(eventId, [guest]);
  const choosing = async () => (await loadRoomNow(eventId))?.choosing;
  expect(await choosing()).toBe(1);
  await held(hold(eventId, [1], { buyerKey: guest }));
  expect(await choosing()).toBe(0);
  await redeemPass(eventId, [aBuyer(), guest]);
  expect(await choosing()).toBe(0);
});

test("those who came in without a call before the queue began are no measure of what people take", async () => {
  const layout = aSmallHall({ rows: 2, seatsPerRow: 30 });
  const room = {
    mode: "AUTOMATIC",
    placesMax: 20,
    ratePerMinute: 60_000,
    opensAt: new Date(Date.now() - 3_600_000),
  } as const;
  const eventId = await aQueue(room, { layout });
  const inside = await joiners(eventId, 20);
  await joiners(eventId, 30);
  await moveQueues();
  await db().waitingRoom.update({ where: { eventId }, data: { placesMax: 60 } });
  // Sixty seats are for some people more than the twenty inside, though nobody was called yet.
  await passTime(eventId, 1);
  expect(await claimCalls(eventId, { seats: { free: 60, occupied: 0 } })).toBe(30);
  for (const [i, buyerKey] of inside.slice(0, 10).entries()) await held(hold(eventId, [2 * i + 1], { buyerKey }));
  await joiners(eventId, 5);
  await claimNumbers(eventId);
  await passTime(eventId, 1);
  // Ten took one seat each: fifty are left for the forty who choose, and for as many more as there are spare.
  expect(await claimCalls(eventId, { seats: { free: 50, occupied: 10 } })).toBe(5);
});

test("a slow checkout slows the queue step by step and quickens it slowly, and an outage stops it with the reason", async () => {
  const eventId = await before(500, 60, { ratePerMinute: 600 });
  await openQueue(eventId);
  const shares: number[] = [];
  for (const health of ["bad", "bad", "good"] as const) {
    await passTime(eventId, SHARE_SECONDS);
    await claimCalls(eventId, { seats: { free: 500, occupied: 0 }, health });
    shares.push((await roomOf(eventId)).rateShare);
  }
  expect(shares).toEqual([
    expect.closeTo(SHARE_CUT),
    expect.closeTo(SHARE_CUT ** 2),
    expect.closeTo(SHARE_CUT ** 2 + SHARE_STEP),
  ]);
  expect(await readStatus(eventId)).toMatchObject({ held_back: "load" });
  await passTime(eventId, SHARE_SECONDS);
  expect(await claimCalls(eventId, { seats: { free: 500, occupied: 0 }, health: "down" })).toBe(0);
  expect((await roomOf(eventId)).rateShare).toBeCloseTo(SHARE_CUT ** 2 + SHARE_STEP);
  expect(await readStatus(eventId)).toMatchObject({ held_back: "outage" });
});

test("one bad moment slows the queue once, however often it is asked within ten seconds", async () => {
  const eventId = await before(500, 60, { ratePerMinute: 600 });
  await openQueue(eventId);
  await passTime(eventId, SHARE_SECONDS);
  for (let step = 0; step < 5; step++) await claimCalls(eventId, { seats: { free: 500, occupied: 0 }, health: "bad" });
  expect((await roomOf(eventId)).rateShare).toBeCloseTo(SHARE_CUT);
});

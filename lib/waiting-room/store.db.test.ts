import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { anEventOnSale } from "../../prisma/seed/builders.ts";
import { closeWaitingRoom } from "./close-waiting-room.ts";
import { joinQueue } from "./join-queue.ts";
import { LANES } from "./lanes.ts";
import { moveQueues } from "./move-queues.ts";
import { openWaitingRoom } from "./open-waiting-room.ts";
import { redeemPass } from "./redeem-pass.ts";
import { appendTicket, claimClosing, claimNumbers, claimRejoin, claimReturn, listQueuesToMove } from "./store.ts";
import { aQueue, inOrder, joined, joiners, openQueue, passTime } from "./testing/queue.ts";

/** Each guard of the statements alone. */
aDatabase();

const roomOf = (eventId: number) => db().waitingRoom.findUniqueOrThrow({ where: { eventId } });
const stepsOn = async (seconds: number, eventId: number) =>
  (await listQueuesToMove(seconds)).find((queue) => queue.eventId === eventId);

describe("a waiting room", () => {
  test("is not opened for a cancelled event, and can be closed with it", async () => {
    const eventId = await anEventOnSale();
    await db().event.update({ where: { id: eventId }, data: { status: "CANCELLED" } });
    expect(await openWaitingRoom(eventId, "system")).toMatchObject({ refusal: { code: "not_found" } });
    expect(await db().waitingRoom.count({ where: { eventId } })).toBe(0);
    const queued = await aQueue();
    await db().event.update({ where: { id: queued }, data: { status: "CANCELLED" } });
    expect(await closeWaitingRoom(queued, "system")).toEqual({ ok: true });
  });

  test("closes once, and no other closes with it", async () => {
    const [eventId, other] = [await aQueue(), await aQueue()];
    expect(await claimClosing(eventId)).toBe(true);
    const closed = await roomOf(eventId);
    expect(await claimClosing(eventId)).toBe(false);
    expect(await roomOf(eventId)).toEqual(closed);
    expect((await roomOf(other)).closedAt).toBeNull();
    const events = await db().event.findMany({ where: { id: { in: [eventId, other] } }, orderBy: { id: "asc" } });
    expect(events.map(({ hasWaitingRoom }) => hasWaitingRoom)).toEqual([false, true]);
  });

  test("takes no ticket once it is closed", async () => {
    const eventId = await aQueue();
    await claimClosing(eventId);
    await appendTicket(eventId, crypto.randomUUID(), { buyerKey: "guest:late", lane: LANES.everyone });
    expect(await db().queueTicket.count({ where: { eventId } })).toBe(0);
  });
});

describe("the queues that move", () => {
  test("are those that are open or open soon", async () => {
    const eventId = await aQueue({ opensAt: new Date(Date.now() + 1_800_000) });
    expect(await stepsOn(10, eventId)).toBeUndefined();
    expect(await stepsOn(3_600, eventId)).toMatchObject({ isDue: false, isDrawn: false });
    await openQueue(eventId);
    expect(await stepsOn(10, eventId)).toMatchObject({ isDue: true, isDrawn: true });
  });

  test.each([
    ["is closed", (eventId: number) => claimClosing(eventId)],
    ["is of a cancelled event", (id: number) => db().event.update({ where: { id }, data: { status: "CANCELLED" } })],
    [
      "is of a sale that is over",
      (id: number) => db().event.update({ where: { id }, data: { salesEndAt: new Date(Date.now() - 1_000) } }),
    ],
  ])("do not contain one that %s", async (_what, end) => {
    const eventId = await aQueue();
    await openQueue(eventId);
    expect(await stepsOn(10, eventId)).toBeDefined();
    await end(eventId);
    expect(await stepsOn(10, eventId)).toBeUndefined();
  });
});

test("late arrivals are numbered without gaps, whatever waits in other queues", async () => {
  const [eventId, other] = [await aQueue({ ratePerMinute: 1 }), await aQueue({ ratePerMinute: 1 })];
  await joiners(eventId, 2);
  await openQueue(eventId);
  await openQueue(other);
  await joiners(other, 5);
  await joiners(eventId, 3);
  expect(await claimNumbers(eventId)).toBe(3);
  const rows = await db().queueTicket.findMany({ where: { eventId }, orderBy: { sequence: "asc" } });
  expect(rows.map(({ sequence }) => Number(sequence))).toEqual([1, 2, 3, 4, 5]);
  expect(await roomOf(eventId)).toMatchObject({ lastNumber: 5n });
  expect(await db().queueTicket.count({ where: { eventId: other, sequence: { not: null } } })).toBe(0);
  // Numbered tickets keep their numbers.
  await joiners(eventId, 1);
  expect(await claimNumbers(eventId)).toBe(1);
  expect((await inOrder(eventId)).slice(0, 5)).toEqual(rows.map(({ buyerKey }) => buyerKey));
});

describe("a place in the queue", () => {
  /** A queue with one place, whose two tickets were drawn and the first called. */
  async function called(): Promise<{ eventId: number; first: string; second: string; ids: string[] }> {
    const eventId = await aQueue({ placesMax: 1, ratePerMinute: 6_000, claimSeconds: 60 });
    await joiners(eventId, 2);
    await openQueue(eventId);
    await passTime(eventId, 2);
    await moveQueues();
    const [first = "", second = ""] = await inOrder(eventId);
    const ids = [(await joined(eventId, first)).id, (await joined(eventId, second)).id];
    return { eventId, first, second, ids };
  }

  test("is neither given back nor moved to the end while its call lasts", async () => {
    const { eventId, ids } = await called();
    for (const id of ids)
      expect([await claimReturn(eventId, id), await claimRejoin(eventId, id)]).toEqual([false, false]);
  });

  test("is given back after the first missed call, and to that ticket alone", async () => {
    const { eventId, ids } = await called();
    const [missed = "", waiting = ""] = ids;
    await passTime(eventId, 61);
    expect([await claimReturn(eventId, waiting), await claimReturn(eventId, missed)]).toEqual([false, true]);
    expect(await db().queueTicket.findMany({ where: { eventId }, orderBy: { sequence: "asc" } })).toMatchObject([
      { id: missed, calledAt: null, missed: 1 },
      { id: waiting, calledAt: null, missed: 0 },
    ]);
  });

  test("of a buyer inside is neither given back nor moved, until the lease has ended", async () => {
    const { eventId, first, ids } = await called();
    const [inside = ""] = ids;
    expect((await redeemPass(eventId, [first])).ok).toBe(true);
    await passTime(eventId, 61);
    expect([await claimReturn(eventId, inside), await claimRejoin(eventId, inside)]).toEqual([false, false]);
    await passTime(eventId, 121);
    expect([await claimReturn(eventId, inside), await claimRejoin(eventId, inside)]).toEqual([false, true]);
  });

  test("of one event is not moved by a request for another", async () => {
    const [one, other] = [await called(), await called()];
    await passTime(one.eventId, 61);
    const [missed = ""] = one.ids;
    expect([await claimReturn(other.eventId, missed), await claimRejoin(other.eventId, missed)]).toEqual([
      false,
      false,
    ]);
    expect(await claimRejoin(one.eventId, missed)).toBe(true);
    const [waiting = ""] = one.ids.slice(1);
    const rows = await db().queueTicket.findMany({ where: { eventId: one.eventId }, orderBy: { sequence: "asc" } });
    expect(rows.map(({ id, sequence }) => [id, sequence === null])).toEqual([
      [waiting, false],
      [missed, true],
    ]);
  });

  test("is moved to the end alone, and by the time to claim of its own room", async () => {
    const hasty = await aQueue({ claimSeconds: 30 });
    const eventId = await aQueue({ placesMax: 2, ratePerMinute: 6_000, claimSeconds: 60 });
    await joiners(eventId, 2);
    await openQueue(eventId);
    await passTime(eventId, 2);
    await moveQueues();
    const tickets = await db().queueTicket.findMany({ where: { eventId }, orderBy: { sequence: "asc" } });
    const [first = ""] = tickets.map(({ id }) => id);
    expect(tickets.map(({ calledAt }) => calledAt === null)).toEqual([false, false]);
    await passTime(eventId, 45);
    expect(await claimReturn(eventId, first)).toBe(false);
    expect(await claimRejoin(eventId, first)).toBe(false);
    await passTime(eventId, 20);
    expect(await claimRejoin(eventId, first)).toBe(true);
    const moved = await db().queueTicket.findMany({ where: { eventId, calledAt: null } });
    expect(moved.map(({ id }) => id)).toEqual([first]);
    await claimClosing(hasty);
  });

  test("is not opened again by joining once the sale is over", async () => {
    const { eventId, first } = await called();
    await passTime(eventId, 61);
    await db().event.update({ where: { id: eventId }, data: { salesEndAt: new Date(Date.now() - 1_000) } });
    expect(await joinQueue(eventId, [first])).toMatchObject({ refusal: { code: "queue_closed" } });
  });
});

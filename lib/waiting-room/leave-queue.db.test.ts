import { describe, expect, test } from "vitest";
import { auditWritten } from "#lib/audit/audit";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aBuyer, anEventOnSale } from "../../prisma/seed/builders.ts";
import { faultsOfDraw } from "./draw.ts";
import { leaveQueue } from "./leave-queue.ts";
import { moveQueues } from "./move-queues.ts";
import { findTimeInside } from "./queries.ts";
import { readDraw } from "./read-status.ts";
import { redeemPass } from "./redeem-pass.ts";
import { aQueue, calledBuyers, inOrder, joined, joiners, openQueue, passTime } from "./testing/queue.ts";

aDatabase();

const ticketsOf = (eventId: number) => db().queueTicket.findMany({ where: { eventId } });
const LEFT = { ok: true };
const NOT_FOUND = { ok: false, refusal: { code: "not_found" } };

/** Refills the bucket of the rate and moves the queue. */
async function step(eventId: number): Promise<void> {
  await passTime(eventId, 2);
  await moveQueues();
}

async function drawOf(eventId: number) {
  const draw = await readDraw(eventId);
  if (!draw) throw new Error("nothing was drawn");
  return { ...draw, eventId, seedHash: draw.seed_hash, ticketIds: draw.tickets };
}

describe("who leaves the queue", () => {
  test("before the draw takes no part in it, nothing is kept of them, and the published list is the list of the others", async () => {
    const eventId = await aQueue({ ratePerMinute: 1 });
    const [first = "", second = "", third = ""] = await joiners(eventId, 3);
    expect(await leaveQueue(eventId, [second])).toEqual(LEFT);
    expect((await ticketsOf(eventId)).map(({ buyerKey }) => buyerKey).toSorted()).toEqual([first, third].toSorted());
    await openQueue(eventId);
    const draw = await drawOf(eventId);
    expect(draw.tickets).toHaveLength(2);
    expect(faultsOfDraw(draw)).toEqual([]);
  });

  test("and joins again before the draw, takes part in it like everybody", async () => {
    const eventId = await aQueue({ ratePerMinute: 1 });
    const [first = ""] = await joiners(eventId, 2);
    const { id } = await joined(eventId, first);
    await leaveQueue(eventId, [first]);
    expect((await joined(eventId, first)).id).not.toBe(id);
    await openQueue(eventId);
    expect((await drawOf(eventId)).tickets).toHaveLength(2);
  });

  test("after the draw is not called, those behind are called at once, and the draw can still be checked", async () => {
    const eventId = await aQueue({ ratePerMinute: 6_000, placesMax: 1 });
    await joiners(eventId, 4);
    await openQueue(eventId);
    const [first = "", second = "", third = ""] = await inOrder(eventId);
    expect(await leaveQueue(eventId, [second])).toEqual(LEFT);
    await step(eventId);
    expect(await leaveQueue(eventId, [first])).toEqual(LEFT);
    await step(eventId);
    expect(await calledBuyers(eventId)).toEqual([first, second, third]);
    expect(await redeemPass(eventId, [second])).toMatchObject({ refusal: { code: "not_your_turn", state: "ended" } });
    expect(await redeemPass(eventId, [third])).toMatchObject({ ok: true });
    const draw = await drawOf(eventId);
    expect([draw.tickets.length, faultsOfDraw(draw)]).toEqual([4, []]);
    expect(await joined(eventId, second)).toMatchObject({ state: "joined", number: null });
    await step(eventId);
    expect((await inOrder(eventId)).at(-1)).toBe(second);
  });

  test("after missing a call has no place to come back to", async () => {
    const eventId = await aQueue({ ratePerMinute: 6_000, placesMax: 1, claimSeconds: 120 });
    const [buyer = ""] = await joiners(eventId, 1);
    await openQueue(eventId);
    await step(eventId);
    await passTime(eventId, 121);
    expect(await leaveQueue(eventId, [buyer])).toEqual(LEFT);
    expect((await joined(eventId, buyer)).number).toBeNull();
  });

  test("from inside gives the place to the next at once, and may still pay for what they hold", async () => {
    const eventId = await aQueue({ ratePerMinute: 6_000, placesMax: 1 });
    await joiners(eventId, 2);
    await openQueue(eventId);
    await step(eventId);
    const [first = "", second = ""] = await inOrder(eventId);
    await redeemPass(eventId, [first]);
    const before = await findTimeInside(eventId, [first]);
    expect(await leaveQueue(eventId, [first])).toEqual(LEFT);
    expect(await findTimeInside(eventId, [first])).toEqual(before);
    await step(eventId);
    expect(await redeemPass(eventId, [second])).toMatchObject({ ok: true });
    // Leaving again before a new number keeps the clock of the seats as well, which goes on.
    const later = await findTimeInside(eventId, [first]);
    expect(later?.until.getTime()).toBeGreaterThan(Date.now());
    await joined(eventId, first);
    expect(await leaveQueue(eventId, [first])).toEqual(LEFT);
    expect(await findTimeInside(eventId, [first])).toEqual(later);
  });

  test("leaves with all their keys, and takes nobody else along", async () => {
    const eventId = await aQueue({ ratePerMinute: 1 });
    const [guest = "", user = "", other = ""] = await joiners(eventId, 3);
    await joined(eventId, guest);
    const elsewhere = await aQueue({ ratePerMinute: 1 });
    await joined(elsewhere, guest);
    expect(await leaveQueue(eventId, [user, guest])).toEqual(LEFT);
    expect((await ticketsOf(eventId)).map(({ buyerKey }) => buyerKey)).toEqual([other]);
    expect(await ticketsOf(elsewhere)).toHaveLength(1);
  });

  test("leaves once, and is in the log; without a place there is nothing to leave", async () => {
    const eventId = await aQueue();
    const [buyer = ""] = await joiners(eventId, 1);
    expect(await leaveQueue(eventId, [buyer])).toEqual(LEFT);
    expect(await leaveQueue(eventId, [buyer])).toEqual(NOT_FOUND);
    expect(await leaveQueue(eventId, [aBuyer()])).toEqual(NOT_FOUND);
    expect(await leaveQueue(eventId, [])).toEqual(NOT_FOUND);
    expect(await leaveQueue(await anEventOnSale(), [buyer])).toEqual(NOT_FOUND);
    await auditWritten();
    const lines = await db().auditEntry.findMany({ where: { action: "waiting_room.leave", subject: String(eventId) } });
    expect(lines.map(({ actor }) => actor)).toEqual([buyer]);
  });
});

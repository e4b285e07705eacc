import { beforeEach, describe, expect, test } from "vitest";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { leaveQueue } from "#lib/waiting-room/leave-queue";
import { moveQueues } from "#lib/waiting-room/move-queues";
import { readStatus } from "#lib/waiting-room/read-status";
import { redeemPass } from "#lib/waiting-room/redeem-pass";
import { aQueue, calledBuyers, inOrder, joined, joiners, openQueue, passTime } from "#lib/waiting-room/testing/queue";
import { aBuyer, aMember, sellerOf } from "#prisma/seed/builders";
import { pauseSale, resumeSale } from "./pause-sale.ts";

aDatabase();

const LEASE_SECONDS = 3_600;
const CLAIM_SECONDS = 900;

/** A queue of three, of whom two are called and the first is inside, seen by a heartbeat that lasts for half an hour. */
let eventId = 0;
let owner: Staff;
let buyers: string[] = [];
beforeEach(async () => {
  const room = { placesMax: 2, ratePerMinute: 6_000, leaseSeconds: LEASE_SECONDS, claimSeconds: CLAIM_SECONDS };
  eventId = await aQueue(room);
  owner = await aMember(await sellerOf(eventId), "OWNER");
  await joiners(eventId, 3);
  await openQueue(eventId);
  await passTime(eventId, 1);
  await moveQueues();
  buyers = await inOrder(eventId);
  expect((await redeemPass(eventId, buyers.slice(0, 1))).ok).toBe(true);
  await db().queueLease.updateMany({ where: { eventId }, data: { expiresAt: new Date(Date.now() + 1_800_000) } });
});

const pause = () => pauseSale(owner, eventId, { reason: "" });
const resume = () => resumeSale(owner, eventId);

/** Lets time pass for the queue and for the pause of its sale. */
async function letPass(seconds: number): Promise<void> {
  await passTime(eventId, seconds);
  const { salePausedAt } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
  if (!salePausedAt) return;
  const earlier = new Date(salePausedAt.getTime() - seconds * 1_000);
  await db().event.update({ where: { id: eventId }, data: { salePausedAt: earlier } });
}

/** Pauses the sale for an hour. Answers the most by which what is moved with the pause can differ from what it was: the test's own time. */
async function anHourOfPause(): Promise<number> {
  const startedAt = Date.now();
  await pause();
  await letPass(3_600);
  await resume();
  return Date.now() - startedAt;
}

describe("a waiting room whose sale is paused", () => {
  test("gives no time inside back to who left meanwhile", async () => {
    await pause();
    await letPass(60);
    await leaveQueue(eventId, buyers.slice(0, 1));
    await letPass(60);
    await resume();
    expect(await db().queueLease.count({ where: { eventId, expiresAt: { gt: new Date() } } })).toBe(0);
  });

  test("calls nobody and says that it is paused, takes people in meanwhile, and goes on in its order", async () => {
    await pause();
    await letPass(CLAIM_SECONDS + 1);
    await moveQueues();
    expect(await calledBuyers(eventId)).toEqual(buyers.slice(0, 2));
    expect(await readStatus(eventId)).toMatchObject({ phase: "open", is_paused: true });
    const late = aBuyer();
    await joined(eventId, late);
    await resume();
    // The two have their time again, and keep the two places for that long.
    await moveQueues();
    expect(await calledBuyers(eventId)).toEqual(buyers.slice(0, 2));
    await letPass(CLAIM_SECONDS + 1);
    await moveQueues();
    expect(await calledBuyers(eventId)).toEqual([...buyers, late]);
    expect(await readStatus(eventId)).toMatchObject({ is_paused: false });
  });

  test("gives a pass as long again as it had when the pause began", async () => {
    const pass = () => db().queueTicket.findFirstOrThrow({ where: { eventId, buyerKey: buyers[1] ?? "" } });
    const before = (await pass()).calledAt?.getTime() ?? 0;
    const most = await anHourOfPause();
    const moved = ((await pass()).calledAt?.getTime() ?? 0) - before;
    expect(moved).toBeGreaterThanOrEqual(0);
    expect(moved).toBeLessThanOrEqual(most);
    expect(await redeemPass(eventId, [buyers[1] ?? ""])).toMatchObject({ ok: true });
  });

  test("does not count the pause as time inside, and gives a heartbeat's time to be seen again", async () => {
    const lease = () => db().queueLease.findFirstOrThrow({ where: { eventId } });
    const before = await lease();
    const most = await anHourOfPause();
    const after = await lease();
    const moved = after.redeemedAt.getTime() - before.redeemedAt.getTime();
    expect(moved).toBeGreaterThanOrEqual(0);
    expect(moved).toBeLessThanOrEqual(most);
    // Half an hour was left of an hour's pause: without the move it would have ended half an hour ago.
    expect(after.expiresAt.getTime()).toBeGreaterThan(before.expiresAt.getTime() - 1_800_000);
  });

  test("brings nobody back whose time was over when the pause began", async () => {
    await letPass(LEASE_SECONDS + 1);
    await anHourOfPause();
    for (const buyer of buyers.slice(0, 2)) expect(await redeemPass(eventId, [buyer])).toMatchObject({ ok: false });
  });
});

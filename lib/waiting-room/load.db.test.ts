import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { held, hold, refused } from "#lib/reservations/testing/holding";
import { aBuyer } from "#prisma/seed/builders";
import { joinQueue } from "./join-queue.ts";
import { claimEmptying } from "./load-store.ts";
import { moveQueues } from "./move-queues.ts";
import { findTimeInside } from "./queries.ts";
import { readStatus } from "./read-status.ts";
import { redeemPass } from "./redeem-pass.ts";
import { CALM_SECONDS } from "./room-contract.ts";
import { aQueue, inOrder, joined, joiners, openQueue, passTime } from "./testing/queue.ts";

aDatabase();

const started = () => new Date(Date.now() - 3_600_000);

/** A sale on which everyone is let in until three are inside. */
const aRoomByLoad = (places = 3) =>
  aQueue({ mode: "AUTOMATIC", placesMax: places, ratePerMinute: 6_000, opensAt: started() });

const roomOf = (eventId: number) => db().waitingRoom.findUniqueOrThrow({ where: { eventId } });
const isQueueing = async (eventId: number) => (await roomOf(eventId)).queueingSince !== null;
const logged = async (eventId: number) =>
  (
    await db().auditEntry.findMany({
      where: { eventId, actor: "system", action: { contains: "_queue" } },
      orderBy: { at: "asc" },
    })
  ).map(({ action }) => action);

async function step(eventId: number, seconds = 2): Promise<void> {
  await passTime(eventId, seconds);
  await moveQueues();
}

describe("a waiting room above a load", () => {
  test("lets in everyone who comes until its places are taken, and those after them wait", async () => {
    const eventId = await aRoomByLoad();
    const inside = await joiners(eventId, 3);
    expect(await isQueueing(eventId)).toBe(false);
    expect(await redeemPass(eventId, inside.slice(0, 1))).toMatchObject({ ok: true, pass: { is_asked_for: false } });
    const [late = ""] = await joiners(eventId, 1);
    expect(await isQueueing(eventId)).toBe(true);
    const states = await Promise.all([...inside, late].map(async (buyer) => (await joined(eventId, buyer)).state));
    expect(states).toEqual(["admitted", "admitted", "admitted", "joined"]);
    expect(await redeemPass(eventId, inside.slice(0, 1))).toMatchObject({ ok: true, pass: { is_asked_for: true } });
    expect(await logged(eventId)).toEqual(["waiting_room.begin_queue"]);
  });

  test("keeps the place of those who hold seats when it begins to queue, and holds none for those outside", async () => {
    const eventId = await aRoomByLoad();
    const holders = [aBuyer(), aBuyer(), aBuyer()];
    for (const [i, buyerKey] of holders.entries()) await held(hold(eventId, [i * 4 + 1, i * 4 + 2], { buyerKey }));
    expect(await refused(hold(eventId, [21, 22]))).toMatchObject({ code: "queue_required" });
    expect(await isQueueing(eventId)).toBe(true);
    await held(hold(eventId, [31, 32], { buyerKey: holders[0] ?? "" }));
    for (const buyer of holders) expect((await joined(eventId, buyer)).state).toBe("admitted");
  });

  test("asks for no time inside once it is closed", async () => {
    const eventId = await aRoomByLoad(1);
    const [inside = ""] = await joiners(eventId, 2);
    expect(await findTimeInside(eventId, [inside])).toBeDefined();
    await db().waitingRoom.update({ where: { eventId }, data: { closedAt: new Date() } });
    expect(await findTimeInside(eventId, [inside])).toBeUndefined();
    expect(await redeemPass(eventId, [inside])).toMatchObject({ ok: true, pass: { is_asked_for: false } });
  });

  test("keeps the one place of a guest who signs in and holds, with the key of their browser", async () => {
    const eventId = await aRoomByLoad(2);
    const phone = { keyThumbprint: "the key of the phone" };
    const [guest, account] = [aBuyer(), aBuyer()];
    await joinQueue(eventId, [guest], phone);
    await redeemPass(eventId, [account, guest], phone);
    await held(hold(eventId, [1, 2], { buyerKey: account, ...phone }));
    const leases = await db().queueLease.findMany({ where: { eventId } });
    expect(leases).toMatchObject([{ buyerKey: account, ...phone }]);
    const [other = ""] = await joiners(eventId, 1);
    expect((await joined(eventId, other)).state).toBe("admitted");
  });

  test("calls the next when one leaves, and the called ones hold", async () => {
    const eventId = await aRoomByLoad(1);
    const [first = "", second = ""] = await joiners(eventId, 2);
    await step(eventId);
    expect((await joined(eventId, second)).state).toBe("waiting");
    await step(eventId, 121);
    await step(eventId);
    expect((await redeemPass(eventId, [second])).ok).toBe(true);
    await held(hold(eventId, [1, 2], { buyerKey: second }));
    expect(await refused(hold(eventId, [5, 6], { buyerKey: first }))).toMatchObject({ code: "queue_required" });
  });

  test("lets everyone in again after two calm minutes, not before, and not while many are inside", async () => {
    const eventId = await aRoomByLoad(4);
    const [stays = ""] = await joiners(eventId, 5);
    const keep = async (seconds: number) => {
      await redeemPass(eventId, [stays]);
      await step(eventId, seconds);
    };
    await keep(2);
    // The fifth is called only once a place is free: until then people wait, and nothing is calm.
    expect((await roomOf(eventId)).calmSince).toBeNull();
    await keep(119);
    await keep(2);
    await keep(121);
    await moveQueues();
    expect((await roomOf(eventId)).calmSince).not.toBeNull();
    expect(await isQueueing(eventId)).toBe(true);
    await keep(CALM_SECONDS - 60);
    expect(await isQueueing(eventId)).toBe(true);
    await keep(61);
    expect(await isQueueing(eventId)).toBe(false);
    expect(await logged(eventId)).toEqual(["waiting_room.begin_queue", "waiting_room.end_queue"]);
    expect(await readStatus(eventId)).toMatchObject({ phase: "free" });
    expect((await joined(eventId, aBuyer())).state).toBe("admitted");
  });

  test("goes on queueing while more than three quarters of the places are taken, though nobody waits", async () => {
    const eventId = await aRoomByLoad(4);
    const inside = (await joiners(eventId, 5)).slice(0, 4);
    await claimEmptying(eventId);
    const keep = async (buyers: string[]) => {
      for (const buyer of buyers) await redeemPass(eventId, [buyer]);
      await step(eventId, 100);
    };
    for (let round = 0; round < 4; round++) await keep(inside);
    expect(await roomOf(eventId)).toMatchObject({ calmSince: null, queueingSince: expect.any(Date) });
    for (let round = 0; round < 5; round++) await keep(inside.slice(1));
    expect(await isQueueing(eventId)).toBe(false);
  });

  test("draws among those who are there: who was removed before takes part only when they joined again", async () => {
    const eventId = await aQueue();
    const [gone = "", back = "", stayed = ""] = await joiners(eventId, 3);
    expect(await claimEmptying(eventId)).toBe(3);
    for (const buyer of [back, stayed]) await joined(eventId, buyer);
    await openQueue(eventId);
    expect((await inOrder(eventId)).toSorted()).toEqual([back, stayed].toSorted());
    expect(await readStatus(eventId)).toMatchObject({ draw: { tickets: 2 }, last_position: 2 });
    expect((await joined(eventId, gone)).state).toBe("joined");
  });

  test("does not count people before the sale begins, nor lets anyone in", async () => {
    const eventId = await aQueue({ mode: "AUTOMATIC", placesMax: 1 }, { salesStartInHours: 2 });
    expect(await joinQueue(eventId, [aBuyer()])).toMatchObject({ refusal: { code: "queue_closed" } });
    expect(await refused(hold(eventId, [1, 2]))).toMatchObject({ code: "sale_closed" });
    expect(await isQueueing(eventId)).toBe(false);
  });

  test("lets a buyer in again whose time inside is over, while everyone is", async () => {
    const eventId = await aRoomByLoad();
    const [buyer = ""] = await joiners(eventId, 1);
    await passTime(eventId, 901);
    expect((await joined(eventId, buyer)).state).toBe("admitted");
    expect(await db().queueTicket.count({ where: { eventId } })).toBe(1);
  });
});

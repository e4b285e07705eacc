import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { aBuyer, anEventOnSale, aSmallHall } from "../../prisma/seed/builders.ts";
import { closeWaitingRoom } from "./close-waiting-room.ts";
import type { QueuePlace } from "./contract.ts";
import { joinQueue } from "./join-queue.ts";
import { moveQueues } from "./move-queues.ts";
import { openWaitingRoom } from "./open-waiting-room.ts";
import { readStatus } from "./read-status.ts";
import { redeemPass } from "./redeem-pass.ts";
import { claimCalls, claimNumbers, claimRejoin } from "./store.ts";
import { aQueue, calledBuyers, inOrder, joined, joiners, openQueue, passTime } from "./testing/queue.ts";

aDatabase();

/** Moves the queue one step after its rate bucket has filled up. */
async function nextStep(eventId: number): Promise<void> {
  await passTime(eventId, 2);
  await moveQueues();
}

const stateOf = async (eventId: number, buyer: string) => (await joined(eventId, buyer)).state;

async function refusal(redeeming: ReturnType<typeof redeemPass>) {
  const result = await redeeming;
  return result.ok ? undefined : (result.refusal as { code: string } & Partial<QueuePlace>);
}

describe("joining", () => {
  test("gives a buyer one place, however often they join", async () => {
    const eventId = await aQueue();
    const buyer = aBuyer();
    const first = await joined(eventId, buyer);
    expect(first).toMatchObject({ state: "joined", number: null });
    const again = await Promise.all(Array.from({ length: 10 }, () => joined(eventId, buyer)));
    expect(new Set(again.map(({ id }) => id))).toEqual(new Set([first.id]));
    expect(await db().queueTicket.count({ where: { eventId } })).toBe(1);
  });

  test("keeps the place of a guest who signs in", async () => {
    const eventId = await aQueue();
    const [guest] = await joiners(eventId, 1);
    const ticket = await joinQueue(eventId, [`user:${crypto.randomUUID()}`, guest ?? ""]);
    expect(ticket).toMatchObject({ ok: true, ticket: { id: (await joined(eventId, guest ?? "")).id } });
  });

  test("is refused without a waiting room, when it is closed and when the sale is over", async () => {
    expect(await joinQueue(await anEventOnSale(), [aBuyer()])).toMatchObject({ refusal: { code: "not_found" } });
    const closed = await aQueue();
    await closeWaitingRoom(closed, "system");
    expect(await joinQueue(closed, [aBuyer()])).toMatchObject({ refusal: { code: "queue_closed" } });
    const over = await aQueue({}, { salesEndInHours: -1 });
    expect(await joinQueue(over, [aBuyer()])).toMatchObject({ refusal: { code: "queue_closed" } });
  });

  test("a sale has one waiting room: a second seed cannot replace the published one", async () => {
    const eventId = await aQueue();
    const { seedHash } = await db().waitingRoom.findUniqueOrThrow({ where: { eventId } });
    expect(await openWaitingRoom(eventId, "system")).toMatchObject({ refusal: { code: "conflict" } });
    expect((await db().waitingRoom.findUniqueOrThrow({ where: { eventId } })).seedHash).toBe(seedHash);
    expect(await openWaitingRoom(999_999, "system")).toMatchObject({ refusal: { code: "not_found" } });
  });
});

describe("admission", () => {
  test("calls people in the order of the queue, as many as there are places", async () => {
    const eventId = await aQueue({ placesMax: 3, ratePerMinute: 6_000 });
    await joiners(eventId, 8);
    await openQueue(eventId);
    await nextStep(eventId);
    const order = await inOrder(eventId);
    expect(await calledBuyers(eventId)).toEqual(order.slice(0, 3));
    await nextStep(eventId);
    expect(await calledBuyers(eventId)).toEqual(order.slice(0, 3));
    expect(await readStatus(eventId)).toMatchObject({ phase: "open", serving_position: 3, waiting: 5 });
  });

  test("never calls faster than the rate, nor saves up for longer than two seconds", async () => {
    const fast = await aQueue({ ratePerMinute: 600 });
    await joiners(fast, 30);
    await openQueue(fast);
    // A slow machine may have called the first by now.
    const before = (await calledBuyers(fast)).length;
    await passTime(fast, 600);
    await moveQueues();
    expect((await calledBuyers(fast)).length - before).toBe(20);

    const slow = await aQueue({ ratePerMinute: 2 });
    await joiners(slow, 5);
    await openQueue(slow);
    await passTime(slow, 30);
    await moveQueues();
    await moveQueues();
    expect(await calledBuyers(slow)).toHaveLength(1);
    await passTime(slow, 30);
    await moveQueues();
    expect(await calledBuyers(slow)).toHaveLength(2);
  });

  test("skips absent people in place", async () => {
    const eventId = await aQueue({ placesMax: 2, ratePerMinute: 6_000, claimSeconds: 60 });
    await joiners(eventId, 5);
    await openQueue(eventId);
    await nextStep(eventId);
    const [silent = "", present = "", next = ""] = await inOrder(eventId);
    expect((await redeemPass(eventId, [present])).ok).toBe(true);
    await passTime(eventId, 61);
    await nextStep(eventId);
    expect(await stateOf(eventId, next)).toBe("called");
    expect((await calledBuyers(eventId)).length).toBe(3);
    expect((await redeemPass(eventId, [next])).ok).toBe(true);
    expect(await db().queueLease.count({ where: { eventId, buyerKey: silent } })).toBe(0);
  });

  test("a buyer returns to the old place after the first missed call and joins at the end after the second", async () => {
    const eventId = await aQueue({ placesMax: 1, ratePerMinute: 6_000, claimSeconds: 60 });
    await joiners(eventId, 4);
    await openQueue(eventId);
    await nextStep(eventId);
    const [late = "", second = ""] = await inOrder(eventId);
    await passTime(eventId, 61);
    await nextStep(eventId);
    expect(await stateOf(eventId, second)).toBe("called");
    expect(await refusal(redeemPass(eventId, [late]))).toMatchObject({
      code: "not_your_turn",
      state: "waiting",
      queue_position: 1,
    });
    await passTime(eventId, 61);
    await nextStep(eventId);
    // Ahead of everyone behind it, because its number did not change.
    expect(await joined(eventId, late)).toMatchObject({ state: "called", number: 1 });
    await passTime(eventId, 61);
    await nextStep(eventId);
    expect(await refusal(redeemPass(eventId, [late]))).toMatchObject({
      code: "not_your_turn",
      state: "missed",
      queue_position: null,
    });
    await joined(eventId, late);
    await moveQueues();
    expect(await joined(eventId, late)).toMatchObject({ state: "waiting", number: 5 });
  });

  test("joining again never costs a place that is waiting, called or admitted", async () => {
    const eventId = await aQueue({ placesMax: 2, ratePerMinute: 6_000 });
    await joiners(eventId, 3);
    await openQueue(eventId);
    await nextStep(eventId);
    const buyers = await inOrder(eventId);
    await redeemPass(eventId, buyers.slice(0, 1));
    const tickets = await Promise.all(buyers.map((buyer) => joined(eventId, buyer)));
    expect(tickets.map(({ state }) => state)).toEqual(["admitted", "called", "waiting"]);
    const rejoined = await Promise.all(tickets.map(({ id }) => claimRejoin(eventId, id)));
    expect(rejoined).toEqual([false, false, false]);
  });

  test("nothing moves in a closed room", async () => {
    const eventId = await aQueue({ ratePerMinute: 6_000 });
    await openQueue(eventId);
    await joiners(eventId, 3);
    await passTime(eventId, 2);
    await closeWaitingRoom(eventId, "system");
    expect([await claimNumbers(eventId), await claimCalls(eventId)]).toEqual([0, 0]);
    await moveQueues();
    expect(await inOrder(eventId)).toEqual([]);
    expect(await readStatus(eventId)).toMatchObject({ phase: "closed" });
  });
});

test("the pace behind the estimates is right from the first minute on", async () => {
  const layout = aSmallHall({ rows: 10, seatsPerRow: 10 });
  const eventId = await aQueue({ ratePerMinute: 60 }, { layout });
  await joiners(eventId, 60);
  await openQueue(eventId);
  for (let second = 0; second < 45; second++) {
    await passTime(eventId, 1);
    await moveQueues();
  }
  const status = await readStatus(eventId);
  const { calledCount, drawnAt } = await db().waitingRoom.findUniqueOrThrow({ where: { eventId } });
  // The test's own duration counts as well.
  const real = (calledCount * 60_000) / (Date.now() - (drawnAt?.getTime() ?? 0));
  expect(status?.pace_per_minute).toBeGreaterThan(0.6 * real);
  expect(status?.pace_per_minute).toBeLessThanOrEqual(Math.min(60, 1.6 * real));
});

describe("redeeming a pass", () => {
  test("too early answers the place and a range, not a pass", async () => {
    const eventId = await aQueue({ placesMax: 1, ratePerMinute: 60 });
    await joiners(eventId, 5);
    await openQueue(eventId);
    await nextStep(eventId);
    const third = (await inOrder(eventId))[2] ?? "";
    const early = { code: "not_your_turn", state: "waiting", queue_position: 2, estimated_wait_seconds: null };
    expect(await refusal(redeemPass(eventId, [third]))).toMatchObject(early);
    await db().waitingRoom.update({
      where: { eventId },
      data: { calledCount: 30, pacePerSecond: 0.02, drawnAt: new Date(Date.now() - 3_600_000) },
    });
    forgetSingleton("queue-status");
    const known = await refusal(redeemPass(eventId, [third]));
    expect(known?.estimated_wait_seconds).toBeGreaterThan(0);
    expect(known?.estimated_wait).toMatchObject({ from_seconds: known?.estimated_wait_seconds });
    expect(await db().queueLease.count({ where: { eventId } })).toBe(0);
  });

  test("without a ticket, or with another buyer's, is not found", async () => {
    const eventId = await aQueue({ ratePerMinute: 6_000 });
    await joiners(eventId, 1);
    await openQueue(eventId);
    await nextStep(eventId);
    expect(await refusal(redeemPass(eventId, [aBuyer()]))).toEqual({ code: "not_found" });
    expect(await refusal(redeemPass(eventId, []))).toEqual({ code: "not_found" });
  });

  test("again keeps the lease alive, up to its end and no further", async () => {
    const eventId = await aQueue({ ratePerMinute: 6_000, leaseSeconds: 200 });
    const [buyer = ""] = await joiners(eventId, 1);
    await openQueue(eventId);
    await nextStep(eventId);
    const first = await redeemPass(eventId, [buyer]);
    await passTime(eventId, 100);
    const second = await redeemPass(eventId, [buyer]);
    if (!first.ok || !second.ok) throw new Error("not let in");
    expect(second.pass.expires_at).toBe(second.pass.ends_at);
    expect(await db().queueLease.count({ where: { eventId } })).toBe(1);
    await passTime(eventId, 101);
    expect(await refusal(redeemPass(eventId, [buyer]))).toMatchObject({ code: "not_your_turn", state: "ended" });
  });

  test("a lease without a heartbeat ends and its place goes to the next buyer", async () => {
    const eventId = await aQueue({ placesMax: 1, ratePerMinute: 6_000 });
    await joiners(eventId, 2);
    await openQueue(eventId);
    await nextStep(eventId);
    const [first = "", second = ""] = await inOrder(eventId);
    await redeemPass(eventId, [first]);
    await nextStep(eventId);
    expect(await stateOf(eventId, second)).toBe("waiting");
    await passTime(eventId, 121);
    await nextStep(eventId);
    expect(await stateOf(eventId, second)).toBe("called");
  });
});

import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { closeWaitingRoom } from "#lib/waiting-room/close-waiting-room";
import { moveQueues } from "#lib/waiting-room/move-queues";
import { redeemPass } from "#lib/waiting-room/redeem-pass";
import { aBuyer, anEventOnSale } from "../../prisma/seed/builders.ts";
import { aQueue, inOrder, joiners, openQueue, passTime } from "../waiting-room/testing/queue.ts";
import { holdSeats } from "./hold-seats.ts";
import { freeSeats, held, hold, refused } from "./testing/holding.ts";

aDatabase();

/** A queue of `count` people with the first one admitted. Answers the event and the buyers in the order of the queue. */
async function aLineWithOneInside(count: number): Promise<{ eventId: number; buyers: string[] }> {
  const eventId = await aQueue({ placesMax: 1, ratePerMinute: 6_000 });
  await joiners(eventId, count);
  await openQueue(eventId);
  await passTime(eventId, 1);
  await moveQueues();
  const buyers = await inOrder(eventId);
  const entered = await redeemPass(eventId, buyers.slice(0, 1));
  if (!entered.ok) throw new Error(`not let in: ${entered.refusal.code}`);
  return { eventId, buyers };
}

describe("a sale with a waiting room", () => {
  test("holds seats for an admitted buyer", async () => {
    const { eventId, buyers } = await aLineWithOneInside(1);
    const reservation = await held(hold(eventId, [1, 2], { buyerKey: buyers[0] ?? "" }));
    expect(reservation.seats.map(({ id }) => id)).toEqual([1, 2]);
  });

  test("holds no seats for a visitor without a lease, and says where the queue is", async () => {
    const { eventId } = await aLineWithOneInside(1);
    expect(await refused(hold(eventId, [1, 2]))).toEqual({
      code: "queue_required",
      queue_url: `/api/v1/events/${eventId}/queue`,
    });
    const best = holdSeats({
      eventId,
      buyerKey: aBuyer(),
      clientReservationId: uuidv7(),
      wanted: { best: { quantity: 2 } },
    });
    expect(await refused(best)).toMatchObject({ code: "queue_required" });
    expect(await freeSeats(eventId, [1, 2])).toBe(2);
  });

  test("holds none for a waiting buyer, and gives the place in the queue", async () => {
    const { eventId, buyers } = await aLineWithOneInside(3);
    expect(await refused(hold(eventId, [1], { buyerKey: buyers[2] ?? "" }))).toMatchObject({
      code: "queue_required",
      state: "waiting",
      queue_position: 2,
      estimated_wait_seconds: null,
    });
  });

  test("holds none with an ended lease, nor with one of another sale", async () => {
    const { eventId, buyers } = await aLineWithOneInside(1);
    const [buyerKey = ""] = buyers;
    const other = await aQueue();
    expect(await refused(hold(other, [1], { buyerKey }))).toMatchObject({ code: "queue_required" });
    await passTime(eventId, 121);
    expect(await refused(hold(eventId, [1], { buyerKey }))).toMatchObject({ code: "queue_required", state: "ended" });
  });

  test("gives an admitted buyer's repeated request the first answer, even long after the lease", async () => {
    const { eventId, buyers } = await aLineWithOneInside(1);
    const request = { buyerKey: buyers[0] ?? "", clientReservationId: uuidv7() };
    const first = await held(hold(eventId, [1, 2], request));
    await passTime(eventId, 1_000);
    expect((await held(hold(eventId, [1, 2], request))).reservation_id).toBe(first.reservation_id);
  });

  test("admits all buyers once it is closed", async () => {
    const eventId = await aQueue();
    await closeWaitingRoom(eventId, "system");
    await held(hold(eventId, [1]));
  });
});

test("one batch decides sales with and without a waiting room, each by its own rule", async () => {
  const [open, behind] = [await anEventOnSale(), await aQueue()];
  const asked = Array.from({ length: 10 }, (_, i) => [hold(open, [i + 1]), hold(behind, [i + 1])]).flat();
  const results = await Promise.all(asked);
  expect(results.map(({ ok }) => ok)).toEqual(results.map((_, i) => i % 2 === 0));
  expect(await db().reservation.count({ where: { eventId: behind } })).toBe(0);
});

import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import { aDatabase } from "#lib/platform/testing/database";
import { joinQueue } from "./join-queue.ts";
import { moveQueues } from "./move-queues.ts";
import { hereWritten, noteHere } from "./note-here.ts";
import { claimCalls } from "./store.ts";
import { aQueue, calledBuyers, inOrder, joiners, openQueue, passTime } from "./testing/queue.ts";

aDatabase();

/** A queue that calls no one yet. Answers the order of the draw. */
async function aLine(people: number): Promise<{ eventId: number; order: string[] }> {
  const eventId = await aQueue({ ratePerMinute: 60_000, claimSeconds: 600, pausedAt: new Date() });
  await joiners(eventId, people);
  await openQueue(eventId);
  return { eventId, order: await inOrder(eventId) };
}

async function speak(eventId: number, buyer: string, number?: number) {
  const noted = await noteHere(eventId, [buyer], { number });
  await hereWritten();
  return noted;
}

/** Lets time pass for pages as well, so that those of before fall silent. */
async function silent(eventId: number, buyer: string): Promise<void> {
  await speak(eventId, buyer, 1);
  await db().queueTicket.updateMany({
    where: { eventId, buyerKey: buyer },
    data: { hereUntil: new Date(Date.now() - 1_000) },
  });
}

/** Makes room for one more than were called, and answers who it is. */
async function nextCalled(eventId: number): Promise<string | undefined> {
  const before = new Set(await calledBuyers(eventId));
  await db().waitingRoom.update({ where: { eventId }, data: { pausedAt: null, placesMax: before.size + 1 } });
  await passTime(eventId, 1);
  await moveQueues();
  return (await calledBuyers(eventId)).find((buyer) => !before.has(buyer));
}

describe("pages that wait", () => {
  test("who fell silent is passed over in place, and called first when their page speaks again", async () => {
    const { eventId, order } = await aLine(4);
    const [first = "", second = "", third = "", fourth = ""] = order;
    await silent(eventId, first);
    await silent(eventId, second);
    expect(await nextCalled(eventId)).toBe(third);
    await speak(eventId, first, 1);
    expect(await nextCalled(eventId)).toBe(first);
    expect(await nextCalled(eventId)).toBe(fourth);
    await speak(eventId, second, 2);
    expect(await nextCalled(eventId)).toBe(second);
  });

  test("joining again says that someone is there, and a program that never said so is called in its turn", async () => {
    const { eventId, order } = await aLine(2);
    const [first = "", second = ""] = order;
    await silent(eventId, first);
    for (const buyer of order) expect((await joinQueue(eventId, [buyer])).ok).toBe(true);
    await hereWritten();
    const saidOf = async (buyerKey: string) =>
      (await db().queueTicket.findFirstOrThrow({ where: { eventId, buyerKey } })).hereUntil;
    expect(await saidOf(first)).not.toBeNull();
    expect(await saidOf(second)).toBeNull();
    expect(await nextCalled(eventId)).toBe(first);
    expect(await nextCalled(eventId)).toBe(second);
  });

  test("speak the more often, the nearer their turn is", async () => {
    const { eventId, order } = await aLine(3);
    await db().waitingRoom.update({ where: { eventId }, data: { ratePerMinute: 60 } });
    const near = await speak(eventId, order[0] ?? "", 100);
    const far = await speak(eventId, order[1] ?? "", 10_000);
    expect([near, far]).toEqual([{ nextSeconds: 40 }, { nextSeconds: 240 }]);
    expect(await speak(eventId, order[2] ?? "")).toEqual(far);
    const kept = await db().queueTicket.findMany({ where: { eventId }, orderBy: { sequence: "asc" } });
    const seconds = kept.map(({ hereUntil }) => ((hereUntil?.getTime() ?? 0) - Date.now()) / 1_000);
    // A page speaks at least twice before it counts as silent.
    expect(seconds[0]).toBeGreaterThan(2 * 40);
    expect(seconds[1]).toBeGreaterThan(2 * 240);
  });

  test("of others, of nobody and of a sale without a waiting room change nothing", async () => {
    const { eventId } = await aLine(1);
    expect(await speak(eventId, "guest:00000000-0000-7000-8000-00000000000f", 1)).toEqual({ nextSeconds: 40 });
    expect(await noteHere(eventId, [])).toEqual({ nextSeconds: 240 });
    expect(await noteHere(2_000_000_000, ["guest:nobody"])).toBeUndefined();
    expect(await db().queueTicket.count({ where: { eventId, hereUntil: { not: null } } })).toBe(0);
  });

  test("wait for no step: a ticket that is being called is left out", async () => {
    const { eventId, order } = await aLine(2);
    const [first = "", second = ""] = order;
    await inTransaction(db(), async (tx) => {
      await tx.$queryRaw`SELECT id FROM queue_tickets WHERE event_id = ${eventId} AND buyer_key = ${first} FOR UPDATE`;
      await speak(eventId, first, 1);
      await speak(eventId, second, 2);
    });
    const rows = await db().queueTicket.findMany({ where: { eventId }, orderBy: { sequence: "asc" } });
    expect(rows.map(({ hereUntil }) => hereUntil !== null)).toEqual([false, true]);
  });

  test("while nobody waits who is there, no time counts as waiting", async () => {
    const { eventId, order } = await aLine(1);
    await silent(eventId, order[0] ?? "");
    await db().waitingRoom.update({ where: { eventId }, data: { pausedAt: null } });
    await passTime(eventId, 60);
    expect(await claimCalls(eventId)).toBe(0);
    const room = await db().waitingRoom.findUniqueOrThrow({ where: { eventId } });
    expect(room.calledCount).toBe(0);
    expect(room.pacePerSecond).toBe(0);
  });
});

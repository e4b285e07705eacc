import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aBuyer } from "../../prisma/seed/builders.ts";
import { faultsOfDraw, newSeed } from "./draw.ts";
import { joinQueue } from "./join-queue.ts";
import { LANES, SLOW_SECONDS } from "./lanes.ts";
import { moveQueues } from "./move-queues.ts";
import { readDraw, readStatus } from "./read-status.ts";
import { claimDraw, loadSalt } from "./store.ts";
import { aQueue, inOrder, joined, joiners, openQueue, passTime, withAccess } from "./testing/queue.ts";

aDatabase();

/** Moves the queue one step after its rate bucket has filled up. */
async function nextStep(eventId: number): Promise<void> {
  await passTime(eventId, 2);
  await moveQueues();
}

describe("the draw", () => {
  test("is asked for in more sales at once than are kept, where none has happened yet", async () => {
    const eventIds: number[] = [];
    for (let sale = 0; sale < 12; sale++) eventIds.push(await aQueue());
    expect(await Promise.all(eventIds.map(readDraw))).toEqual(eventIds.map(() => undefined));
  });

  test("can be recomputed by anyone from the published data, and is secret beforehand", async () => {
    const eventId = await aQueue({ ratePerMinute: 1 });
    await joiners(eventId, 30);
    expect(await readDraw(eventId)).toBeUndefined();
    const before = await readStatus(eventId);
    expect(before).toMatchObject({ phase: "before", waiting: 30, draw: { seed: null, salt: null } });
    const row = await db().waitingRoom.findUniqueOrThrow({ where: { eventId } });
    await openQueue(eventId);
    const draw = await readDraw(eventId);
    if (!draw) throw new Error("nothing was drawn");
    expect(draw.seed_hash).toBe(before?.draw.seed_hash);
    expect(Object.values(row).map(String).join()).not.toContain(draw.seed);
    const { event_id: _, seed_hash: seedHash, drawn_at: _at, tickets: ticketIds, ...rest } = draw;
    expect(faultsOfDraw({ eventId, seedHash, ticketIds, ...rest })).toEqual([]);
    const rows = await db().queueTicket.findMany({ where: { eventId }, orderBy: { sequence: "asc" } });
    expect(rows.map(({ id }) => id)).toEqual(ticketIds);
    expect(rows.map(({ sequence }) => Number(sequence))).toEqual(rows.map((_row, i) => i + 1));
  });

  test("happens once and never before the opening, with whatever seed it is requested", async () => {
    const eventId = await aQueue({ ratePerMinute: 1 });
    await joiners(eventId, 5);
    await moveQueues();
    expect(await claimDraw(eventId, newSeed(), await loadSalt(eventId))).toBe(false);
    expect(await inOrder(eventId)).toEqual([]);
    await openQueue(eventId);
    const drawn = await inOrder(eventId);
    expect(drawn).toHaveLength(5);
    await nextStep(eventId);
    expect(await claimDraw(eventId, newSeed(), await loadSalt(eventId))).toBe(false);
    expect(await inOrder(eventId)).toEqual(drawn);
  });

  test("is refused when its salt is not the digest of the tickets that take part", async () => {
    const eventId = await aQueue({ ratePerMinute: 1 });
    await joiners(eventId, 3);
    const salt = await loadSalt(eventId);
    await joiners(eventId, 1);
    await passTime(eventId, 3_601);
    expect(await claimDraw(eventId, newSeed(), salt)).toBe(false);
    expect(await inOrder(eventId)).toEqual([]);
  });

  test("gives the declared number of places at the front to members, the others draw with everyone, and suspected scripts come last", async () => {
    const eventId = await aQueue({ ratePerMinute: 1, membersFirst: 3 });
    const everyone = await joiners(eventId, 12);
    const suspected = ["guest:bot-1", "guest:bot-2"];
    for (const key of suspected) await joined(eventId, key, { isSuspected: true });
    const members = Array.from({ length: 8 }, aBuyer);
    for (const buyerKey of members) await withAccess(eventId, buyerKey);
    for (const key of members.slice(1)) await joined(eventId, key);
    // One of them joined before they had their access, and comes back with it.
    await db().buyerAccess.deleteMany({ where: { eventId, buyerKey: members[0] as string } });
    await joined(eventId, members[0] as string);
    await withAccess(eventId, members[0] as string);
    await joined(eventId, members[0] as string);
    await openQueue(eventId);
    const order = await inOrder(eventId);
    expect(order.slice(0, 3).every((key) => members.includes(key))).toBe(true);
    expect(new Set(order.slice(3, 20))).toEqual(
      new Set([...everyone, ...members].filter((key) => !order.slice(0, 3).includes(key))),
    );
    expect(new Set(order.slice(20))).toEqual(new Set(suspected));
    const draw = await readDraw(eventId);
    if (!draw) throw new Error("nothing was drawn");
    expect(draw.strata).toEqual([
      { name: "members", tickets: 3 },
      { name: "everyone", tickets: 17 },
      { name: "slow", tickets: 2 },
    ]);
    const published = { ...draw, eventId, seedHash: draw.seed_hash, ticketIds: draw.tickets };
    expect(faultsOfDraw(published)).toEqual([]);
    expect(faultsOfDraw({ ...published, strata: [{ tickets: 22 }] })).toEqual(["the numbers do not follow the keys"]);
    expect(faultsOfDraw({ ...published, strata: draw.strata.slice(1) })).toContain(
      "the strata are not of these tickets",
    );
    // The members' places went to those with the smallest keys among them.
    const keys = await db().queueTicket.findMany({
      where: { eventId, buyerKey: { in: members } },
      orderBy: { drawKey: "asc" },
    });
    expect(order.slice(0, 3)).toEqual(keys.slice(0, 3).map(({ buyerKey }) => buyerKey));
  });

  test("keeps a suspected script that comes later waiting for its number, and nobody else", async () => {
    const eventId = await aQueue({ ratePerMinute: 1 });
    await openQueue(eventId);
    await joined(eventId, "guest:bot", { isSuspected: true });
    const [late] = await joiners(eventId, 1);
    await moveQueues();
    expect(await inOrder(eventId)).toEqual([late]);
    await passTime(eventId, SLOW_SECONDS);
    const [later] = await joiners(eventId, 1);
    await moveQueues();
    expect(await inOrder(eventId)).toEqual([late, "guest:bot", later]);
  });

  test("is not for guests without a proof: challenge_required, and no ticket; who has a place keeps it", async () => {
    const eventId = await aQueue();
    const networkKey = "network:campus";
    expect(await joinQueue(eventId, ["guest:a"], { networkKey })).toEqual({
      ...{ ok: false, refusal: { code: "challenge_required", challenge_url: `/api/v1/events/${eventId}/challenges` } },
    });
    expect(await db().queueTicket.count({ where: { eventId } })).toBe(0);
    const ticket = await joined(eventId, "guest:a");
    expect(await joinQueue(eventId, ["guest:a"], { networkKey })).toEqual({ ok: true, ticket });
  });

  test("puts late arrivals behind the drawn ones, in the order of arrival", async () => {
    const eventId = await aQueue({ ratePerMinute: 1 });
    const early = await joiners(eventId, 6);
    await openQueue(eventId);
    const late = await joiners(eventId, 6);
    await moveQueues();
    const order = await inOrder(eventId);
    expect(new Set(order.slice(0, 6))).toEqual(new Set(early));
    expect(order.slice(6)).toEqual(late);
    // The record of the draw lists only the tickets that took part.
    expect((await readDraw(eventId))?.tickets).toHaveLength(6);
  });
});

test("access to a presale that has ended is no membership", async () => {
  const eventId = await aQueue({ ratePerMinute: 1, membersFirst: 1 });
  const [former = "", member = ""] = [aBuyer(), aBuyer()];
  for (const buyerKey of [former, member]) await withAccess(eventId, buyerKey);
  await db().buyerAccess.updateMany({ where: { eventId, buyerKey: former }, data: { validUntil: new Date(0) } });
  await joined(eventId, former);
  await joined(eventId, member);
  const tickets = await db().queueTicket.findMany({ where: { eventId }, select: { buyerKey: true, lane: true } });
  expect(new Map(tickets.map(({ buyerKey, lane }) => [buyerKey, lane]))).toEqual(
    new Map([
      [former, LANES.everyone],
      [member, LANES.member],
    ]),
  );
});

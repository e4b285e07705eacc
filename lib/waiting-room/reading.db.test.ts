import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import type { LevelRead } from "./forecast.ts";
import { claimEmptying } from "./load-store.ts";
import { forgetReadings, logEmptied, logReading } from "./log-reading.ts";
import { moveQueues } from "./move-queues.ts";
import { readStatus } from "./read-status.ts";
import { listReadings } from "./reading-store.ts";
import { redeemPass } from "./redeem-pass.ts";
import { aQueue, calledBuyers, inOrder, joiners, openQueue, passTime } from "./testing/queue.ts";

aDatabase();

/** A queue of so many that calls three people each two seconds. */
async function aMovingQueue(people: number, settings: Parameters<typeof aQueue>[0] = {}): Promise<number> {
  const eventId = await aQueue({ ratePerMinute: 90, placesMax: 500, ...settings });
  await joiners(eventId, people);
  await openQueue(eventId);
  return eventId;
}

async function steps(eventId: number, count: number): Promise<void> {
  for (let step = 0; step < count; step++) {
    await passTime(eventId, 2);
    await moveQueues();
  }
}

describe("readings of a queue", () => {
  test("are taken every ten seconds while anyone waits, and once more when the last one was called", async () => {
    const eventId = await aMovingQueue(30);
    await steps(eventId, 20);
    const readings = await listReadings(eventId, 100);
    // Three a step at most, so that thirty people are called in twenty seconds or more.
    expect(readings.length).toBeGreaterThanOrEqual(3);
    expect(readings.at(-1)).toMatchObject({ waiting: 0, serving: 30, lastNumber: 30, calledCount: 30 });
    const gaps = readings.slice(1).map(({ atMs }, i) => atMs - (readings[i]?.atMs ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(10_000);
  });

  test("know no person, and what is free of each price level", async () => {
    const eventId = await aMovingQueue(5, { ratePerMinute: 1 });
    const [reading] = await listReadings(eventId, 1);
    const [row] = await db().queueReading.findMany({ where: { eventId } });
    const levels = await db().priceLevel.findMany({ where: { eventId } });
    expect(reading?.levels.map(({ id }) => id).toSorted()).toEqual(levels.map(({ id }) => id).toSorted());
    expect(reading?.levels.reduce((sum, { left }) => sum + left, 0)).toBe((await readStatus(eventId))?.available_seats);
    const [ticket] = await db().queueTicket.findMany({ where: { eventId } });
    expect(JSON.stringify(row, (_, value) => (typeof value === "bigint" ? Number(value) : value))).not.toMatch(
      `${ticket?.id}|${ticket?.buyerKey}`,
    );
  });

  test("count what people take since the queue began, as the call does, however long ago that was", async () => {
    const eventId = await aMovingQueue(120);
    await steps(eventId, 6);
    const before = new Date(Date.now() - 1_200_000);
    await db().waitingRoom.update({ where: { eventId }, data: { queueingSince: new Date(before.getTime() - 1_000) } });
    const first = await db().queueReading.findFirstOrThrow({ where: { eventId }, orderBy: { at: "asc" } });
    const [level] = first.levels as LevelRead[];
    // Five hundred more are taken now than then.
    const levels = [{ ...level, occupied: Number(level?.occupied) - 500 }];
    await db().queueReading.updateMany({ where: { eventId, at: first.at }, data: { at: before, levels } });
    // A line of an emptied queue tells nothing of what people take: it repeats what was free before.
    const emptied = new Date(before.getTime() - 500);
    await db().queueReading.create({
      data: {
        ...{ eventId, at: emptied, serving: 0, lastNumber: 120, calledCount: 0, waiting: 120, inside: 0, choosing: 0 },
        ...{ isPaused: false, wasEmptied: true, levels: first.levels ?? [] },
      },
    });
    // More readings between than the pace is measured by.
    const between = Array.from({ length: 60 }, (_, i) => ({
      ...{ eventId, at: new Date(before.getTime() + (i + 1) * 10_000), serving: 0, lastNumber: 120, calledCount: 0 },
      ...{ waiting: 120, inside: 0, choosing: 0, isPaused: false, levels: first.levels ?? [] },
    }));
    await db().queueReading.createMany({ data: between });
    await steps(eventId, 6);
    const latest = (await listReadings(eventId, 1))[0]?.levels.find(({ id }) => id === level?.id);
    expect(latest?.seatsPerPerson).toBeGreaterThan(3);
  });

  test("forecast once thirty people were called, by what was called since, and the public status says it", async () => {
    const eventId = await aMovingQueue(120);
    await steps(eventId, 8);
    expect(await readStatus(eventId)).toMatchObject({ forecast: null, pace_per_minute: null });
    await steps(eventId, 16);
    const status = await readStatus(eventId);
    expect(status?.pace_per_minute).toBeGreaterThan(0);
    expect(status?.pace_per_minute).toBeLessThanOrEqual(90);
    expect(status?.forecast).toMatchObject({ waiting_share: 1 });
    expect(status?.forecast?.free_places).toBeGreaterThan(400);
    await passTime(eventId, 600);
    expect((await readStatus(eventId))?.forecast).toBeNull();
  });

  test("count who is inside and on the way in, how long people stayed, and who left of those who wait", async () => {
    const eventId = await aMovingQueue(10, { ratePerMinute: 6_000, placesMax: 4 });
    await steps(eventId, 1);
    const [first = "", second = ""] = await calledBuyers(eventId);
    await redeemPass(eventId, [first]);
    await redeemPass(eventId, [second]);
    await db().queueTicket.updateMany({
      where: { eventId, buyerKey: (await inOrder(eventId)).at(-1) ?? "" },
      data: { calledAt: new Date(), redeemedAt: new Date() },
    });
    await passTime(eventId, 11);
    await logReading(eventId);
    expect((await listReadings(eventId, 1))[0]).toMatchObject({ inside: 4, waiting: 5, serving: 4, lastNumber: 10 });
  });

  test("say when the organizer emptied the queue", async () => {
    const eventId = await aMovingQueue(10, { ratePerMinute: 1 });
    await claimEmptying(eventId);
    await logEmptied(eventId);
    expect((await listReadings(eventId, 1))[0]).toMatchObject({ wasEmptied: true, waiting: 0, serving: 10 });
  });

  test("are forgotten after a season, and with their event", async () => {
    const [old, young] = [await aMovingQueue(2, { ratePerMinute: 1 }), await aMovingQueue(2, { ratePerMinute: 1 })];
    await passTime(old, 91 * 86_400);
    expect(await forgetReadings()).toBe(1);
    expect([await listReadings(old, 9), await listReadings(young, 9)].map(({ length }) => length)).toEqual([0, 1]);
  });
});

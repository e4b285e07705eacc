import { afterEach, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { loadState } from "#lib/protection/load/load-state";
import { noteGateway } from "#lib/protection/load/readings";
import { judgeNow } from "#lib/protection/load/watch-load";
import { moveQueues } from "./move-queues.ts";
import { readStatus } from "./read-status.ts";
import { aQueue, calledBuyers, joiners, passTime } from "./testing/queue.ts";

aDatabase();
afterEach(() => {
  for (const name of ["load-state", "load-measured", "env"]) forgetSingleton(name);
  process.env.LOAD_TOLERANCE = "100000";
});

const roomOf = (eventId: number) => db().waitingRoom.findUniqueOrThrow({ where: { eventId } });

test("under load an automatic room begins to queue before its places are taken, once, and lets everyone in again after the load", async () => {
  const eventId = await aQueue({ mode: "AUTOMATIC", placesMax: 100 });
  await passTime(eventId, 3_601);
  await moveQueues();
  await moveQueues();
  expect((await roomOf(eventId)).queueingSince).toBeNull();

  loadState().switches = { queue: "forced" };
  await moveQueues();
  await moveQueues();
  expect((await roomOf(eventId)).queueingSince).not.toBeNull();
  const lines = await db().auditEntry.findMany({ where: { eventId, action: "waiting_room.begin_queue" } });
  expect(lines.map(({ detail }) => detail)).toEqual([{ inside: 0, reason: "load" }]);
  // Calm as it is, it goes on queueing while the load lasts.
  await passTime(eventId, 600);
  await moveQueues();
  await passTime(eventId, 600);
  await moveQueues();
  expect(await db().auditEntry.count({ where: { eventId, action: "waiting_room.end_queue" } })).toBe(0);

  loadState().switches = { queue: "forbidden" };
  await moveQueues();
  await passTime(eventId, 600);
  await moveQueues();
  expect((await roomOf(eventId)).queueingSince).toBeNull();
});

test("while the gateway answers nothing, nobody is called, and the status says that it is an outage", async () => {
  const eventId = await aQueue({ ratePerMinute: 6_000 });
  await joiners(eventId, 3);
  await passTime(eventId, 3_601);
  process.env.LOAD_TOLERANCE = "1";
  forgetSingleton("env");
  for (let request = 0; request < 5; request++) noteGateway(10, "failed");
  judgeNow();
  await moveQueues();
  await passTime(eventId, 2);
  await moveQueues();
  expect(await calledBuyers(eventId)).toEqual([]);
  expect(await readStatus(eventId)).toMatchObject({ held_back: "outage" });

  noteGateway(10, "ok");
  judgeNow();
  await passTime(eventId, 2);
  await moveQueues();
  expect(await calledBuyers(eventId)).not.toEqual([]);
});

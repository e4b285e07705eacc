/**
 * Someone leaves while the order is drawn. Symptom: the published list lacks a ticket that the salt is made of, and an honest draw looks
 * tampered with. Method: a leave that is not committed yet while the draw begins, and the other way round; the control takes the lock out.
 */
import pg from "pg";
import { afterEach, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { unseal } from "#lib/platform/seal";
import { aDatabase } from "#lib/platform/testing/database";
import { waitForLockWaits } from "#lib/platform/testing/locks";
import { LEAVE_QUEUE } from "./leave-function.ts";
import { leaveQueue } from "./leave-queue.ts";
import { moveQueues } from "./move-queues.ts";
import { SEED_PURPOSE } from "./open-waiting-room.ts";
import { claimDraw, loadSalt } from "./store.ts";
import { withChanged } from "./testing/changed-function.ts";
import { brokenDraw } from "./testing/check-queue.ts";
import { aQueue, joiners, passTime } from "./testing/queue.ts";

const database = aDatabase();

const open: pg.Client[] = [];
afterEach(async () => {
  for (const client of open.splice(0)) await client.end();
});

/** A leave whose transaction is still open when the draw begins. Answers what is broken of the draw that comes of it. */
async function leaveIntoTheDraw(): Promise<string[]> {
  const eventId = await aQueue({ ratePerMinute: 1 });
  const [leaver = ""] = await joiners(eventId, 6);
  await passTime(eventId, 3_601);
  const { sealedSeed } = await db().waitingRoom.findUniqueOrThrow({ where: { eventId } });
  const salt = await loadSalt(eventId);
  const client = new pg.Client({ connectionString: database.url() });
  open.push(client);
  await client.connect();
  await client.query("BEGIN");
  await client.query(`SELECT ${LEAVE_QUEUE.name}($1, $2)`, [eventId, [leaver]]);
  const drawing = claimDraw(eventId, unseal(SEED_PURPOSE, sealedSeed) ?? "", salt);
  await waitForLockWaits(1);
  await client.query("COMMIT");
  await drawing;
  await moveQueues();
  return brokenDraw(eventId);
}

describe("a draw beside people who leave", () => {
  test("is made of those who stay: it waits for a leave that is under way", async () => {
    expect(await leaveIntoTheDraw()).toEqual([]);
  });

  test("control: without the lock of the room its list lacks a ticket of its salt", async () => {
    const broken = await withChanged({ of: LEAVE_QUEUE, from: " FOR SHARE", to: "" }, leaveIntoTheDraw);
    expect(broken.length).toBeGreaterThan(0);
  });

  test("can be checked however many leave and join while it is made", async () => {
    const eventId = await aQueue({ ratePerMinute: 1 });
    const buyers = await joiners(eventId, 30);
    await passTime(eventId, 3_601);
    await Promise.all([
      ...buyers.slice(0, 15).map((buyer) => leaveQueue(eventId, [buyer])),
      ...Array.from({ length: 10 }, () => moveQueues()),
      joiners(eventId, 5),
    ]);
    await moveQueues();
    expect(await brokenDraw(eventId)).toEqual([]);
  });
});

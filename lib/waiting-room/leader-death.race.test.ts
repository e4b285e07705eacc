/**
 * The leader of the queue dies in the middle of a step, or goes on after it lost its lease. Symptoms: a place that is lost, two people with
 * one number, an order that is not the draw's, calls above rate or places. Method: processes that are killed inside each part of a step
 * while the next leader waits behind their locks. The controls take one guard out each.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { unseal } from "#lib/platform/seal";
import { aDatabase } from "#lib/platform/testing/database";
import { firstMessage } from "#lib/platform/testing/first-message";
import { waitForLockWaits } from "#lib/platform/testing/locks";
import { drawPads } from "./draw.ts";
import { moveQueues } from "./move-queues.ts";
import { SEED_PURPOSE } from "./open-waiting-room.ts";
import { CALL_QUEUE, DRAW_QUEUE, NUMBER_QUEUE, REDEEM_PASS } from "./queue-functions.ts";
import { redeemPass } from "./redeem-pass.ts";
import { claimCalls, claimDraw, claimNumbers, loadSalt } from "./store.ts";
import { type Change, withChanged } from "./testing/changed-function.ts";
import { brokenDraw, brokenQueueInvariants } from "./testing/check-queue.ts";
import { aQueue, calledBuyers, inOrder, joiners, openQueue, passTime } from "./testing/queue.ts";

const database = aDatabase();

const EARLY = 12;
const PLACES = 3;

/** A queue at its opening: twelve take part in the draw, which is due, and five came after it. */
async function atTheOpening(): Promise<{ eventId: number; late: string[] }> {
  const eventId = await aQueue({ placesMax: PLACES, ratePerMinute: 6_000 });
  await joiners(eventId, EARLY);
  await passTime(eventId, 3_601);
  return { eventId, late: await joiners(eventId, 5) };
}

async function seedOf(eventId: number): Promise<string> {
  const { sealedSeed } = await db().waitingRoom.findUniqueOrThrow({ where: { eventId } });
  return unseal(SEED_PURPOSE, sealedSeed) ?? "";
}

/** The parts of a step, in their order: as a statement that is killed, and as the next leader's first parts that it survives. */
const PARTS = {
  draw: {
    statement: async (eventId: number) => {
      const [seed, salt] = [await seedOf(eventId), await loadSalt(eventId)];
      const { inner, outer } = drawPads(seed, salt);
      const pads = `'\\x${inner.toString("hex")}', '\\x${outer.toString("hex")}'`;
      return `SELECT * FROM ${DRAW_QUEUE.name}(${eventId}, '${salt}', ${pads}, '${seed}')`;
    },
    run: async (eventId: number) => void (await claimDraw(eventId, await seedOf(eventId), await loadSalt(eventId))),
  },
  number: {
    statement: async (eventId: number) => `SELECT ${NUMBER_QUEUE.name}(${eventId})`,
    run: async (eventId: number) => void (await claimNumbers(eventId)),
  },
  call: {
    statement: async (eventId: number) => `SELECT ${CALL_QUEUE.name}(${eventId}, NULL, NULL, 'good')`,
    run: async (eventId: number) => void (await claimCalls(eventId)),
  },
};
const NAMES = ["draw", "number", "call"] as const;

/** A process runs the statement and is killed before it commits, while the next one's work waits behind it. */
async function killedIn<T>(statement: string, next: () => Promise<T>): Promise<T> {
  const script = join(import.meta.dirname, "..", "platform", "testing", "killed-statement.ts");
  const child = fork(script, [statement], { env: { ...process.env, DATABASE_URL: database.url() } });
  await firstMessage(child);
  const work = next();
  await waitForLockWaits(1);
  child.kill("SIGKILL");
  await once(child, "exit");
  return work;
}

async function expectWhole(eventId: number, late: string[]): Promise<void> {
  await passTime(eventId, 1);
  await moveQueues();
  const order = await inOrder(eventId);
  expect(order).toHaveLength(EARLY + late.length);
  expect(order.slice(EARLY)).toEqual(late);
  expect(await calledBuyers(eventId)).toEqual(order.slice(0, PLACES));
  expect([...(await brokenDraw(eventId)), ...(await brokenQueueInvariants(eventId))]).toEqual([]);
}

describe("a leader that dies", () => {
  test.each(NAMES)("inside the %s has done nothing, and the next one does it all", async (part) => {
    const { eventId, late } = await atTheOpening();
    for (const before of NAMES.slice(0, NAMES.indexOf(part))) await PARTS[before].run(eventId);
    if (part === "call") await passTime(eventId, 1);
    const rows = () => db().queueTicket.findMany({ where: { eventId }, orderBy: { id: "asc" } });
    const before = await rows();
    const seen = await killedIn(await PARTS[part].statement(eventId), async () => {
      const during = await rows();
      await moveQueues();
      return during;
    });
    expect(seen).toEqual(before);
    await expectWhole(eventId, late);
  });

  test.each(NAMES)("after the %s loses nothing of it, and the next one goes on from there", async (part) => {
    const { eventId, late } = await atTheOpening();
    for (const done of NAMES.slice(0, NAMES.indexOf(part) + 1)) await PARTS[done].run(eventId);
    await moveQueues();
    await expectWhole(eventId, late);
  });

  test("control: with a draw in two transactions, one that dies between them loses the order", async () => {
    const { eventId } = await atTheOpening();
    const [seed, salt] = [await seedOf(eventId), await loadSalt(eventId)];
    await db()
      .$executeRaw`UPDATE waiting_rooms SET drawn_at = now(), seed = ${seed}, salt = ${salt}, drawn_count = 12 WHERE event_id = ${eventId}`;
    await moveQueues();
    expect(await brokenDraw(eventId)).not.toEqual([]);
  });
});

describe("a leader that goes on after it lost its lease", () => {
  /** One leader's call is not committed yet when the next one's begins. A third follows. Answers how many were called: a minute allows one. */
  async function twoLeaders(): Promise<number> {
    const eventId = await aQueue({ ratePerMinute: 1 });
    await joiners(eventId, 5);
    await openQueue(eventId);
    await passTime(eventId, 60);
    const former = new pg.Client({ connectionString: database.url() });
    await former.connect();
    await former.query("BEGIN");
    await former.query(await PARTS.call.statement(eventId));
    const next = claimCalls(eventId);
    await waitForLockWaits(1);
    await former.query("COMMIT");
    await former.end();
    await next;
    await claimCalls(eventId);
    return (await calledBuyers(eventId)).length;
  }

  test("makes one more step, behind the other's: the rate holds", async () => {
    expect(await twoLeaders()).toBe(1);
  });

  test("control: without the room's lock the next one gives its call back to the rate", async () => {
    const change: Change = { of: CALL_QUEUE, from: "paused_at IS NULL FOR UPDATE", to: "paused_at IS NULL" };
    expect(await withChanged(change, twoLeaders)).toBeGreaterThan(1);
  });
});

describe("a pass that is copied to another browser", () => {
  /** Lets someone in, whose lease ends while the time to redeem a pass goes on. Answers how each of 20 copies at once is answered then. */
  async function replayed(): Promise<string[]> {
    const eventId = await aQueue({ ratePerMinute: 6_000, claimSeconds: 600 });
    const [buyer = ""] = await joiners(eventId, 1);
    await openQueue(eventId);
    await passTime(eventId, 1);
    await moveQueues();
    expect((await redeemPass(eventId, [buyer])).ok).toBe(true);
    await passTime(eventId, 121);
    const answers = await Promise.all(Array.from({ length: 20 }, () => redeemPass(eventId, [buyer])));
    return answers.map((answer) => (answer.ok ? "in" : "state" in answer.refusal ? answer.refusal.state : "not found"));
  }

  test("and replayed after its lease has ended, lets nobody in", async () => {
    expect(new Set(await replayed())).toEqual(new Set(["ended"]));
  });

  test("control: without the mark of its redemption it lets people in again", async () => {
    const change: Change = {
      of: REDEEM_PASS,
      from: "AND t.redeemed_at IS NULL AND t.called_at",
      to: "AND t.called_at",
    };
    expect(await withChanged(change, replayed)).toContain("in");
  });
});

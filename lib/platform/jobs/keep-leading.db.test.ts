import { expect, test, vi } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { uuidv7 } from "../ids.ts";
import { keepLeading } from "./keep-leading.ts";
import { asLeader } from "./leader.ts";

aDatabase();

const LONG = { timeout: 60_000 };
/** As long as twenty steps take, if there still were any. */
async function timeForSteps(): Promise<void> {
  for (let i = 0; i < 20; i++) await asLeader("beside", 60, async () => true);
}

test("the work is done again and again, also after it failed, until it is stopped", async () => {
  let done = 0;
  const stop = keepLeading({
    ...{ name: "busy", stepMs: 1, idleMs: 600_000 },
    work: async () => {
      done += 1;
      if (done === 2) throw new Error("the database is away");
      return true;
    },
  });
  await vi.waitFor(() => expect(done).toBeGreaterThan(3), LONG);
  await stop();
  const before = done;
  await timeForSteps();
  expect(done).toBe(before);
});

test("stopping waits for work that is under way, and none follows", async () => {
  const [begun, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let [begins, ends] = [0, 0];
  const stop = keepLeading({
    ...{ name: "slow", stepMs: 1, idleMs: 1 },
    work: async () => {
      begins += 1;
      begun.resolve();
      await gate.promise;
      ends += 1;
      return true;
    },
  });
  await begun.promise;
  const stopped = stop();
  gate.resolve();
  await stopped;
  expect(ends).toBe(1);
  await timeForSteps();
  expect(begins).toBe(1);
});

test("while another process leads, nothing is done here", async () => {
  await db()
    .$executeRaw`INSERT INTO leader_leases (name, holder, held_until) VALUES ('taken', ${uuidv7()}::uuid, now() + interval '1 hour')`;
  let [done, asked] = [0, 0];
  const work = async () => {
    done += 1;
    return true;
  };
  const stop = keepLeading({ ...{ name: "taken", stepMs: 1, idleMs: 1 }, work });
  const other = keepLeading({
    ...{ name: "free", stepMs: 1, idleMs: 1 },
    work: async () => {
      asked += 1;
      return true;
    },
  });
  await vi.waitFor(() => expect(asked).toBeGreaterThan(5), LONG);
  await Promise.all([stop(), other()]);
  expect(done).toBe(0);
});

import { expect, test } from "vitest";
import { db } from "../db/db.ts";
import { forgetSingleton } from "../singleton.ts";
import { aDatabase } from "../testing/database.ts";
import { asLeader } from "./leader.ts";

aDatabase();

/** From here on we are a process of its own to the lease. */
const anotherProcess = () => forgetSingleton("leader-id");
const work = async () => "worked";

test("one process leads and goes on leading; the others do nothing", async () => {
  expect(await asLeader("sweep", 60, work)).toBe("worked");
  expect(await asLeader("sweep", 60, work)).toBe("worked");
  anotherProcess();
  expect(await asLeader("sweep", 60, work)).toBeUndefined();
});

test("a leader that went away is followed when its lease ran out", async () => {
  expect(await asLeader("mail", 60, work)).toBe("worked");
  anotherProcess();
  expect(await asLeader("mail", 60, work)).toBeUndefined();
  await db().$executeRaw`UPDATE leader_leases SET held_until = now() - interval '1 second' WHERE name = 'mail'`;
  expect(await asLeader("mail", 60, work)).toBe("worked");
  anotherProcess();
  expect(await asLeader("mail", 60, work)).toBeUndefined();
});

test("of many who reach for a free lease at once exactly one gets it", async () => {
  const claims = Array.from({ length: 20 }, () => {
    anotherProcess();
    return asLeader("race", 60, work);
  });
  expect((await Promise.all(claims)).filter((answer) => answer !== undefined)).toEqual(["worked"]);
});

test("work that fails leaves the lease where it is", async () => {
  await expect(asLeader("broken", 60, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await asLeader("broken", 60, work)).toBe("worked");
});

import { expect, test } from "vitest";
import { db } from "../db/db.ts";
import { aDatabase } from "../testing/database.ts";
import { freeLostJobs, jobsWaiting, noteWorkerAlive, oldestJobSeconds } from "./job-store.ts";
import { enqueue, startWorker } from "./worker.ts";

aDatabase();

/** Resolves with what the task was given once it ran `times`. */
function aTask(times: number, fails: (run: number) => boolean = () => false) {
  const payloads: unknown[] = [];
  let finish = () => {};
  const done = new Promise<unknown[]>((resolve) => {
    finish = () => resolve(payloads);
  });
  const task = async (payload: unknown) => {
    payloads.push(payload);
    if (payloads.length >= times) finish();
    if (fails(payloads.length)) throw new Error("not this time");
  };
  return { task, done };
}

test("a job waits for a worker, and runs with its payload", async () => {
  await enqueue("greet", { name: "Ann" });
  expect(await jobsWaiting()).toBe(1);
  const { task, done } = aTask(1);
  const worker = await startWorker({ greet: task });
  expect(await done).toEqual([{ name: "Ann" }]);
  await worker.stop();
  expect(await jobsWaiting()).toBe(0);
});

test("a failed job is retried with the same payload (INV-11)", async () => {
  const { task, done } = aTask(2, (run) => run === 1);
  const worker = await startWorker({ stumble: task });
  await enqueue("stumble", { id: 1 });
  // The pause before the second run is graphile-worker's own; the clock of the job is moved instead of waited for.
  const hurry = setInterval(
    () =>
      void db()
        .$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE attempts = 1 AND locked_at IS NULL`,
    100,
  );
  expect(await done).toEqual([{ id: 1 }, { id: 1 }]);
  clearInterval(hurry);
  await worker.stop();
});

test("a job of a transaction that is rolled back never was", async () => {
  const before = await jobsWaiting();
  await expect(
    db().$transaction([
      db().$queryRaw`SELECT 1 FROM graphile_worker.add_job('ghost', '{}'::json)`,
      db().$queryRaw`SELECT 1 / 0`,
    ]),
  ).rejects.toThrow();
  expect(await jobsWaiting()).toBe(before);
});

/** Enqueues a job and locks it, as `worker` did that many seconds ago. */
async function aLockedJob(worker: string, secondsAgo: number): Promise<string> {
  const [row] = await db().$queryRaw<
    { id: string }[]
  >`SELECT id::text FROM graphile_worker.add_job('locked', '{}'::json)`;
  await db().$executeRaw`
    UPDATE graphile_worker._private_jobs SET locked_by = ${worker}, locked_at = now() - make_interval(secs => ${secondsAgo}::int)
    WHERE id = ${row?.id}::bigint`;
  return row?.id ?? "";
}

async function lockedJobs(): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT id::text FROM graphile_worker._private_jobs j WHERE locked_at IS NOT NULL ORDER BY j.id`;
  return rows.map(({ id }) => id);
}

test("jobs of workers that are gone, and those that a worker locked without running them, are free after half a minute", async () => {
  await noteWorkerAlive("pool-alive");
  await noteWorkerAlive("pool-mine");
  await noteWorkerAlive("pool-silent");
  await db().$executeRaw`UPDATE job_workers SET seen_at = now() - interval '31 s' WHERE worker = 'pool-silent'`;
  const lost = [
    await aLockedJob("pool-killed", 31),
    await aLockedJob("pool-silent", 31),
    await aLockedJob("pool-mine", 31),
  ];
  const kept = [
    await aLockedJob("pool-killed", 1),
    await aLockedJob("pool-alive", 31),
    await aLockedJob("pool-mine", 31),
    await aLockedJob("pool-mine", 1),
  ];
  expect(await freeLostJobs("pool-mine", [kept[2] ?? ""])).toBe(lost.length);
  expect(await lockedJobs()).toEqual(kept);
  await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});

test("a job that a killed process left locked runs as soon as another worker begins", async () => {
  await aLockedJob("pool-killed", 31);
  const { task, done } = aTask(1);
  const worker = await startWorker({ locked: task });
  expect(await done).toEqual([{}]);
  await worker.stop();
});

test("an outcome that the database cannot record is recorded when it can, and the job does not run twice", async () => {
  await db().$executeRawUnsafe(`
    CREATE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM nextval('refused'); RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$`);
  await db().$executeRawUnsafe("CREATE SEQUENCE refused");
  await db().$executeRawUnsafe(`
    CREATE TRIGGER disk_is_full BEFORE DELETE ON graphile_worker._private_jobs FOR EACH ROW EXECUTE FUNCTION disk_is_full()`);
  const { task, done } = aTask(1);
  const worker = await startWorker({ once: task });
  await enqueue("once", { id: 1 });
  const payloads = await done;
  await expect
    .poll(async () => (await db().$queryRaw<{ v: number }[]>`SELECT last_value::int AS v FROM refused`)[0]?.v, POLL)
    .toBeGreaterThan(1);
  await db().$executeRawUnsafe("DROP TRIGGER disk_is_full ON graphile_worker._private_jobs");
  await expect.poll(() => db().$queryRaw`SELECT id::text FROM graphile_worker._private_jobs`, POLL).toEqual([]);
  await worker.stop();
  expect(payloads).toEqual([{ id: 1 }]);
});

/** Long enough for a busy machine; the conditions end the wait. */
const POLL = { timeout: 60_000 };

test("the age of the backlog counts jobs that are due, and none that is given up or planned for later", async () => {
  expect(await oldestJobSeconds()).toBe(0);
  await enqueue("slow", {});
  await db().$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now() - interval '90 s'`;
  expect(await oldestJobSeconds()).toBeGreaterThanOrEqual(90);
  await db().$executeRaw`UPDATE graphile_worker._private_jobs SET attempts = max_attempts`;
  expect(await oldestJobSeconds()).toBe(0);
  await db().$executeRaw`UPDATE graphile_worker._private_jobs SET attempts = 0, run_at = now() + interval '1 hour'`;
  expect(await oldestJobSeconds()).toBe(0);
});

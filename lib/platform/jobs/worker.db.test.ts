import { expect, test } from "vitest";
import { db } from "../db/db.ts";
import { aDatabase } from "../testing/database.ts";
import { enqueue, jobsWaiting, startWorker } from "./worker.ts";

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

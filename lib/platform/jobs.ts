import { Logger, type Runner, run, type TaskList } from "graphile-worker";
import { db } from "./db.ts";
import { env } from "./env.ts";
import { log } from "./log.ts";

/**
 * Work for after the commit. A job is enqueued by SQL in the transaction of the fact it follows from
 * (`graphile_worker.add_job`), so a fact and its consequences cannot part; it runs at least once, and its task makes the
 * second run harmless (INV-11).
 */
export async function enqueue(task: string, payload: object): Promise<void> {
  await db().$queryRaw`SELECT 1 FROM graphile_worker.add_job(${task}::text, ${JSON.stringify(payload)}::json)`;
}

/** Works off jobs in this process until `stop()`. Failed ones come again with growing pauses. */
export async function startWorker(tasks: Record<string, (payload: unknown) => Promise<void>>): Promise<Runner> {
  const taskList: TaskList = Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [name, (payload: unknown) => task(payload)]),
  );
  const runner = await run({
    connectionString: env().DATABASE_URL,
    concurrency: 4,
    maxPoolSize: 5,
    // What the worker says of single jobs is told by its events; its own lines would break up ours.
    logger: new Logger(
      () => (level, message) =>
        log()[level === "error" ? "debug" : level === "warning" ? "warn" : "debug"]({}, message),
    ),
    noHandleSignals: true,
    pollInterval: 2_000,
    taskList,
    parsedCronItems: [],
  });
  runner.events.on("job:error", ({ job, error }) =>
    log().warn({ task: job.task_identifier, attempt: job.attempts, err: error }, "job failed"),
  );
  runner.promise.catch((error) => log().error({ err: error }, "job worker stopped"));
  return runner;
}

/** Jobs that wait for a worker now. */
export async function jobsWaiting(): Promise<number> {
  const [row] = await db().$queryRaw<
    { count: number }[]
  >`SELECT count(*)::int AS count FROM graphile_worker.jobs WHERE locked_at IS NULL`;
  return row?.count ?? 0;
}

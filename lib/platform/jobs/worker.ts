import { Logger, type Runner, run, type TaskList } from "graphile-worker";
import { globalDb } from "../db/db.ts";
import { env } from "../env.ts";
import { log } from "../observability/log.ts";

/**
 * Work with a schedule of its own, or whose payload is a secret; what follows from facts is subscribers' (../outbox). A job
 * runs at least once, and its task makes the second run harmless (INV-11).
 */
export async function enqueue(task: string, payload: object): Promise<void> {
  await globalDb().$queryRaw`SELECT 1 FROM graphile_worker.add_job(${task}::text, ${JSON.stringify(payload)}::json)`;
}

export type JobWorker = { stop: () => Promise<void> };

/** How long a worker that lost its database waits before it begins again. */
const RESTART_MS = 1_000;

/**
 * Runs jobs in this process until `stop()`. Failed ones are retried with growing pauses. A worker that loses its database gives
 * up after some tries (graphile-worker 0.17), or cannot start at all; a new one replaces it until the database is back.
 */
export async function startWorker(
  tasks: Record<string, (payload: unknown) => Promise<void>>,
  { concurrency = 3 }: { concurrency?: number } = {},
): Promise<JobWorker> {
  const taskList: TaskList = Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [name, (payload: unknown) => task(payload)]),
  );
  let isStopping = false;
  let runner: Runner | undefined;
  let wake = () => {};
  const rest = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, RESTART_MS);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function keepWorking(onBegun: () => void): Promise<void> {
    while (!isStopping) {
      try {
        runner = await begin(taskList, concurrency);
        onBegun();
        await runner.promise;
      } catch (error) {
        log().warn({ err: error }, "the job worker lost its database and begins again");
      }
      runner = undefined;
      onBegun();
      if (!isStopping) await rest();
    }
  }

  let ended: Promise<void> = Promise.resolve();
  await new Promise<void>((resolve) => {
    ended = keepWorking(resolve);
  });
  return {
    stop: async () => {
      isStopping = true;
      wake();
      // It may have just ended.
      await runner?.stop().catch(() => undefined);
      await ended;
    },
  };
}

async function begin(taskList: TaskList, concurrency: number): Promise<Runner> {
  const runner = await run({
    connectionString: env().DATABASE_URL,
    concurrency,
    maxPoolSize: Math.max(4, concurrency),
    noHandleSignals: true,
    pollInterval: 2_000,
    taskList,
    parsedCronItems: [],
    logger: LOGGER,
  });
  runner.events.on("job:error", ({ job, error }) =>
    log().warn({ task: job.task_identifier, attempt: job.attempts, err: error }, "job failed"),
  );
  return runner;
}

const LEVELS = { error: "warn", warning: "warn", info: "debug", debug: "trace" } as const;

// Its errors mean an unreachable database or a job that will be retried: worth logging, not an alarm.
const LOGGER = new Logger((scope) => (level, message) => {
  log()[LEVELS[level]]({ worker: scope.workerId, task: scope.taskIdentifier, job: scope.jobId }, message);
});

/** Jobs that wait for a worker now. */
export async function jobsWaiting(): Promise<number> {
  const [row] = await globalDb().$queryRaw<
    { count: number }[]
  >`SELECT count(*)::int AS count FROM graphile_worker.jobs WHERE locked_at IS NULL`;
  return row?.count ?? 0;
}

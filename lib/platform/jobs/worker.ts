import { EventEmitter } from "node:events";
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from "graphile-worker";
import { LRUCache } from "lru-cache";
import { globalDb } from "../db/db.ts";
import { env } from "../env.ts";
import { log } from "../observability/log.ts";
import { forgetWorker, freeLostJobs, noteWorkerAlive } from "./job-store.ts";

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
/** How often a worker says that it lives and looks for jobs that are lost. */
const SIGN_OF_LIFE_MS = 10_000;
/** How long the outcome of a job that was done may wait to be recorded. */
const OUTCOME_MS = 600_000;

/**
 * Runs jobs in this process until `stop()`. Failed ones are retried with growing pauses. A worker that loses its database gives
 * up after some tries (graphile-worker 0.17), or cannot start at all; a new one replaces it until the database is back. The
 * library itself frees the jobs of a killed process after four hours; here each worker leaves signs of life, and the jobs
 * of one without are free after half a minute.
 */
export async function startWorker(
  tasks: Record<string, (payload: unknown) => Promise<void>>,
  { concurrency = 3 }: { concurrency?: number } = {},
): Promise<JobWorker> {
  const done = keepRecentlyDone();
  const taskList: TaskList = Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [name, onceRecorded(task, done)]),
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

type Done = LRUCache<string, true>;

/** The jobs that this process has done, while the database may not know it yet. */
function keepRecentlyDone(): Done {
  return new LRUCache({ max: 10_000, ttl: OUTCOME_MS });
}

/**
 * Does the work of a job once, although it is called again because its outcome could not be recorded: then there is only that
 * left to do. A mail is not sent twice because the disk was full when it had been sent.
 */
function onceRecorded(task: (payload: unknown) => Promise<void>, done: Done): TaskList[string] {
  return async (payload, { job }) => {
    const id = String(job.id);
    if (done.has(id)) return;
    await task(payload);
    done.set(id, true);
  };
}

async function begin(taskList: TaskList, concurrency: number): Promise<Runner> {
  const events: WorkerEvents = new EventEmitter();
  const running = new Set<string>();
  let pool = "";
  events.on("pool:create", ({ workerPool }) => {
    pool = workerPool.id;
  });
  events.on("job:start", ({ job }) => running.add(String(job.id)));
  events.on("job:complete", ({ job }) => running.delete(String(job.id)));
  events.on("job:error", ({ job, error }) =>
    log().warn({ task: job.task_identifier, attempt: job.attempts, err: error }, "job failed"),
  );
  const runner = await run({
    connectionString: env().DATABASE_URL,
    concurrency,
    maxPoolSize: Math.max(4, concurrency),
    noHandleSignals: true,
    pollInterval: 2_000,
    taskList,
    parsedCronItems: [],
    logger: LOGGER,
    events,
    // An outcome that cannot be recorded ends the worker, and the next one records it. Without batches, even empty ones, it would
    // be a rejection that nobody handles.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
  const stopSigns = leaveSigns(pool, () => [...running]);
  runner.promise.finally(stopSigns).catch(() => undefined);
  return runner;
}

/** Leaves signs of life of a worker, and frees lost jobs, until the answered function is called: then its own are free too. */
function leaveSigns(worker: string, running: () => string[]): () => void {
  const leave = async () => {
    try {
      await noteWorkerAlive(worker);
      const freed = await freeLostJobs(worker, running());
      if (freed > 0) log().warn({ worker, jobs: freed }, "jobs that were lost are free again");
    } catch (error) {
      log().warn({ err: error, worker }, "a worker's sign of life waits for the database");
    }
  };
  void leave();
  const timer = setInterval(() => void leave(), SIGN_OF_LIFE_MS).unref();
  return () => {
    clearInterval(timer);
    forgetWorker(worker).catch((error: unknown) =>
      log().warn({ err: error, worker }, "a worker's jobs are freed when its signs of life are old"),
    );
  };
}

const LEVELS = { error: "warn", warning: "warn", info: "debug", debug: "trace" } as const;

// Its errors mean an unreachable database or a job that will be retried: worth logging, not an alarm.
const LOGGER = new Logger((scope) => (level, message) => {
  log()[LEVELS[level]]({ worker: scope.workerId, task: scope.taskIdentifier, job: scope.jobId }, message);
});

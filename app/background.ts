import { notificationTasks } from "#lib/notifications/tasks";
import { startWorker } from "#lib/platform/jobs";
import { asLeader } from "#lib/platform/leader";
import { log } from "#lib/platform/log";
import { singleton } from "#lib/platform/singleton";
import { CRON_JOBS, type CronJob } from "./cron-jobs.ts";

const EVERY_SECONDS = 30;

/** Starts the job worker and the scheduler of this process, once. Answers what stops them. */
export function startBackground(): Promise<() => Promise<void>> {
  return singleton("background", async () => {
    const worker = await startWorker(notificationTasks);
    const timers = (Object.keys(CRON_JOBS) as CronJob[]).map((job) =>
      setInterval(() => void runAsLeader(job), EVERY_SECONDS * 1_000).unref(),
    );
    return async () => {
      for (const timer of timers) clearInterval(timer);
      await worker.stop();
    };
  });
}

/** One process of all does it; the lease outlives a missed turn, so a dead leader is followed within a minute. */
async function runAsLeader(job: CronJob): Promise<void> {
  try {
    await asLeader<Record<string, number>>(`cron:${job}`, EVERY_SECONDS * 2, CRON_JOBS[job]);
  } catch (error) {
    log().warn({ err: error, job }, "a scheduled job failed and comes again");
  }
}

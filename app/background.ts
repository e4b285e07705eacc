import { notificationTasks, webhookTasks } from "#lib/notifications/tasks";
import { measureClock } from "#lib/platform/db/database-clock";
import { asLeader } from "#lib/platform/jobs/leader";
import { startWorker } from "#lib/platform/jobs/worker";
import { log } from "#lib/platform/observability/log";
import { startOutbox } from "#lib/platform/outbox/start-outbox";
import { singleton } from "#lib/platform/singleton";
import { keepPricesMoving } from "#lib/pricing/steps/keep-prices-moving";
import { watchLoad } from "#lib/protection/load/watch-load";
import { keepQueuesMoving } from "#lib/waiting-room/keep-queues-moving";
import { CRON_JOBS, type CronJob } from "./cron-jobs.ts";
import { SUBSCRIBERS } from "./subscribers.ts";

const EVERY_SECONDS = 30;
const CLOCK_EVERY_SECONDS = 60;
/** How many webhooks are called at the same time; each may take ten seconds. */
const WEBHOOKS_AT_ONCE = 8;

/** Starts the relay of facts, the job worker and the scheduler of this process, once. Answers what stops them. */
export function startBackground(): Promise<() => Promise<void>> {
  return singleton("background", async () => {
    const worker = await startWorker(notificationTasks);
    const webhookWorker = await startWorker(webhookTasks, { concurrency: WEBHOOKS_AT_ONCE });
    const timers = (Object.keys(CRON_JOBS) as CronJob[]).map((job) =>
      setInterval(() => void runAsLeader(job), EVERY_SECONDS * 1_000).unref(),
    );
    await measureClock();
    timers.push(setInterval(() => void measureClock(), CLOCK_EVERY_SECONDS * 1_000).unref());
    const stopWatching = watchLoad();
    const stopQueues = keepQueuesMoving();
    const stopPrices = keepPricesMoving();
    const stopOutbox = startOutbox(SUBSCRIBERS);
    return async () => {
      stopWatching();
      for (const timer of timers) clearInterval(timer);
      await Promise.all([stopQueues(), stopPrices(), stopOutbox(), worker.stop(), webhookWorker.stop()]);
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

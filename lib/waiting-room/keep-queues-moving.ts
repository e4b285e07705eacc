import { asLeader } from "#lib/platform/jobs/leader";
import { log } from "#lib/platform/observability/log";
import { moveQueues, SOON_SECONDS } from "./move-queues.ts";

const STEP_MS = 500;
/** How often a process looks for rooms when there are none: half of SOON_SECONDS, so that no opening is missed. */
const IDLE_MS = (SOON_SECONDS / 2) * 1_000;
const LEASE_SECONDS = 5;

/** Moves all queues twice a second while there are any, in one process at a time. Answers the function that stops it. */
export function keepQueuesMoving(): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let isStopping = false;
  let stepping: Promise<void> = Promise.resolve();

  async function step(): Promise<void> {
    const started = performance.now();
    let pauseMs = STEP_MS;
    try {
      const moved = await asLeader("waiting-rooms", LEASE_SECONDS, moveQueues);
      // A process that does not lead only needs to notice when the leader is gone.
      if (!moved || moved.rooms === 0) pauseMs = IDLE_MS;
    } catch (error) {
      log().warn({ err: error }, "the queues could not be moved; trying again");
    }
    if (!isStopping) plan(Math.max(0, pauseMs - (performance.now() - started)));
  }

  function plan(pauseMs: number): void {
    timer = setTimeout(() => {
      stepping = step();
    }, pauseMs).unref();
  }

  plan(STEP_MS);
  return async () => {
    isStopping = true;
    clearTimeout(timer);
    await stepping;
  };
}

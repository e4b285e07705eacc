import { asLeader } from "#lib/platform/jobs/leader";
import { log } from "#lib/platform/observability/log";
import { moveLines, SOON_SECONDS } from "./move-lines.ts";

const STEP_MS = 500;
/** Without a room, how often one is looked for; less than the time in which rooms are told of before they open. */
const IDLE_MS = (SOON_SECONDS / 2) * 1_000;
const LEASE_SECONDS = 5;

/** Moves the lines twice a second as long as there are any, in one process of all. Answers what ends it. */
export function keepLinesMoving(): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let isStopping = false;
  let stepping: Promise<void> = Promise.resolve();

  async function step(): Promise<void> {
    const started = performance.now();
    let pauseMs = STEP_MS;
    try {
      const moved = await asLeader("waiting-rooms", LEASE_SECONDS, moveLines);
      // Whoever is not the leader only has to notice that the leader is gone.
      if (!moved || moved.rooms === 0) pauseMs = IDLE_MS;
    } catch (error) {
      log().warn({ err: error }, "the lines do not move for a moment");
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

import { asLeader } from "#lib/platform/jobs/leader";
import { log } from "#lib/platform/observability/log";
import { movePrices } from "./move-prices.ts";

const STEP_MS = 1_000;
/** While no event has price steps. New ones are applied when they are saved, so nothing waits for this. */
const IDLE_MS = 5_000;
const LEASE_SECONDS = 5;

/** Moves prices every second while an event has price steps, in one process at a time. Answers the function that stops it. */
export function keepPricesMoving(): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let isStopping = false;
  let stepping: Promise<void> = Promise.resolve();

  async function step(): Promise<void> {
    let pauseMs = STEP_MS;
    try {
      const moved = await asLeader("price-steps", LEASE_SECONDS, movePrices);
      if (!moved || moved.watched === 0) pauseMs = IDLE_MS;
    } catch (error) {
      log().warn({ err: error }, "prices could not be moved; trying again");
    }
    if (!isStopping) plan(pauseMs);
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

import { keepLeading } from "#lib/platform/jobs/keep-leading";
import { moveQueues, SOON_SECONDS } from "./move-queues.ts";

/** Moves all queues twice a second while there are any, in one process at a time. Answers the function that stops it. */
export function keepQueuesMoving(): () => Promise<void> {
  return keepLeading({
    name: "waiting-rooms",
    stepMs: 500,
    // Half of SOON_SECONDS, so that no opening is missed.
    idleMs: (SOON_SECONDS / 2) * 1_000,
    work: async () => (await moveQueues()).rooms > 0,
  });
}

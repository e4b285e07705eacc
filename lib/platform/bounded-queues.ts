import { gauge } from "./observability/metrics.ts";
import { singleton } from "./singleton.ts";

/**
 * The queues in this process's memory, by name, each with its bound. What finds one full is refused at once: a queue that grows while the
 * database is slow would answer people who have left, and end the process. bounded-queues.test.ts lists them.
 */
export type BoundedQueue = {
  /** How many may wait; of a queue with lanes, in each. */
  readonly bound: number;
  /** How many wait now; of a queue with lanes, in the fullest. */
  readonly depth: () => number;
};

/** Makes a queue known. One that is created again takes the place of the first. */
export function declareQueue(name: string, queue: BoundedQueue): void {
  queues().set(name, queue);
}

export function boundedQueues(): ReadonlyMap<string, BoundedQueue> {
  return queues();
}

function queues(): Map<string, BoundedQueue> {
  return singleton("bounded-queues", () => {
    const created = new Map<string, BoundedQueue>();
    gauge({
      name: "queue_share",
      help: "How full a queue in the process's memory is, from 0 to 1",
      labelNames: ["queue"],
      collect() {
        for (const [queue, { depth, bound }] of created) this.set({ queue }, depth() / bound);
      },
    });
    return created;
  });
}

import { declareQueue } from "./bounded-queues.ts";
import { env } from "./env.ts";
import { Failure } from "./invariant.ts";
import { gauge } from "./observability/metrics.ts";
import { singleton } from "./singleton.ts";

/**
 * A bulkhead for each kind of expensive work. What is expensive for the database uses at most a quarter of its connections, so
 * that forty slow searches leave the rest to the pages and holds of everyone else; pictures, which the processor draws, are drawn
 * one after the other. The others wait in order, a bounded number of them for a bounded time, and then hear that it is busy.
 */
export type BulkheadName = "search" | "export" | "picture";

type Bounds = {
  readonly atOnce: number;
  readonly waiting: number;
  readonly waitMs: number;
  /** What the work is expensive for: the dependency that a refused one hears of. */
  readonly needs: "database" | "processor";
};

/**
 * Does the work inside its bulkhead. Throws a `Failure` (503, retry in two seconds) when too many wait already, or when its turn does not come in time. Work must not enter the same bulkhead again, or it would wait for itself.
 */
export async function inBulkhead<T>(name: BulkheadName, work: () => Promise<T>): Promise<T> {
  const bulkhead = bulkheadOf(name);
  await bulkhead.enter();
  try {
    return await work();
  } finally {
    bulkhead.leave();
  }
}

/** How many of the process's connections one kind of expensive work may use. */
export function shareOf(poolSize: number): number {
  return Math.max(1, Math.floor(poolSize / 4));
}

function bulkheadOf(name: BulkheadName) {
  const all = singleton("bulkheads", () => new Map<BulkheadName, ReturnType<typeof createBulkhead>>());
  const known = all.get(name);
  if (known) return known;
  const created = createBulkhead(name, boundsOf(name));
  all.set(name, created);
  return created;
}

function boundsOf(name: BulkheadName): Bounds {
  return name === "picture"
    ? { atOnce: 1, waiting: 20, waitMs: 5_000, needs: "processor" }
    : { atOnce: shareOf(env().DATABASE_POOL_SIZE), waiting: 60, waitMs: 5_000, needs: "database" };
}

const working = gauge({ name: "bulkhead_working", help: "Work inside a bulkhead", labelNames: ["bulkhead"] });
const waitingGauge = gauge({
  name: "bulkhead_waiting",
  help: "Work that waits for a bulkhead",
  labelNames: ["bulkhead"],
});

/** One bulkhead. `enter` resolves when there is room; each entrance is followed by one `leave`. */
export function createBulkhead(name: string, { atOnce, waiting: waitingMax, waitMs, needs }: Bounds) {
  const queue: (() => void)[] = [];
  let inside = 0;
  const note = () => {
    working.set({ bulkhead: name }, inside);
    waitingGauge.set({ bulkhead: name }, queue.length);
  };
  const busy = () => new Failure(needs, `too much work of the kind "${name}" waits`, { retryAfterSeconds: 2 });

  function wait(): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = setTimeout(() => {
        queue.splice(queue.indexOf(admit), 1);
        note();
        reject(busy());
      }, waitMs);
      const admit = () => {
        clearTimeout(giveUp);
        resolve();
      };
      queue.push(admit);
      note();
    });
  }

  declareQueue(`bulkhead ${name}`, { bound: waitingMax, depth: () => queue.length });

  return {
    enter: async (): Promise<void> => {
      if (inside >= atOnce) {
        if (queue.length >= waitingMax) throw busy();
        return wait();
      }
      inside += 1;
      note();
    },
    /** The place goes to the one that has waited longest. */
    leave: (): void => {
      const next = queue.shift();
      if (next) next();
      else inside -= 1;
      note();
    },
    counts: () => ({ inside, waiting: queue.length }),
  };
}

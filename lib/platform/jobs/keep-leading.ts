import { log } from "../observability/log.ts";
import { asLeader } from "./leader.ts";

export type Led = {
  /** Of the lease, and of the log's line where the work fails. */
  readonly name: string;
  /** Between two beginnings of the work while there is something to do. */
  readonly stepMs: number;
  /** The same while there is nothing, and in processes that do not lead: they only need to notice when the leader is gone. */
  readonly idleMs: number;
  /** Answers whether there is anything that the next step could have to do. */
  readonly work: () => Promise<boolean>;
};

const LEASE_SECONDS = 5;

/** Does the work again and again, in one process at a time; what fails is tried again at the next step. Answers the function that stops it. */
export function keepLeading({ name, stepMs, idleMs, work }: Led): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let isStopping = false;
  let stepping: Promise<void> = Promise.resolve();

  async function step(): Promise<void> {
    const started = performance.now();
    let pauseMs = stepMs;
    try {
      if (!(await asLeader(name, LEASE_SECONDS, work))) pauseMs = idleMs;
    } catch (error) {
      log().warn({ err: error, leader: name }, "a leader's step failed; trying again");
    }
    if (!isStopping) plan(Math.max(0, pauseMs - (performance.now() - started)));
  }

  function plan(pauseMs: number): void {
    timer = setTimeout(() => {
      stepping = step();
    }, pauseMs).unref();
  }

  plan(stepMs);
  return async () => {
    isStopping = true;
    clearTimeout(timer);
    await stepping;
  };
}

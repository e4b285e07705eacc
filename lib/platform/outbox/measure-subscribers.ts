import { gauge } from "../observability/metrics.ts";
import type { Subscriber } from "./fact.ts";
import { listBacklogs } from "./outbox-store.ts";

const waitingFacts = gauge({
  name: "facts_waiting",
  help: "Facts that a subscriber has not acted on",
  labelNames: ["subscriber"],
});
const lag = gauge({
  name: "fact_lag_seconds",
  help: "Age of the oldest fact that a subscriber has not acted on",
  labelNames: ["subscriber"],
});
const lost = gauge({
  name: "facts_given_up",
  help: "Facts that failed so often that a subscriber gave them up",
  labelNames: ["subscriber"],
});

/** Sets the gauges of what each subscriber, and the relay, have not done yet. */
export async function measureSubscribers(subscribers: readonly Subscriber[]): Promise<void> {
  const backlogs = new Map((await listBacklogs()).map((backlog) => [backlog.subscriber, backlog]));
  for (const subscriber of ["relay", ...subscribers.map(({ name }) => name)]) {
    const { waiting = 0, lagSeconds = 0, givenUp = 0 } = backlogs.get(subscriber) ?? {};
    waitingFacts.set({ subscriber }, waiting);
    lag.set({ subscriber }, lagSeconds);
    lost.set({ subscriber }, givenUp);
  }
}

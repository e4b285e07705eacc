import { globalDb } from "../db/db.ts";
import { jobsWaiting, oldestJobSeconds } from "../jobs/job-store.ts";
import type { Subscriber } from "../outbox/fact.ts";
import { measureSubscribers } from "../outbox/measure-subscribers.ts";
import { log } from "./log.ts";
import { gauge, registry } from "./metrics.ts";

const connections = gauge({
  name: "database_connections",
  help: "Database connections of this app by state",
  labelNames: ["state"],
});
const waiting = gauge({ name: "jobs_waiting", help: "Jobs that wait for a worker" });
const oldest = gauge({ name: "jobs_oldest_seconds", help: "Time since the oldest job that is due should have begun" });

/** All metrics as text, after reading those in the database. Without a database they keep their last values. */
export async function collectMetrics(
  subscribers: readonly Subscriber[],
): Promise<{ contentType: string; text: string }> {
  try {
    waiting.set(await jobsWaiting());
    oldest.set(await oldestJobSeconds());
    await measureSubscribers(subscribers);
    const states = await globalDb().$queryRaw<{ state: string; count: number }[]>`
      SELECT coalesce(state, 'other') AS state, count(*)::int AS count FROM pg_stat_activity
      WHERE datname = current_database() AND backend_type = 'client backend' GROUP BY 1`;
    connections.reset();
    for (const { state, count } of states) connections.set({ state }, count);
  } catch (error) {
    log().warn({ err: error }, "metrics of the database are missing");
  }
  return { contentType: registry().contentType, text: await registry().metrics() };
}

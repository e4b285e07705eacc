import { db } from "../db/db.ts";
import { jobsWaiting } from "../jobs/worker.ts";
import { log } from "./log.ts";
import { metrics } from "./metrics.ts";

/** All figures as text, after reading those that stand in the database. A database that is gone leaves them as they were. */
export async function collectMetrics(): Promise<{ contentType: string; text: string }> {
  const { registry, queueDepth, poolUse } = metrics();
  try {
    queueDepth.set(await jobsWaiting());
    const states = await db().$queryRaw<{ state: string; count: number }[]>`
      SELECT coalesce(state, 'other') AS state, count(*)::int AS count FROM pg_stat_activity
      WHERE datname = current_database() AND backend_type = 'client backend' GROUP BY 1`;
    poolUse.reset();
    for (const { state, count } of states) poolUse.set({ state }, count);
  } catch (error) {
    log().warn({ err: error }, "metrics of the database are missing");
  }
  return { contentType: registry.contentType, text: await registry.metrics() };
}

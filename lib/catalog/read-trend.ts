import { briefly } from "./briefly.ts";
import { listActivity } from "./store.ts";
import { TRENDING_WINDOW_MS, trendingScores } from "./trending.ts";

/** Trends move in hours; reading them once a minute is plenty. */
const FRESH_MS = 60_000;

/** The trending score of every event that has one, by event id. At most a minute old. */
export function readTrend(nowMs: number): Promise<Map<number, number>> {
  return briefly("trend", FRESH_MS, async () => trendingScores(await listActivity(nowMs - TRENDING_WINDOW_MS), nowMs));
}

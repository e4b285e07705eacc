import { z } from "zod";
import { hasDatabaseRefusedSince } from "../db/database-watch.ts";
import { globalDb } from "../db/db.ts";
import { oldestJobSeconds } from "../jobs/job-store.ts";
import { listBacklogs } from "../outbox/outbox-store.ts";
import { pingRedis } from "../redis.ts";

/** Something outside the process that requests need, or profit from. */
export type Dependency = {
  readonly name: string;
  /** Without it the process serves nothing and should get no requests. */
  readonly isNeeded: boolean;
  /**
   * Rejects when it cannot be reached, answers `degraded` when it works with a fault that needs a look. An answer after
   * `patienceMs` is ignored.
   */
  readonly ask: (patienceMs: number) => Promise<unknown>;
};

const dependencyState = z.object({
  name: z.string(),
  status: z.enum(["ok", "degraded", "down"]),
  needed: z.boolean(),
  ms: z.int(),
});
type DependencyState = z.infer<typeof dependencyState>;

/** The answers of the health endpoints. */
export const liveness = z.object({ status: z.literal("ok") });
export const readiness = z.object({
  status: z.enum(["ok", "degraded", "unavailable"]),
  dependencies: z.array(dependencyState),
});

/** Degraded while it answers and has refused work lately: it is read-only, has no disk left, or no connection free. */
export const database: Dependency = {
  name: "database",
  isNeeded: true,
  ask: async () => {
    await globalDb().$queryRaw`SELECT 1`;
    return hasDatabaseRefusedSince(performance.now() - REFUSED_LATELY_MS) ? "degraded" : "ok";
  },
};
/** Degraded when a job or a fact has waited for more than a minute. */
export const backlog: Dependency = {
  name: "backlog",
  isNeeded: false,
  ask: async () => {
    const ages = [await oldestJobSeconds(), ...(await listBacklogs()).map(({ lagSeconds }) => lagSeconds)];
    return Math.max(...ages) > WAITS_LONG_SECONDS ? "degraded" : "ok";
  },
};
export const redisServer: Dependency = { name: "redis", isNeeded: false, ask: pingRedis };

const PATIENCE_MS = 1_500;
const REFUSED_LATELY_MS = 15_000;
const WAITS_LONG_SECONDS = 60;

/**
 * Asks all dependencies at once, each with its own patience. Unavailable means that a needed one does not answer; degraded, that
 * requests are served while one works with a fault.
 */
export async function checkDependencies(dependencies: readonly Dependency[]): Promise<z.infer<typeof readiness>> {
  const states = await Promise.all(dependencies.map(check));
  const isUnavailable = states.some((each) => each.status === "down" && each.needed);
  const isDegraded = states.some((each) => each.status === "degraded");
  return { status: isUnavailable ? "unavailable" : isDegraded ? "degraded" : "ok", dependencies: states };
}

async function check({ name, isNeeded, ask }: Dependency): Promise<DependencyState> {
  const started = performance.now();
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("late")), PATIENCE_MS).unref());
  const status = await Promise.race([ask(PATIENCE_MS), late]).then(
    (answer) => (answer === "degraded" ? ("degraded" as const) : ("ok" as const)),
    () => "down" as const,
  );
  return { name, status, needed: isNeeded, ms: Math.round(performance.now() - started) };
}

import { z } from "zod";
import { globalDb } from "../db/db.ts";
import { pingRedis } from "../redis.ts";

/** Something outside the process that requests need, or profit from. */
export type Dependency = {
  readonly name: string;
  /** Without it the process serves nothing and should get no requests. */
  readonly isNeeded: boolean;
  /** Rejects when it cannot be reached. An answer after `patienceMs` is ignored. */
  readonly ask: (patienceMs: number) => Promise<unknown>;
};

const dependencyState = z.object({
  name: z.string(),
  status: z.enum(["ok", "down"]),
  needed: z.boolean(),
  ms: z.int(),
});
type DependencyState = z.infer<typeof dependencyState>;

/** The answers of the health endpoints. */
export const liveness = z.object({ status: z.literal("ok") });
export const readiness = z.object({ status: z.enum(["ok", "unavailable"]), dependencies: z.array(dependencyState) });

export const database: Dependency = { name: "database", isNeeded: true, ask: () => globalDb().$queryRaw`SELECT 1` };
export const redisServer: Dependency = { name: "redis", isNeeded: false, ask: pingRedis };

const PATIENCE_MS = 1_500;

/** Asks all dependencies at once, each with its own patience. Ready means that every needed one answers. */
export async function checkDependencies(
  dependencies: readonly Dependency[],
): Promise<{ isReady: boolean; dependencies: DependencyState[] }> {
  const states = await Promise.all(dependencies.map(check));
  return { isReady: states.every((each) => each.status === "ok" || !each.needed), dependencies: states };
}

async function check({ name, isNeeded, ask }: Dependency): Promise<DependencyState> {
  const started = performance.now();
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("late")), PATIENCE_MS).unref());
  const status = await Promise.race([ask(PATIENCE_MS), late]).then(
    () => "ok" as const,
    () => "down" as const,
  );
  return { name, status, needed: isNeeded, ms: Math.round(performance.now() - started) };
}

import { z } from "zod";
import { db } from "../db/db.ts";
import { env } from "../env.ts";
import { pingRedis } from "../redis.ts";

const dependencyState = z.object({
  name: z.string(),
  status: z.enum(["ok", "down"]),
  needed: z.boolean(),
  ms: z.int(),
});
export type DependencyState = z.infer<typeof dependencyState>;

/** What the endpoints of health answer. */
export const liveness = z.object({ status: z.literal("ok") });
export const readiness = z.object({ status: z.enum(["ok", "unavailable"]), dependencies: z.array(dependencyState) });

const PATIENCE_MS = 1_500;

/** Asks every dependency at once, each with its own patience. Ready means that what is needed answers. */
export async function checkDependencies(): Promise<{ isReady: boolean; dependencies: DependencyState[] }> {
  const dependencies = await Promise.all([
    check("database", true, () => db().$queryRaw`SELECT 1`),
    check("redis", false, () => pingRedis(PATIENCE_MS)),
    check("payments", false, askGateway),
  ]);
  return { isReady: dependencies.every((each) => each.status === "ok" || !each.needed), dependencies };
}

async function check(name: string, needed: boolean, ask: () => Promise<unknown>): Promise<DependencyState> {
  const started = performance.now();
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("late")), PATIENCE_MS).unref());
  const status = await Promise.race([ask(), late]).then(
    () => "ok" as const,
    () => "down" as const,
  );
  return { name, status, needed, ms: Math.round(performance.now() - started) };
}

// Any answer shows that the gateway can be reached; whether it likes our key is for a payment to find out.
async function askGateway(): Promise<unknown> {
  return fetch(env().SANDBOX_URL ?? "https://api.stripe.com/healthcheck", { signal: AbortSignal.timeout(PATIENCE_MS) });
}

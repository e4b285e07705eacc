import { log } from "../observability/log.ts";
import { singleton } from "../singleton.ts";
import { databaseFailure, isDatabaseDown } from "./database-down.ts";
import { globalDb } from "./db.ts";

/**
 * Whether this process has lost the database. It is learned from the requests that failed, and unlearned by asking twice
 * a second, so that nothing is asked while all is well and the first good answer opens everything again.
 */
export function isDatabaseAway(): boolean {
  return watch().isAway;
}

/** Whether the database refused work since then (`performance.now()`) with a reason that passes: read-only, disk full, busy. */
export function hasDatabaseRefusedSince(ms: number): boolean {
  return watch().refusedAt >= ms;
}

/** Takes note of an error when it says that the database is out of reach, or cannot work now. */
export function noteDatabaseTrouble(error: unknown): void {
  const state = watch();
  if (databaseFailure(error)?.dependency === "database") state.refusedAt = performance.now();
  if (state.isAway || !isDatabaseDown(error)) return;
  state.isAway = true;
  log().error({ err: error }, "the database is out of reach");
  setTimeout(() => void probe(), PROBE_MS).unref();
}

const PROBE_MS = 500;

function watch(): { isAway: boolean; refusedAt: number } {
  return singleton("database-watch", () => ({ isAway: false, refusedAt: Number.NEGATIVE_INFINITY }));
}

async function probe(): Promise<void> {
  try {
    await globalDb().$queryRaw`SELECT 1`;
    watch().isAway = false;
    log().info("the database is back");
  } catch {
    setTimeout(() => void probe(), PROBE_MS).unref();
  }
}

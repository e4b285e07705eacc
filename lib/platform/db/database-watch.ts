import { log } from "../observability/log.ts";
import { singleton } from "../singleton.ts";
import { isDatabaseDown } from "./database-down.ts";
import { globalDb } from "./db.ts";

/**
 * Whether this process has lost the database. It is learned from the requests that failed, and unlearned by asking twice
 * a second, so that nothing is asked while all is well and the first good answer opens everything again.
 */
export function isDatabaseAway(): boolean {
  return watch().isAway;
}

/** Takes note of an error when it says that the database is out of reach. */
export function noteDatabaseTrouble(error: unknown): void {
  const state = watch();
  if (state.isAway || !isDatabaseDown(error)) return;
  state.isAway = true;
  log().error({ err: error }, "the database is out of reach");
  setTimeout(() => void probe(), PROBE_MS).unref();
}

const PROBE_MS = 500;

function watch(): { isAway: boolean } {
  return singleton("database-watch", () => ({ isAway: false }));
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

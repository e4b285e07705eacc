import { log } from "../observability/log.ts";
import { singleton } from "../singleton.ts";
import { globalDb } from "./db.ts";

/**
 * The time by the database's clock, which decides when a hold, an offer or a sale is over: a server whose own clock is wrong must
 * not refuse to sell what the database still holds. It is this process's clock and what `measureClock` found it to differ.
 */
export function databaseNow(): Date {
  return new Date(Date.now() + clock().aheadMs);
}

/** Clocks that differ by less than this are the same: the answer itself takes time. */
const SAME_MS = 2_000;

/** Measures how far the database's clock is ahead of this process's. A database out of reach leaves the last measure. */
export async function measureClock(): Promise<void> {
  const askedAt = Date.now();
  try {
    const [row] = await globalDb().$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
    const midway = askedAt + (Date.now() - askedAt) / 2;
    const aheadMs = row ? row.now.getTime() - midway : 0;
    clock().aheadMs = Math.abs(aheadMs) < SAME_MS ? 0 : aheadMs;
    if (clock().aheadMs !== 0) log().error({ aheadMs }, "this server's clock is not the database's: set it right");
  } catch (error) {
    log().warn({ err: error }, "the database's clock was not read");
  }
}

function clock(): { aheadMs: number } {
  return singleton("database-clock", () => ({ aheadMs: 0 }));
}

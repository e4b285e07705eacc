import { lastWorks } from "./before-closing.ts";
import { closeDb } from "./db/db.ts";
import { log } from "./observability/log.ts";
import { closeRedis } from "./redis.ts";
import { existingSingleton } from "./singleton.ts";

/**
 * Closes everything this process holds open, so that it can exit and database and Redis can stop after it without errors: first
 * the job worker and the scheduler, which use the connections, then pending writes, then the connections.
 */
export async function closeAll(): Promise<void> {
  const stopBackground = existingSingleton<Promise<() => Promise<void>>>("background");
  for (const close of [async () => (await stopBackground)?.(), ...lastWorks(), closeDb, closeRedis]) {
    try {
      await close();
    } catch (error) {
      log().warn({ err: error }, "something did not close");
    }
  }
}

import { lastWorks } from "./before-closing.ts";
import { closeDb } from "./db/db.ts";
import { log } from "./observability/log.ts";
import { closeRedis } from "./redis.ts";
import { existingSingleton } from "./singleton.ts";

/**
 * Ends what this process holds open towards the outside, so that it can leave and its database and Redis after it without
 * a word of complaint: first the job worker and the scheduler, who use the connections, then what others have still to
 * write, then the connections.
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

import { databaseFailure } from "../db/database-down.ts";
import { noteDatabaseTrouble } from "../db/database-watch.ts";
import { isRequestAborted } from "../http/request-aborted.ts";
import { log } from "./log.ts";
import { loggedPath } from "./logged-path.ts";

/** Logs what a page threw. The digest is what its reader was shown as the reference. */
export function noteRequestError(error: unknown, { path, method }: { path: string; method: string }): void {
  const route = loggedPath(path);
  if (isRequestAborted(error)) {
    log().info({ path: route, method }, "the client went away");
    return;
  }
  noteDatabaseTrouble(error);
  const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
  const line = { err: error, digest, path: route, method };
  if (databaseFailure(error)) log().warn(line, "a page needs the database");
  else log().error(line, "a page broke");
}

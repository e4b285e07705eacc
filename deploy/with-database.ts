import { join, resolve } from "node:path";
import { runningPostgres, startPostgres } from "#lib/platform/embedded/postgres";
import { keptSecrets } from "#lib/platform/embedded/secrets";
import { migrate } from "#lib/platform/migrate";

/**
 * Runs work of the command line against the app's database: the one that is configured, the embedded one of a Fairseat
 * that runs now, or the embedded one started for as long as the work takes.
 */
export async function withDatabase(work: () => Promise<void>): Promise<void> {
  let stop = async () => {};
  if (!process.env.DATABASE_URL) {
    const dataDir = resolve(process.env.DATA_DIR || ".data");
    const secrets = keptSecrets(dataDir);
    const which = { dataDir: join(dataDir, "postgres"), password: secrets.POSTGRES_PASSWORD, name: "fairseat" };
    const running = runningPostgres(which);
    const postgres = running ? { url: running, stop } : await startPostgres(which);
    stop = postgres.stop;
    process.env.DATABASE_URL = postgres.url;
    const { APP_SECRET, CRON_SECRET, TICKET_SIGNING_KEY } = secrets;
    Object.assign(process.env, { APP_SECRET, CRON_SECRET, TICKET_SIGNING_KEY });
    await migrate(postgres.url);
  }
  try {
    await work();
  } finally {
    const { closeDb } = await import("#lib/platform/db");
    await closeDb();
    await stop();
  }
}

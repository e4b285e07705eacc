import { join } from "node:path";
import { migrate } from "#lib/platform/db/migrate";
import { dataDirPath, openDataDir } from "./data-dir.ts";
import { lockOwner } from "./embedded/instance-lock.ts";
import { runningPostgres, startPostgres } from "./embedded/postgres.ts";
import { keptSecrets } from "./embedded/secrets.ts";

/**
 * Runs a command's work against the app's database: the configured one, the embedded one of a running Fairseat, or the
 * embedded one started for the duration of the work. Throws an Error in one sentence when there is none of these.
 */
export async function withDatabase(work: () => Promise<void>): Promise<void> {
  const stops: (() => Promise<void> | void)[] = [];
  try {
    if (!process.env.DATABASE_URL) await openEmbedded(stops);
    await work();
  } finally {
    const { closeDb } = await import("#lib/platform/db/db");
    await closeDb();
    for (const stop of stops.reverse()) await stop();
  }
}

async function openEmbedded(stops: (() => Promise<void> | void)[]): Promise<void> {
  const owner = lockOwner(dataDirPath());
  if (owner === undefined) stops.push(openDataDir().unlock);
  const dataDir = dataDirPath();
  const secrets = keptSecrets(dataDir);
  const which = { dataDir: join(dataDir, "postgres"), password: secrets.POSTGRES_PASSWORD, name: "fairseat" };
  let url: string | undefined;
  if (owner === undefined) {
    const postgres = await startPostgres(which);
    stops.push(postgres.stop);
    url = postgres.url;
  } else url = runningPostgres(which);
  if (!url)
    throw new Error(`The Fairseat that uses ${dataDir} (process ${owner}) is still starting: try again shortly.`);
  const { APP_SECRET, CRON_SECRET, TICKET_SIGNING_KEY } = secrets;
  process.env.APP_ENV ||= "development";
  Object.assign(process.env, { DATABASE_URL: url, APP_SECRET, CRON_SECRET, TICKET_SIGNING_KEY });
  await migrate(url);
}

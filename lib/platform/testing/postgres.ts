import { rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startPostgres } from "#deploy/embedded/postgres";
import { migrate } from "../db/migrate.ts";
import { scratchFolder } from "./scratch-folder.ts";

/**
 * Vitest's global set-up of the database projects: one real PostgreSQL for the run, with a migrated template. It is the
 * npm package's PostgreSQL, the cluster that `CITUS_URL` names, or the one whose programs `TEST_POSTGRES_BIN` names (such as `/usr/lib/postgresql/15/bin`).
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (process.env.CITUS_URL) {
    process.env.TEST_POSTGRES_URL = process.env.CITUS_URL;
    return () => Promise.resolve();
  }
  const folder = scratchFolder("test");
  const postgres = await startPostgres({
    dataDir: join(folder, "postgres"),
    password: "test",
    name: "fairseat_template",
    settings: project.name === "race" ? [] : WITHOUT_DISK,
    binDir: process.env.TEST_POSTGRES_BIN || undefined,
  });
  await migrate(postgres.url);
  const admin = postgres.url.replace(/\/fairseat_template$/, "/postgres");
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  await client.query("ALTER DATABASE fairseat_template IS_TEMPLATE true");
  await client.end();
  process.env.TEST_POSTGRES_URL = admin;
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

// The data of a test need not survive a power cut, and waiting for the disk was most of the db project's time. The race
// project keeps the real settings: a commit that waits for the disk holds its locks longer, which is where races are lost.
const WITHOUT_DISK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

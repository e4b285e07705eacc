import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startPostgres } from "#deploy/embedded/postgres";
import { migrate } from "../db/migrate.ts";

/** Vitest's global set-up of the database projects: one real PostgreSQL for the run, with a migrated template. */
export async function setup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "fairseat-test-"));
  const postgres = await startPostgres({
    dataDir: join(folder, "postgres"),
    password: "test",
    name: "fairseat_template",
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

import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runMigrations as migrateJobs } from "graphile-worker";
import pg from "pg";

/**
 * Applies `prisma/migrations` in order without Prisma's schema engine, which would have to be downloaded, and keeps
 * `_prisma_migrations` as Prisma does, so that `prisma migrate deploy` agrees elsewhere. Two runs at once wait for
 * each other. Answers the names it applied; throws when an applied migration was edited since.
 */
export async function migrate(connectionString: string, folder = "prisma/migrations"): Promise<string[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock(72707369)"); // the number Prisma's own runner locks
    await client.query(CREATE_TABLE);
    const applied: string[] = [];
    for (const { name, sql, checksum } of readMigrations(folder)) {
      const { rows } = await client.query<{ checksum: string; finished_at: Date | null }>(
        "SELECT checksum, finished_at FROM _prisma_migrations WHERE migration_name = $1 AND rolled_back_at IS NULL",
        [name],
      );
      const [row] = rows;
      if (row && row.checksum !== checksum) throw new Error(`Migration ${name} was edited after it was applied.`);
      if (row?.finished_at) continue;
      await apply(client, name, sql, checksum);
      applied.push(name);
    }
    await migrateJobs({ connectionString });
    return applied;
  } finally {
    await client.end();
  }
}

// PostgreSQL runs a text of many statements as one transaction: a migration is applied whole or not at all.
async function apply(client: pg.Client, name: string, sql: string, checksum: string): Promise<void> {
  const id = randomUUID();
  await client.query(
    `${sql};
     INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES (${client.escapeLiteral(id)}, ${client.escapeLiteral(checksum)}, ${client.escapeLiteral(name)}, now(), now(), 1)`,
  );
}

function readMigrations(folder: string): { name: string; sql: string; checksum: string }[] {
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, "migration.sql")))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

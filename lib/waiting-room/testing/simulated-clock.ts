import pg from "pg";
import { db } from "#lib/platform/db/db";

/**
 * A clock of the database that tests and benchmarks set, for the product's own statements and functions: PostgreSQL looks for `now()` in the
 * schema `simulated` first. Defaults of columns are bound to PostgreSQL's own `now()`, and are set again. Sessions that are open already keep
 * the real clock. Not on Citus, whose workers have search paths of their own.
 */
export async function installSimulatedClock(url: string, at: Date): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`
      CREATE SCHEMA simulated;
      CREATE TABLE simulated.clock (at timestamptz NOT NULL, process_at timestamptz NOT NULL);
      INSERT INTO simulated.clock VALUES ('${at.toISOString()}', '${at.toISOString()}');
      CREATE FUNCTION simulated.now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT at FROM simulated.clock';
      CREATE FUNCTION simulated.process_now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT process_at FROM simulated.clock';
      CREATE FUNCTION simulated.clock_timestamp() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT at FROM simulated.clock';
      ALTER TABLE queue_tickets ALTER created_at SET DEFAULT simulated.now(), ALTER joined_at SET DEFAULT simulated.now();
      DO $$ BEGIN
        EXECUTE format('ALTER DATABASE %I SET search_path = simulated, pg_catalog, public', current_database());
      END $$;`);
  } finally {
    await client.end();
  }
}

/** Sets the database's clock, and what the next caller's own clock says: controls read it as `simulated.process_now()`. */
export async function setSimulatedClock(at: Date, processAt: Date = at): Promise<void> {
  await db().$executeRaw`
    UPDATE simulated.clock SET at = ${at.toISOString()}::timestamptz, process_at = ${processAt.toISOString()}::timestamptz`;
}

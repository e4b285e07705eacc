import pg from "pg";
import { expect, test } from "vitest";
import { shareOf } from "#lib/platform/bulkhead";
import { db } from "#lib/platform/db/db";
import { env } from "#lib/platform/env";
import { aDatabase } from "#lib/platform/testing/database";
import { anEventOnSale } from "#prisma/seed/builders";
import { findEventNow } from "./find-event.ts";
import { searchEvents } from "./search-events.ts";
import { suggest } from "./suggest.ts";

/**
 * Forty slow searches at once. Symptom: another reader's event page waits until they end, because they hold every connection of
 * the process. Theory: a bulkhead gives searches a quarter of the connections. Method: the function that only searches call
 * waits for a lock of the test's, which makes them slow for as long as the test wants; the database says how many it works on.
 */
const database = aDatabase();

const SLOW = `
CREATE OR REPLACE FUNCTION plain_text(value text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  PERFORM pg_advisory_lock_shared(42);
  PERFORM pg_advisory_unlock_shared(42);
  RETURN lower(public.unaccent('public.unaccent'::regdictionary, value));
END $$`;

test("forty slow searches hold a quarter of the connections, and another's event is read meanwhile", async () => {
  const eventId = await anEventOnSale();
  await db().$executeRawUnsafe(SLOW);
  const holder = new pg.Client({ connectionString: database.url() });
  await holder.connect();
  await holder.query("SELECT pg_advisory_lock(42)");
  const searches = Array.from({ length: 40 }, (_, n) =>
    n % 2 ? suggest(`slow ${n}`) : searchEvents({ q: `slow ${n}` }),
  );
  const share = shareOf(env().DATABASE_POOL_SIZE);
  await expect.poll(() => slowOnes(holder), { timeout: 30_000 }).toBe(share);
  for (let visit = 0; visit < 20; visit++) expect(await findEventNow(eventId)).toMatchObject({ id: eventId });
  expect(await slowOnes(holder)).toBe(share);
  const outcomes = Promise.allSettled(searches);
  await holder.query("SELECT pg_advisory_unlock(42)");
  for (const outcome of await outcomes) {
    if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ dependency: "database" });
  }
  await holder.end();
});

async function slowOnes(client: pg.Client): Promise<number> {
  const { rows } = await client.query(
    "SELECT count(*)::int AS slow FROM pg_stat_activity WHERE wait_event = 'advisory' AND datname = current_database()",
  );
  return rows[0].slow;
}

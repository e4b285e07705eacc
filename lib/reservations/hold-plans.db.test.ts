import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { anEventOnSale, aSmallHall } from "../../prisma/seed/builders.ts";
import { HOLD_STATEMENT } from "./hold-statement.ts";
import { claimRelease } from "./store.ts";
import { held, hold, idOf } from "./testing/holding.ts";

aDatabase();

/** Of 4,000 updates of seats by holds and releases, the share that needed no new index entry. */
async function hotShare(): Promise<number> {
  const figures = async () => {
    // Each connection adds its figures to the table's when it is asked to.
    const flush = () => db().$queryRaw`SELECT pg_stat_force_next_flush()::text, pg_sleep(0.05)::text`;
    await Promise.all(Array.from({ length: 30 }, flush));
    const [row] = await db().$queryRaw<{ updates: number; hot: number }[]>`
      SELECT n_tup_upd::int AS updates, n_tup_hot_upd::int AS hot FROM pg_stat_user_tables WHERE relname = 'seats'`;
    return row ?? { updates: 0, hot: 0 };
  };
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 20, seatsPerRow: 20 }) });
  const before = await figures();
  for (let round = 0; round < 10; round++) {
    const holds = Array.from({ length: 100 }, (_, i) => held(hold(eventId, [i * 4 + 1, i * 4 + 2])));
    await Promise.all((await Promise.all(holds)).map((reservation) => claimRelease(eventId, idOf(reservation).id)));
  }
  const after = await figures();
  expect(after.updates - before.updates).toBe(4_000);
  return (after.hot - before.hot) / (after.updates - before.updates);
}

test("seats change in place: nine of ten updates need no new index entry (HOT)", async () => {
  expect(await hotShare()).toBeGreaterThan(0.9);
});

test("control: an index on the status of seats would make an end of that", async () => {
  await db().$executeRaw`CREATE INDEX seats_by_status ON seats (event_id, status)`;
  expect(await hotShare()).toBeLessThan(0.1);
  await db().$executeRaw`DROP INDEX seats_by_status`;
});

test("a rush on new tables does not keep the plan that was made while they were empty", async () => {
  forgetSingleton("hold-engine");
  await db().$executeRaw`VACUUM ANALYZE reservations, event_buyers`;
  const before = await analyses();
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 20, seatsPerRow: 20 }) });
  await Promise.all(Array.from({ length: 300 }, (_, i) => held(hold(eventId, [i + 1]))));
  await expect.poll(analyses).toBeGreaterThan(before);
});

test("as long as nobody has counted the tables that grow, a batch still asks them row by row and never reads one from end to end", async () => {
  await db().$executeRaw`TRUNCATE reservations, event_buyers, refused_holds CASCADE`;
  const plan = await db().$transaction(async (one) => {
    await one.$executeRawUnsafe("SET LOCAL plan_cache_mode = force_generic_plan");
    await one.$executeRawUnsafe(`PREPARE hold AS ${HOLD_STATEMENT}`);
    const rows = await one.$queryRawUnsafe<Record<string, string>[]>(
      `EXPLAIN EXECUTE hold(${Array.from({ length: 12 }, () => "'{}'").join(", ")})`,
    );
    await one.$executeRawUnsafe("DEALLOCATE hold");
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  });
  expect(plan).toMatch(/Index Scan using refused_holds_pkey/);
  expect(plan).toMatch(/Index Scan using reservations_one_idempotency_key/);
  expect(plan).not.toMatch(/(Seq Scan on|Hash.*\n.*on) (reservations|event_buyers|refused_holds)/);
});

async function analyses(): Promise<number> {
  const [row] = await db().$queryRaw<
    { count: number }[]
  >`SELECT analyze_count::int AS count FROM pg_stat_user_tables WHERE relname = 'reservations'`;
  return row?.count ?? 0;
}

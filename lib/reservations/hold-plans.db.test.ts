import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { anEventOnSale, aSmallHall } from "../../prisma/seed/builders.ts";
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

const RUSHES_MAX = 12;

test("seats change in place: nine of ten updates need no new index entry (HOT)", async () => {
  // An analysis that runs beside keeps old versions of rows for its while, longer on a busy machine: one rush has to show it.
  let share = 0;
  for (let rush = 0; rush < RUSHES_MAX && share <= 0.9; rush++) share = Math.max(share, await hotShare());
  expect(share).toBeGreaterThan(0.9);
});

test("control: an index on the status of seats would make an end of that", async () => {
  await db().$executeRaw`CREATE INDEX seats_by_status ON seats (event_id, status)`;
  expect(await hotShare()).toBeLessThan(0.1);
  await db().$executeRaw`DROP INDEX seats_by_status`;
});

test("a rush on new tables does not keep the plan that was made while they were empty", async () => {
  forgetSingleton("hold-engine");
  await db().$executeRaw`VACUUM ANALYZE reservations`;
  const before = await analyses();
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 20, seatsPerRow: 20 }) });
  await Promise.all(Array.from({ length: 300 }, (_, i) => held(hold(eventId, [i + 1]))));
  await expect.poll(analyses).toBeGreaterThan(before);
});

test("as long as nobody has counted the tables that grow, a batch still asks them row by row and never reads one from end to end", async () => {
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 20, seatsPerRow: 20 }) });
  await db().$executeRaw`TRUNCATE reservations, refused_holds CASCADE`;
  const held = await scansOf(() =>
    Promise.all(
      Array.from({ length: 200 }, (_, i) => hold(eventId, [i + 1], { key: { key: `key-${i}`, fingerprint: "" } })),
    ),
  );
  expect(held).toEqual({ reservations: 0, refused_holds: 0 });
});

test("control: asked without an index, the tables are read from end to end", async () => {
  const asked = await scansOf(
    () => db().$queryRaw`SELECT (SELECT count(*) FROM reservations) + (SELECT count(*) FROM refused_holds) AS rows`,
  );
  expect(Object.values(asked).every((scans) => scans > 0)).toBe(true);
});

/** How often the tables that grow were read from end to end meanwhile. */
async function scansOf(work: () => Promise<unknown>): Promise<Record<string, number>> {
  const scans = async () => {
    const flush = () => db().$queryRaw`SELECT pg_stat_force_next_flush()::text, pg_sleep(0.05)::text`;
    await Promise.all(Array.from({ length: 30 }, flush));
    const rows = await db().$queryRaw<{ table: string; scans: number }[]>`
      SELECT relname AS table, seq_scan::int AS scans FROM pg_stat_user_tables WHERE relname IN ('reservations', 'refused_holds')`;
    return Object.fromEntries(rows.map(({ table, scans }) => [table, scans]));
  };
  const before = await scans();
  await work();
  const after = await scans();
  return Object.fromEntries(Object.entries(after).map(([table, count]) => [table, count - (before[table] ?? 0)]));
}

async function analyses(): Promise<number> {
  const [row] = await db().$queryRaw<
    { count: number }[]
  >`SELECT analyze_count::int AS count FROM pg_stat_user_tables WHERE relname = 'reservations'`;
  return row?.count ?? 0;
}

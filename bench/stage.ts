import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closeDb, db } from "#lib/platform/db";
import { startPostgres } from "#lib/platform/embedded/postgres";
import { startRedis } from "#lib/platform/embedded/redis";
import { migrate } from "#lib/platform/migrate";
import { brokenSeatInvariants } from "#lib/reservations/testing/check-seats";
import { gridHall } from "#lib/seating/testing/grid-hall";
import { anEventOnSale } from "../prisma/seed/builders.ts";

/** Where contenders meet: one PostgreSQL as the product runs it, with events whose seats are all free. */
export type Stage = {
  eventIds: number[];
  seatsPerEvent: number;
  /** What a child process needs to know of it. */
  env: Record<string, string>;
  /** What decides whether a commit is safe, as the database says it. */
  durability: string;
  folder: string;
  databasePid: number;
  /** Frees all seats and forgets all reservations, as after a fresh publication. */
  reset: () => Promise<void>;
  /** The sentences that are broken, none when all is well; `held` is how many seats must be held. */
  check: (held: number) => Promise<string[]>;
  stop: () => Promise<void>;
};

/** An arena without its curves: sections of rows with an aisle in the middle, so that pairs of neighbours never strand anyone. */
const SECTIONS = 50;
const SECTION = { rows: 20, blocks: [10, 10] };

/** Sets up PostgreSQL, Redis where there is one, and `events` events of 20,000 seats in a folder of its own. */
export async function setStage(events: number): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), "fairseat-bench-"));
  const postgres = await startPostgres({ dataDir: join(folder, "postgres"), password: "bench", name: "fairseat" });
  const redis = await startRedis();
  const env: Record<string, string> = {
    APP_ENV: "development",
    DATABASE_URL: postgres.url,
    APP_SECRET: randomBytes(32).toString("hex"),
    CRON_SECRET: randomBytes(32).toString("hex"),
    TICKET_SIGNING_KEY: "MC4CAQAwBQYDK2VwBCIEIHcHbQpzGKV9PBbBclGyZkXfTC+H68CZKrF3+6UduSwq",
    ...(redis ? { REDIS_URL: redis.url } : {}),
  };
  Object.assign(process.env, env);
  await migrate(postgres.url);
  const layout = gridHall(Array.from({ length: SECTIONS }, () => SECTION));
  const eventIds: number[] = [];
  for (let i = 0; i < events; i++) eventIds.push(await anEventOnSale({ layout, orphanRule: "LENIENT" }));
  const [row] = await db().$queryRaw<{ fsync: string; commit: string; version: string }[]>`
    SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit, current_setting('server_version') AS version`;

  return {
    eventIds,
    seatsPerEvent: SECTIONS * SECTION.rows * 20,
    env,
    durability: `PostgreSQL ${row?.version}, fsync ${row?.fsync}, synchronous_commit ${row?.commit}`,
    folder,
    databasePid: postgres.pid,
    reset,
    check: async (held) => {
      const broken = (await Promise.all(eventIds.map(brokenSeatInvariants))).flat();
      const count = await db().seat.count({ where: { status: "HELD" } });
      return count === held ? broken : [...broken, `${count} seats are held and ${held} were promised`];
    },
    stop: async () => {
      await closeDb();
      await redis?.stop();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function reset(): Promise<void> {
  await db().$executeRaw`TRUNCATE reservations, event_buyers`;
  await db()
    .$executeRaw`UPDATE seats SET status = 'AVAILABLE', version = version + 1, reservation_id = NULL, held_until = NULL WHERE status <> 'AVAILABLE'`;
  await db().$executeRaw`VACUUM ANALYZE seats`;
  await db().$executeRaw`CHECKPOINT`;
}

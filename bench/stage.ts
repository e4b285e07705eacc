import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "#deploy/embedded/postgres";
import { startRedis } from "#deploy/embedded/redis";
import { newGuest } from "#lib/identity/identify";
import { signAccessToken } from "#lib/identity/tokens/access-token";
import { closeDb, db } from "#lib/platform/db/db";
import { migrate } from "#lib/platform/db/migrate";
import { closeRedis, redis } from "#lib/platform/redis";
import { brokenSeatInvariants } from "#lib/reservations/testing/check-seats";
import { gridHall } from "#lib/seating/testing/grid-hall";
import { anEventOnSale } from "../prisma/seed/builders.ts";
import type { Buyer } from "./load/closed-loop.ts";

/** The contenders' common ground: one PostgreSQL as the product runs it, with events whose seats are all free. */
export type Stage = {
  eventIds: number[];
  seatsPerEvent: number;
  /** The environment for a child process. */
  env: Record<string, string>;
  /** The database's settings that decide whether a commit is durable. */
  durability: string;
  folder: string;
  databasePid: number;
  /** 0 where Redis is in this process. */
  redisPid: number;
  /** People with their own bearer token and address, who send idempotency keys. */
  buyers: (count: number) => Promise<Buyer[]>;
  /** Guests identified by their cookie, who send no idempotency keys. */
  guests: (count: number) => Promise<Buyer[]>;
  /** Frees all seats and forgets all reservations, as after a fresh publication. */
  reset: () => Promise<void>;
  /** The broken invariants as sentences, none when all is well; `held` is how many seats must be held. */
  check: (held: number) => Promise<string[]>;
  stop: () => Promise<void>;
};

/** An arena without curves: sections of rows with an aisle in the middle, in which pairs of neighbours never strand a seat. */
const SECTIONS = 50;
const SECTION = { rows: 20, blocks: [10, 10] };

/** Sets up PostgreSQL, Redis if installed, and `events` events of 20,000 seats in a folder of its own. */
export async function setStage(events: number): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), "fairseat-bench-"));
  const postgres = await startPostgres({
    dataDir: join(folder, "postgres"),
    password: "bench",
    name: "fairseat",
    // Such as /usr/lib/postgresql/15/bin; the npm package's PostgreSQL otherwise.
    binDir: process.env.BENCH_POSTGRES_BIN || undefined,
  });
  const redisServer = await startRedis();
  const env: Record<string, string> = {
    APP_ENV: "development",
    DATABASE_URL: postgres.url,
    // The generator speaks for thousands of people.
    TRUSTED_PROXIES: "127.0.0.1",
    APP_SECRET: randomBytes(32).toString("hex"),
    CRON_SECRET: randomBytes(32).toString("hex"),
    TICKET_SIGNING_KEY: "MC4CAQAwBQYDK2VwBCIEIHcHbQpzGKV9PBbBclGyZkXfTC+H68CZKrF3+6UduSwq",
    ...(redisServer ? { REDIS_URL: redisServer.url } : {}),
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
    redisPid: redisServer?.pid ?? 0,
    buyers,
    guests,
    reset,
    check: async (held) => {
      const broken = (await Promise.all(eventIds.map(brokenSeatInvariants))).flat();
      const count = await db().seat.count({ where: { status: "HELD" } });
      return count === held ? broken : [...broken, `${count} seats are held and ${held} were promised`];
    },
    stop: async () => {
      await closeDb();
      await closeRedis();
      await redisServer?.stop();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function buyers(count: number): Promise<Buyer[]> {
  const families = await db().$queryRaw<{ user_id: string; id: string }[]>`
    WITH people AS (
      INSERT INTO users (email, name) SELECT 'buyer-' || n || '@example.org', 'Buyer' FROM generate_series(1, ${count}::int) AS n RETURNING id
    )
    INSERT INTO token_families (id, user_id, ends_at) SELECT uuidv7(), id, now() + interval '1 day' FROM people RETURNING user_id::text, id::text`;
  return Promise.all(
    families.map(async ({ user_id: userId, id: familyId }, i) => {
      const token = await signAccessToken({ userId, familyId, isTwoFactor: false });
      return { headers: [`authorization: Bearer ${token}`, addressLine(i)], hasKeys: true };
    }),
  );
}

async function guests(count: number): Promise<Buyer[]> {
  return Array.from({ length: count }, (_, i) => ({
    headers: [`cookie: ${newGuest().setCookie.split(";")[0]}`, addressLine(i)],
    hasKeys: false,
  }));
}

function addressLine(i: number): string {
  return `x-forwarded-for: 10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`;
}

async function reset(): Promise<void> {
  await db().$executeRaw`TRUNCATE reservations, refused_holds, idempotency_keys CASCADE`;
  await redis().flushdb();
  await db()
    .$executeRaw`UPDATE seats SET status = 'AVAILABLE', version = version + 1, reservation_id = NULL, held_until = NULL WHERE status <> 'AVAILABLE'`;
  await db().$executeRaw`VACUUM ANALYZE seats`;
  await db().$executeRaw`CHECKPOINT`;
}

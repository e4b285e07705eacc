import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { closeDb, db } from "#lib/platform/db/db";
import { migrate } from "#lib/platform/db/migrate";
import { forgetSingleton } from "#lib/platform/singleton";
import { anEventOnSale, aSmallHall } from "#prisma/seed/builders";
import { freePort } from "../embedded/free-port.ts";
import { type EmbeddedPostgres, startPostgres } from "../embedded/postgres.ts";
import { type EmbeddedRedis, startRedis } from "../embedded/redis.ts";
import { type Sandbox, startSandbox } from "../simulator/start-sandbox.ts";
import { type AProcess, aProcess, eventually } from "../testing/a-process.ts";

/** One installation of the product with everything around it, and an event on sale whose seats write their own history. */
export type Scene = {
  readonly eventId: number;
  readonly seats: number;
  postgres: EmbeddedPostgres;
  readonly redis: EmbeddedRedis | undefined;
  readonly sandbox: Sandbox;
  readonly servers: { url: string; process: AProcess }[];
  /** Everything that its servers wrote, those that were killed included. */
  readonly words: () => string;
  /** Starts PostgreSQL again at its address, as often as its files are still in use. */
  readonly startPostgresAgain: () => Promise<void>;
  /** Starts a server again at its address. */
  readonly startServerAgain: (place: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

export type SceneOptions = {
  servers?: number;
  /** How far the servers' clocks are ahead of the database's. */
  clockAheadMs?: number;
  /** Where PostgreSQL keeps its files; a folder of the scene's own by default. */
  postgresFolder?: string;
};

const ROWS = 40;
const SEATS_PER_ROW = 50;
const SECRETS = {
  APP_ENV: "development",
  APP_SECRET: "drill-secret-the-first-of-two-0123456789abc",
  CRON_SECRET: "drill-secret-the-other-of-two-0123456789ab",
  TICKET_SIGNING_KEY: "MC4CAQAwBQYDK2VwBCIEIHcHbQpzGKV9PBbBclGyZkXfTC+H68CZKrF3+6UduSwq",
  STRIPE_SECRET_KEY: "sk_test_sandbox",
  STRIPE_PUBLISHABLE_KEY: "pk_test_sandbox",
  STRIPE_WEBHOOK_SECRET: "whsec_of_the_drill",
};

/** Opens a scene. It takes over `process.env` and the Prisma client of this process, so that there is one scene at a time. */
export async function openScene({ servers = 1, clockAheadMs = 0, postgresFolder }: SceneOptions): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), "fairseat-drill-"));
  const closing: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const where = { dataDir: postgresFolder ?? join(folder, "postgres"), password: "drill", name: "fairseat" };
  const ports = { postgres: await freePort(), servers: [] as number[] };
  for (let i = 0; i < servers; i++) ports.servers.push(await freePort());
  const urlOf = (place: number) => `http://localhost:${ports.servers[place]}`;
  const past: string[] = [];

  const startPostgresHere = () => startPostgres({ ...where, port: ports.postgres });
  const postgres = await startPostgresHere();
  const sandbox = await startSandbox({
    port: 0,
    secretKey: SECRETS.STRIPE_SECRET_KEY,
    webhookSecret: SECRETS.STRIPE_WEBHOOK_SECRET,
    webhookUrl: `${urlOf(0)}/api/webhooks/stripe`,
  });
  const redis = await startRedis(folder);
  const env: Record<string, string> = {
    ...SECRETS,
    DATABASE_URL: postgres.url,
    SANDBOX_URL: sandbox.url,
    APP_URL: urlOf(0),
    DATA_DIR: join(folder, "data"),
    PICTURES_DIR: join(folder, "pictures"),
    LOG_LEVEL: "info",
    ...(redis ? { REDIS_URL: redis.url } : {}),
  };
  await migrate(postgres.url);
  // The drill's own process settles what is left at the end, without Redis, which may be dead by then.
  Object.assign(process.env, env, { LOG_LEVEL: "silent" });
  delete process.env.REDIS_URL;
  for (const name of ["env", "prisma", "redis", "gateway stripe"]) forgetSingleton(name);
  const layout = aSmallHall({ rows: ROWS, seatsPerRow: SEATS_PER_ROW });
  const eventId = await anEventOnSale({ layout, seatsPerBuyerMax: 4 });
  await writeHistory(eventId);

  const ahead = clockAheadMs === 0 ? {} : { NODE_OPTIONS: `--import ${clockModule(clockAheadMs)}` };
  const startServer = async (place: number) => {
    const port = String(ports.servers[place]);
    const server = aProcess(["server.ts"], { ...env, ...ahead, DATA_DIR: join(folder, `data-${place}`), PORT: port });
    await server.says(/Fairseat is open at/);
    return { url: urlOf(place), process: server };
  };
  const scene: Scene = {
    ...{ eventId, seats: ROWS * SEATS_PER_ROW, postgres, redis, sandbox, servers: [] },
    words: () => [...past, ...scene.servers.map((server) => server.process.words())].join("\n"),
    startPostgresAgain: async () => {
      scene.postgres = await eventually(startPostgresHere);
    },
    startServerAgain: async (place) => {
      past.push(scene.servers[place]?.process.words() ?? "");
      scene.servers[place] = await startServer(place);
    },
    close: async () => {
      for (const { process: server } of scene.servers) {
        server.signal("SIGKILL");
        await server.ended;
      }
      await closeDb();
      await sandbox.close();
      await redis?.stop();
      await scene.postgres.stop();
      for (const close of closing) close();
    },
  };
  for (let place = 0; place < servers; place++) scene.servers.push(await startServer(place));
  return scene;
}

/** A module that puts the clock of a process ahead before anything else is loaded. */
function clockModule(aheadMs: number): string {
  const source = `const Real = Date;
    globalThis.Date = class extends Real {
      constructor(...given) { if (given.length > 0) super(...given); else super(Real.now() + ${aheadMs}); }
      static now() { return Real.now() + ${aheadMs}; }
      static parse = Real.parse;
      static UTC = Real.UTC;
    };`;
  return `data:text/javascript,${encodeURIComponent(source)}`;
}

/** A trigger of the drill's own database: each version of a seat is written down by the transaction that makes it. */
async function writeHistory(eventId: number): Promise<void> {
  for (const statement of [
    `CREATE TABLE drill_history (seat_id int, version int, status text, owner uuid, held_until timestamptz, at timestamptz)`,
    `INSERT INTO drill_history SELECT id, version, status::text, reservation_id, held_until, clock_timestamp() FROM seats WHERE event_id = ${eventId}`,
    `CREATE FUNCTION drill_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       INSERT INTO drill_history VALUES (NEW.id, NEW.version, NEW.status::text, NEW.reservation_id, NEW.held_until, clock_timestamp());
       RETURN NULL; END $$`,
    `CREATE TRIGGER drill_note AFTER UPDATE ON seats FOR EACH ROW EXECUTE FUNCTION drill_note()`,
  ]) {
    await db().$executeRawUnsafe(statement);
  }
}

/** Runs statements on a connection of its own, which may write although the database is read-only by default. */
export async function asOperator(scene: Scene, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({
    connectionString: scene.postgres.url,
    options: "-c default_transaction_read_only=off",
  });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A process and its children. */
export function familyOf(pid: number): number[] {
  const parentOf = (id: string) => {
    const file = `/proc/${id}/status`;
    try {
      return existsSync(file) ? Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(file, "utf8"))?.[1]) : undefined;
    } catch {
      return undefined;
    }
  };
  const children = readdirSync("/proc").filter((id) => /^\d+$/.test(id) && parentOf(id) === pid);
  return [pid, ...children.map(Number)];
}

/**
 * What a machine lacks, brought along: PostgreSQL, Redis, secrets, the payment simulator, the schema, demo data and the
 * build. In production nothing is embedded: what is missing there stops the start.
 */
import { execFile } from "node:child_process";
import { accessSync, constants, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { ensureBuild } from "#lib/platform/embedded/build";
import { lockDataDir } from "#lib/platform/embedded/instance-lock";
import { startPostgres } from "#lib/platform/embedded/postgres";
import { startRedis } from "#lib/platform/embedded/redis";
import { keptSecrets } from "#lib/platform/embedded/secrets";
import { env, SANDBOX_SECRET_KEY } from "#lib/platform/env";
import { migrate } from "#lib/platform/migrate";

export type Embedded = { parts: string[]; accounts: string[] };

type Start = { port: number; isDev: boolean; say: (line: string) => void; stops: (() => Promise<void> | void)[] };

/** Prepares the process's environment and answers what it brought. Throws an Error in one sentence. */
export async function embed({ port, isDev, say, stops }: Start): Promise<Embedded> {
  const parts: string[] = [];
  let isDemo = false;
  if (process.env.APP_ENV !== "production") {
    const dataDir = openDataDir(process.env.DATA_DIR || ".data");
    const secrets = keptSecrets(dataDir);
    stops.push(lockDataDir(dataDir));
    const defaults: Record<string, string> = {
      APP_URL: `http://localhost:${port}`,
      APP_SECRET: secrets.APP_SECRET,
      CRON_SECRET: secrets.CRON_SECRET,
      TICKET_SIGNING_KEY: secrets.TICKET_SIGNING_KEY,
    };
    for (const [name, value] of Object.entries(defaults)) process.env[name] ||= value;
    if (!process.env.DATABASE_URL) {
      isDemo = true;
      parts.push(await embedPostgres(dataDir, secrets.POSTGRES_PASSWORD, say, stops));
    }
    if (!process.env.REDIS_URL && !process.env.UPSTASH_REDIS_REST_URL) parts.push(await embedRedis(say, stops));
    if (!process.env.STRIPE_SECRET_KEY) parts.push(await embedGateway(port, { dataDir, webhookSecret: secrets.STRIPE_WEBHOOK_SECRET }, say, stops));
    if (!process.env.SMTP_URL) parts.push(`mail        an inbox at ${process.env.APP_URL}/dev/inbox`);
  }
  await prepareDatabase(say);
  const accounts = isDemo ? await seed(say) : [];
  if (!isDev) {
    say("Looking for a build of this source");
    if (await ensureBuild(process.env.NEXT_DIST_DIR || ".next")) say("Built");
  }
  return { parts, accounts };
}

function openDataDir(path: string): string {
  const dataDir = resolve(path);
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.W_OK);
  } catch (cause) {
    throw new Error(`The data folder ${dataDir} cannot be written: set DATA_DIR to a folder that can.`, { cause });
  }
  return dataDir;
}

async function embedPostgres(dataDir: string, password: string, say: Start["say"], stops: Start["stops"]): Promise<string> {
  say("Starting PostgreSQL");
  const postgres = await startPostgres({ dataDir: join(dataDir, "postgres"), password, name: "fairseat" });
  process.env.DATABASE_URL = postgres.url;
  stops.push(postgres.stop);
  return `PostgreSQL  data in ${join(dataDir, "postgres")}`;
}

async function embedRedis(say: Start["say"], stops: Start["stops"]): Promise<string> {
  const redis = await startRedis();
  if (!redis) return "Redis       in this process (no redis-server on the PATH)";
  say("Starting Redis");
  process.env.REDIS_URL = redis.url;
  stops.push(redis.stop);
  return `Redis       ${redis.url}`;
}

/** The simulator stands in for Stripe: the same adapter is pointed at it, and it knows only a key no account has. */
async function embedGateway(
  port: number,
  { dataDir, webhookSecret }: { dataDir: string; webhookSecret: string }, say: Start["say"], stops: Start["stops"]): Promise<string> {
  say("Starting the payment simulator");
  const { startSandbox } = await import("#lib/payments/sandbox/start-sandbox");
  const sandbox = await startSandbox({
    port: 0,
    secretKey: SANDBOX_SECRET_KEY,
    webhookSecret,
    webhookUrl: `http://127.0.0.1:${port}/api/webhooks/stripe`,
    stateFile: join(dataDir, "sandbox.json"),
  });
  process.env.SANDBOX_URL = sandbox.url;
  process.env.STRIPE_SECRET_KEY = SANDBOX_SECRET_KEY;
  process.env.STRIPE_PUBLISHABLE_KEY = "pk_test_sandbox";
  process.env.STRIPE_WEBHOOK_SECRET = webhookSecret;
  stops.push(() => sandbox.close());
  return `payments    a simulator of Stripe at ${sandbox.url}; card 4242 4242 4242 4242`;
}

async function prepareDatabase(say: Start["say"]): Promise<void> {
  const { DATABASE_URL } = env();
  const client = new pg.Client({ connectionString: DATABASE_URL, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.end();
  } catch (cause) {
    const { hostname, port } = new URL(DATABASE_URL);
    throw new Error(`The database at ${hostname}:${port || 5432} (DATABASE_URL) does not answer: ${(cause as Error).message || "no connection"}.`, { cause });
  }
  const applied = await migrate(DATABASE_URL);
  if (applied.length > 0) say(`Applied ${applied.length} migration${applied.length === 1 ? "" : "s"}`);
}

/** In a process of its own, whose memory goes with it. Answers the demo accounts. */
async function seed(say: Start["say"]): Promise<string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [join("prisma", "seed", "seed.ts")], { maxBuffer: 16 * 1024 * 1024 });
  const { wasEmpty, summary, accounts } = JSON.parse(stdout.trim().split("\n").at(-1) ?? "{}") as { wasEmpty: boolean; summary: string; accounts: string[] };
  if (wasEmpty) say(summary);
  return accounts;
}

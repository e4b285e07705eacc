/**
 * Embeds whatever is not configured: PostgreSQL, Redis, secrets, the payment simulator, the schema, demo data and the build.
 * In production nothing is embedded, and missing configuration stops the start.
 */
import { isIP } from "node:net";
import { join } from "node:path";
import { readEnv, SANDBOX_SECRET_KEY } from "#lib/platform/env";
import { forgetSingleton } from "#lib/platform/singleton";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "../prisma/seed/accounts.ts";
import { openDataDir } from "./data-dir.ts";
import { build, isBuilt } from "./embedded/build.ts";
import { startPostgres } from "./embedded/postgres.ts";
import { startRedis } from "./embedded/redis.ts";
import { type KeptSecrets, keptSecrets } from "./embedded/secrets.ts";
import { firstAdministrator } from "./first-administrator.ts";
import { freeJobsOfTheDead, prepareDatabase, seed } from "./prepare-database.ts";
import { preparePictures } from "./prepare-pictures.ts";

export type Embedded = {
  parts: string[];
  accounts: string[];
  /** What the operator has to do before anyone can sell. */
  notices: string[];
};

export type Start = {
  port: number;
  isDev: boolean;
  /** One line of progress. */
  say: (line: string) => void;
  /** Stops the started parts, in the order of their start. */
  stops: (() => Promise<void> | void)[];
  /** Aborted when the start is interrupted. */
  signal: AbortSignal;
};

/** Prepares the process's environment and answers the embedded parts. Throws an Error in one sentence. */
export async function embed(start: Start): Promise<Embedded> {
  const { isDev, say, signal } = start;
  const isDemo = process.env.APP_ENV !== "production" && !process.env.DATABASE_URL;
  if (process.env.APP_ENV === "production") readEnv(process.env);
  const parts = process.env.APP_ENV === "production" ? [] : await embedMissing(start);
  signal.throwIfAborted();
  await prepareDatabase(say);
  parts.push(...(await preparePictures(say)));
  // From here on the serving process no longer knows the owner of the tables.
  delete process.env.DATABASE_OWNER_URL;
  forgetSingleton("env");
  signal.throwIfAborted();
  if (isDemo) {
    await freeJobsOfTheDead();
    await seed(say, signal);
  }
  if (!isDev) {
    const distDir = process.env.NEXT_DIST_DIR || ".next";
    if (!isBuilt(distDir)) {
      say("Building the pages, once for this source");
      await build(distDir, signal);
    }
  }
  signal.throwIfAborted();
  const notices = isDemo ? [] : await firstAdministrator();
  return { parts, accounts: isDemo ? DEMO_ACCOUNTS.map(accountLine) : [], notices };
}

async function embedMissing(start: Start): Promise<string[]> {
  const { port, signal, stops } = start;
  const { env } = process;
  // Configured values must be valid before anything is started; missing ones are filled in below.
  const configured = withoutEmpty(env);
  readEnv({ ...STAND_INS, ...(configured.DATABASE_URL ? {} : { APP_ENV: "development" }), ...configured });
  const { dataDir, unlock } = openDataDir();
  stops.push(unlock);
  const secrets = keptSecrets(dataDir);
  env.APP_URL ||= `http://localhost:${port}`;
  for (const name of ["APP_SECRET", "CRON_SECRET", "TICKET_SIGNING_KEY"] as const) env[name] ||= secrets[name];
  const parts: string[] = [];
  if (!env.DATABASE_URL) {
    parts.push(await embedPostgres(start, { dataDir, secrets }));
    env.APP_ENV ||= "development";
  }
  signal.throwIfAborted();
  if (!env.REDIS_URL && !env.UPSTASH_REDIS_REST_URL) parts.push(await embedRedis(start, dataDir));
  signal.throwIfAborted();
  if (!env.STRIPE_SECRET_KEY) {
    parts.push(await embedGateway(start, { dataDir, webhookSecret: secrets.STRIPE_WEBHOOK_SECRET }));
  }
  if (!env.SMTP_URL) parts.push(`mail        an inbox at ${env.APP_URL}/dev/inbox`);
  return parts;
}

/** Valid placeholders for the values that the start provides itself. */
const STAND_INS = {
  DATABASE_URL: "postgresql://localhost/fairseat",
  APP_SECRET: "x".repeat(32),
  CRON_SECRET: "y".repeat(32),
  // Not a real key: thirty-two times the same byte.
  TICKET_SIGNING_KEY: "MC4CAQAwBQYDK2VwBCIEIAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB",
};

function withoutEmpty(env: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
}

/** The cluster's owner migrates; the app serves as a separate role, which `prepareDatabase` creates. */
async function embedPostgres({ say, stops }: Start, where: { dataDir: string; secrets: KeptSecrets }): Promise<string> {
  say("Starting PostgreSQL");
  const dataDir = join(where.dataDir, "postgres");
  const postgres = await startPostgres({ dataDir, password: where.secrets.POSTGRES_PASSWORD, name: "fairseat" });
  stops.push(postgres.stop);
  const app = new URL(postgres.url);
  app.username = "fairseat_app";
  app.password = where.secrets.POSTGRES_APP_PASSWORD;
  process.env.DATABASE_OWNER_URL = postgres.url;
  process.env.DATABASE_URL = app.href;
  return `PostgreSQL  data in ${dataDir}`;
}

async function embedRedis({ say, stops }: Start, dataDir: string): Promise<string> {
  say("Starting Redis");
  const redis = await startRedis(dataDir);
  if (!redis) return "Redis       in this process (no redis-server on the PATH)";
  process.env.REDIS_URL = redis.url;
  stops.push(redis.stop);
  return `Redis       ${redis.url}`;
}

/** Where the simulator reaches the server: at the address it listens on, or at this machine where it listens on all. */
function reachableHost(): string {
  const address = process.env.LISTEN_ADDRESS || "127.0.0.1";
  if (address === "0.0.0.0" || address === "::") return "127.0.0.1";
  return isIP(address) === 6 ? `[${address}]` : address;
}

/** The simulator replaces Stripe behind the same adapter, and accepts only a key that no real account has. */
async function embedGateway(
  { port, say, stops }: Start,
  { dataDir, webhookSecret }: { dataDir: string; webhookSecret: string },
): Promise<string> {
  say("Starting the payment simulator");
  const { startSandbox } = await import("./simulator/start-sandbox.ts");
  const sandbox = await startSandbox({
    port: 0,
    secretKey: SANDBOX_SECRET_KEY,
    webhookSecret,
    webhookUrl: `http://${reachableHost()}:${port}/api/webhooks/stripe`,
    stateFile: join(dataDir, "sandbox.json"),
  });
  process.env.SANDBOX_URL = sandbox.url;
  process.env.STRIPE_SECRET_KEY = SANDBOX_SECRET_KEY;
  process.env.STRIPE_PUBLISHABLE_KEY = "pk_test_sandbox";
  process.env.STRIPE_WEBHOOK_SECRET = webhookSecret;
  stops.push(() => sandbox.close());
  return `payments    a simulator of Stripe at ${sandbox.url}; card 4242 4242 4242 4242`;
}

function accountLine({ email, is }: (typeof DEMO_ACCOUNTS)[number]): string {
  return `${email.padEnd(28)} ${DEMO_PASSWORD}  ${is}`;
}

import { rmSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../../deploy/embedded/free-port.ts";
import { startPostgres } from "../../deploy/embedded/postgres.ts";
import { startRedis } from "../../deploy/embedded/redis.ts";
import { startSandbox } from "../../deploy/simulator/start-sandbox.ts";
import { aProcess, runScript } from "../../deploy/testing/a-process.ts";
import { scratchFolder } from "../../lib/platform/testing/scratch-folder.ts";
import { Mailbox } from "./mailbox.ts";

/** An installation under test: its address, what its mail server received, and what its operator types. */
export type Installation = {
  url: string;
  mailbox: Mailbox;
  /** All that the server has printed. */
  words: () => string;
  /** Runs a script of the repository with the installation's configuration; answers what it printed once it ended well. */
  run: (...script: string[]) => Promise<string>;
  stop: () => Promise<void>;
};

/**
 * Starts an empty installation from the build, configured as in production: PostgreSQL with an owner and a role that only serves, Redis,
 * the mail server and the payment gateway each by its address, the usual rate limits, no demo data. It calls itself `test`, since
 * production refuses the payment simulator and plain HTTP; deploy/administrator.start.test.ts starts one that calls itself production.
 */
export async function startInstallation(): Promise<Installation> {
  const stops: (() => unknown)[] = [];
  const stop = async () => {
    for (const each of stops.reverse()) await each();
  };
  try {
    const folder = scratchFolder("installation");
    stops.push(() => rmSync(folder, { recursive: true, force: true }));
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const env = { ...SECRETS, ...(await startParts(folder, url, stops)), APP_URL: url, PORT: String(port) };
    const mailbox = new Mailbox();
    const SMTP_URL = await mailbox.start();
    stops.push(() => mailbox.stop());
    const all = { ...env, SMTP_URL, DATA_DIR: join(folder, "data") };
    const server = aProcess(["server.ts"], all);
    stops.push(async () => {
      server.signal("SIGINT");
      await server.ended;
    });
    await server.says(/Fairseat is open at[\s\S]*\n\n/);
    return { url, mailbox, words: server.words, run: (...script) => runScript(script, all), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const SECRETS = {
  APP_ENV: "test",
  APP_SECRET: "k3jf92-vnq8-the-first-of-two-0123456789",
  CRON_SECRET: "p0d8s7-xmw2-the-other-of-two-9876543210",
  TICKET_SIGNING_KEY: "MC4CAQAwBQYDK2VwBCIEIHcHbQpzGKV9PBbBclGyZkXfTC+H68CZKrF3+6UduSwq",
  STRIPE_SECRET_KEY: "sk_test_sandbox",
  STRIPE_PUBLISHABLE_KEY: "pk_test_sandbox",
  STRIPE_WEBHOOK_SECRET: "whsec_of_this_test",
  PWNED_PASSWORDS_URL: "off",
  VIES_URL: "off",
  // As in production: the first hour fits into the usual limits.
  RATE_LIMIT_SCALE: "",
  LOAD_TOLERANCE: "",
  LOG_LEVEL: "warn",
};

/** Starts what the server is connected to; answers the addresses. */
async function startParts(folder: string, url: string, stops: (() => unknown)[]): Promise<Record<string, string>> {
  const postgres = await startPostgres({ dataDir: join(folder, "postgres"), password: "test", name: "fairseat" });
  stops.push(postgres.stop);
  const redis = await startRedis(folder);
  if (!redis) throw new Error("There is no redis-server on the PATH: install it, as an installation needs one.");
  stops.push(redis.stop);
  const sandbox = await startSandbox({
    port: 0,
    secretKey: SECRETS.STRIPE_SECRET_KEY,
    webhookSecret: SECRETS.STRIPE_WEBHOOK_SECRET,
    webhookUrl: `${url}/api/webhooks/stripe`,
  });
  stops.push(() => sandbox.close());
  const serving = new URL(postgres.url);
  serving.username = "fairseat_app";
  serving.password = "serving-only";
  return {
    DATABASE_OWNER_URL: postgres.url,
    DATABASE_URL: serving.href,
    REDIS_URL: redis.url,
    SANDBOX_URL: sandbox.url,
  };
}

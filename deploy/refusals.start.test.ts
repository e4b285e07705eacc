import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { scratchFolder } from "#lib/platform/testing/scratch-folder";
import { processesWith } from "./testing/a-process.ts";
import { aProcessOfThisTest } from "./testing/a-process-of-this-test.ts";

const folder = scratchFolder("refusals");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PRODUCTION = {
  APP_ENV: "production",
  APP_URL: "https://tickets.example.org",
  DATABASE_URL: "postgresql://app@127.0.0.1:1/fairseat",
  REDIS_URL: "redis://127.0.0.1:1",
  APP_SECRET: "k3jf92-vnq8-the-first-of-two-0123456789",
  CRON_SECRET: "p0d8s7-xmw2-the-other-of-two-9876543210",
  TICKET_SIGNING_KEY: "MC4CAQAwBQYDK2VwBCIEIHcHbQpzGKV9PBbBclGyZkXfTC+H68CZKrF3+6UduSwq",
  STRIPE_SECRET_KEY: "sk_live_abc",
  STRIPE_PUBLISHABLE_KEY: "pk_live_abc",
  STRIPE_WEBHOOK_SECRET: "whsec_abc",
  SMTP_URL: "smtp://127.0.0.1:1",
  PICTURES_DIR: join(folder, "pictures"),
  RATE_LIMIT_SCALE: "",
  LOAD_TOLERANCE: "",
};

/** Starts the server, expects it to refuse and leave nothing running, and answers its last sentences. */
async function refusalOf(env: Record<string, string>): Promise<string[]> {
  const dataDir = env.DATA_DIR ?? join(folder, `data-${Math.random()}`);
  const server = aProcessOfThisTest(["server.ts"], { PORT: "0", ...env, DATA_DIR: dataDir });
  expect(await server.ended).toBe(1);
  const words = server.words();
  expect(words, "no stack trace").not.toMatch(/^\s+at .+:\d+:\d+|node:internal|Node\.js v/m);
  expect(processesWith(dataDir)).toEqual([]);
  return words.split("\n").filter((line) => line.trim() !== "" && !/^ *\d+\.\d s {2}/.test(line));
}

test.each(["http", "-1", "70000", "80.5"])("a PORT of %j is one sentence", async (PORT) => {
  expect(await refusalOf({ PORT })).toEqual([`PORT must be a number from 0 to 65535, not "${PORT}".`]);
});

test("a port in use is one sentence that names it", async () => {
  const other = createServer();
  const port = await new Promise<number>((resolve) =>
    other.listen(0, () => resolve((other.address() as { port: number }).port)),
  );
  const sentence = `Port ${port} is in use: stop what listens there, or set PORT to another one.`;
  expect(await refusalOf({ PORT: String(port) })).toEqual([sentence]);
  await new Promise((resolve) => other.close(resolve));
});

test("a data folder that cannot be made or written is one sentence that names it", async () => {
  const file = join(folder, "a-file");
  writeFileSync(file, "");
  for (const dataDir of [file, join(file, "below"), "/proc/nowhere"]) {
    const sentence = `The data folder ${dataDir} cannot be written: set DATA_DIR to a folder that can.`;
    expect(await refusalOf({ DATA_DIR: dataDir })).toEqual([sentence]);
  }
});

test("an unreachable database is reported in one sentence, without its password", async () => {
  const [sentence, ...more] = await refusalOf({
    APP_ENV: "development",
    DATABASE_URL: "postgresql://app:opensesame@127.0.0.1:1/fairseat",
  });
  expect(sentence).toMatch(/^The database at 127\.0\.0\.1:1 \(DATABASE_URL\) cannot be reached: .*ECONNREFUSED/);
  expect(sentence).not.toContain("opensesame");
  expect(more).toEqual([]);
});

test.each([
  [{ APP_ENV: "test", DATABASE_URL: "mysql://x" }, /^DATABASE_URL must be a postgresql:\/\/ address\.$/],
  [{ APP_ENV: "test", DATABASE_URL: "postgres is my database" }, /^DATABASE_URL must be a postgresql:\/\/ address\.$/],
  [{ DATABASE_OWNER_URL: "mysql://x" }, /^DATABASE_OWNER_URL must be a postgresql:\/\/ address\.$/],
  [{ APP_ENV: "prod" }, /^APP_ENV must be development, test or production\.$/],
  [{ DATABASE_URL: PRODUCTION.DATABASE_URL }, /^APP_ENV is not set: set it to production, or to development/],
  [{ LISTEN_ADDRESS: "everywhere" }, /^LISTEN_ADDRESS must be an address/],
  [{ LOG_LEVEL: "loud" }, /^LOG_LEVEL /],
  [{ APP_SECRET: "short" }, /^APP_SECRET must have at least 32 characters\.$/],
  [{ TICKET_SIGNING_KEY: "x".repeat(64) }, /^TICKET_SIGNING_KEY must be an Ed25519 private key/],
  [{ STRIPE_SECRET_KEY: "sk_live_x" }, /^STRIPE_SECRET_KEY needs STRIPE_PUBLISHABLE_KEY and STRIPE_WEBHOOK_SECRET/],
])("what is configured wrongly is said before anything is started: %j", async (env, sentence) => {
  const dataDir = join(folder, `untouched-${Math.random()}`);
  const sentences = await refusalOf({ ...env, DATA_DIR: dataDir });
  expect(sentences).toEqual([expect.stringMatching(sentence)]);
  expect(() => readdirSync(dataDir)).toThrow(/ENOENT/);
});

test("production reports everything that is missing together, one sentence each", async () => {
  const sentences = await refusalOf({ APP_ENV: "production" });
  for (const name of ["DATABASE_URL", "APP_SECRET", "CRON_SECRET", "TICKET_SIGNING_KEY"]) {
    expect(sentences).toContain(`${name} is not set.`);
  }
});

test.each([
  [{ APP_SECRET: "change-me-change-me-change-me-change-me" }, "APP_SECRET is a default or guessable value."],
  [{ CRON_SECRET: "short" }, "CRON_SECRET must have at least 32 characters."],
  [{ SANDBOX_URL: "http://127.0.0.1:4000" }, "SANDBOX_URL is set: the payment simulator never runs in production."],
  [{ STRIPE_SECRET_KEY: "" }, "STRIPE_SECRET_KEY is not set."],
  [{ REDIS_URL: "" }, "REDIS_URL or UPSTASH_REDIS_REST_URL is not set."],
  [{ PICTURES_DIR: "" }, "PICTURES_DIR (a disk that all processes share) or PICTURES_S3_BUCKET is not set."],
])("production does not start with %j", async (env, sentence) => {
  expect(await refusalOf({ ...PRODUCTION, ...(env as Record<string, string>) })).toContain(sentence);
});

test("production embeds nothing: without a reachable database it says so and touches no folder", async () => {
  const dataDir = join(folder, "production");
  mkdirSync(dataDir);
  const sentences = await refusalOf({ ...PRODUCTION, DATA_DIR: dataDir });
  expect(sentences).toEqual([
    expect.stringMatching(/^The database at 127\.0\.0\.1:1 \(DATABASE_URL\) cannot be reached/),
  ]);
  expect(readdirSync(dataDir)).toEqual([]);
});

// Only root needs another user for PostgreSQL, so other users skip these tests.
if (process.getuid?.() === 0) {
  /** A PATH on which `unshare` fails, as in a container that forbids user namespaces. */
  const withoutNamespaces = () => {
    const bin = join(folder, "bin");
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, "unshare"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
    return `${bin}:${process.env.PATH}`;
  };

  test("root without user namespaces runs PostgreSQL as another user, and goes on so with the same data", async () => {
    chmodSync(folder, 0o755);
    const dataDir = join(folder, "as-another");
    for (const PATH of [withoutNamespaces(), process.env.PATH ?? ""]) {
      const server = aProcessOfThisTest(["server.ts"], { DATA_DIR: dataDir, PORT: "0", PATH });
      await server.says(/Starting Redis/);
      const pid = readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n")[0];
      expect(statSync(`/proc/${pid}`).uid).not.toBe(0);
      expect(statSync(join(dataDir, "postgres")).uid).not.toBe(0);
      server.signal("SIGINT");
      expect(await server.ended, server.words()).toBe(0);
      expect(processesWith(dataDir)).toEqual([]);
    }
  });

  test("root without user namespaces gets one sentence when the other user cannot reach the data", async () => {
    const hidden = join(folder, "hidden");
    mkdirSync(hidden, { mode: 0o700 });
    const sentences = await refusalOf({ DATA_DIR: join(hidden, "data"), PATH: withoutNamespaces() });
    expect(sentences).toEqual([
      expect.stringMatching(/^PostgreSQL does not run as root here, and the user \w+ cannot reach .*hidden.*DATA_DIR/),
    ]);
  });
}

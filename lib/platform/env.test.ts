import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { InvalidEnvironment, readEnv, SANDBOX_SECRET_KEY, VARIABLES } from "./env.ts";

const good = {
  APP_ENV: "development",
  DATABASE_URL: "postgresql://app@db.internal/fairseat",
  APP_SECRET: "k3jf92-vnq8-the-first-of-two-0123456789",
  CRON_SECRET: "p0d8s7-xmw2-the-other-of-two-9876543210",
  TICKET_SIGNING_KEY: "MC4CAQAwBQYDK2VwBCIEIHcHbQpzGKV9PBbBclGyZkXfTC+H68CZKrF3+6UduSwq",
};
const production = {
  ...good,
  APP_ENV: "production",
  APP_URL: "https://tickets.example.org",
  REDIS_URL: "redis://cache.internal:6379",
  STRIPE_SECRET_KEY: "sk_live_abc",
  STRIPE_PUBLISHABLE_KEY: "pk_live_abc",
  STRIPE_WEBHOOK_SECRET: "whsec_abc",
  SMTP_URL: "smtp://mail.internal",
  PICTURES_DIR: "/srv/pictures",
};

/** The sentences a start would stop with. */
function problemsOf(source: Record<string, string | undefined>): string[] {
  try {
    readEnv(source);
    return [];
  } catch (error) {
    if (error instanceof InvalidEnvironment) return error.message.split("\n");
    throw error;
  }
}

test("missing variables have defaults", () => {
  const env = readEnv(good);
  expect(env).toMatchObject({ PORT: 3000, DATA_DIR: ".data", DATABASE_POOL_SIZE: 10 });
});

test("an empty variable counts as one that is not there", () => {
  expect(readEnv({ ...good, REDIS_URL: "", PORT: "", DATABASE_POOL_SIZE: "" })).toMatchObject({ PORT: 3000 });
});

test("every variable that is wrong is named in a sentence of its own", () => {
  const problems = problemsOf({ APP_ENV: "test", APP_SECRET: "short", PORT: "70000", CRON_SECRET: good.CRON_SECRET });
  expect(problems).toHaveLength(4);
  expect(problems).toContain("DATABASE_URL is not set.");
  expect(problems).toContain("APP_SECRET must have at least 32 characters.");
  expect(problems).toContain("TICKET_SIGNING_KEY is not set.");
  expect(problems.filter((sentence) => sentence.startsWith("PORT "))).toHaveLength(1);
});

test("browsers are checked by one service, with both its keys", () => {
  const turnstile = { TURNSTILE_SITE_KEY: "a", TURNSTILE_SECRET_KEY: "b" };
  expect(problemsOf({ ...good, ...turnstile })).toEqual([]);
  expect(problemsOf({ ...good, RECAPTCHA_SITE_KEY: "a" }).join()).toMatch(/RECAPTCHA_SECRET_KEY go together/);
  const both = { ...turnstile, RECAPTCHA_SITE_KEY: "a", RECAPTCHA_SECRET_KEY: "b" };
  expect(problemsOf({ ...good, ...both }).join()).toMatch(/checked by one service/);
});

test.each([undefined, "", "prod", "staging"])("an APP_ENV of %j configures nothing", (APP_ENV) => {
  expect(problemsOf({ ...good, APP_ENV })).toEqual([expect.stringMatching(/^APP_ENV (is not set|must be)/)]);
});

test("an address to listen on is an address", () => {
  expect(readEnv({ ...good, LISTEN_ADDRESS: "::" })).toMatchObject({ LISTEN_ADDRESS: "::" });
  expect(problemsOf({ ...good, LISTEN_ADDRESS: "localhost" }).join()).toContain("LISTEN_ADDRESS must be an address");
});

test("production starts when everything real is there", () => {
  expect(problemsOf(production)).toEqual([]);
  const { REDIS_URL: _, ...rest } = production;
  expect(
    problemsOf({ ...rest, UPSTASH_REDIS_REST_URL: "https://x.upstash.io", UPSTASH_REDIS_REST_TOKEN: "t" }),
  ).toEqual([]);
});

test.each([
  ["APP_SECRET", "change-me-change-me-change-me-change-me"],
  ["APP_SECRET", "my-secret-that-is-long-enough-0123456789"],
  ["CRON_SECRET", "a".repeat(40)],
  ["APP_SECRET", production.CRON_SECRET],
  ["SANDBOX_URL", "http://127.0.0.1:4000"],
  ["STRIPE_SECRET_KEY", ""],
  ["STRIPE_SECRET_KEY", SANDBOX_SECRET_KEY],
  ["REDIS_URL", ""],
  ["SMTP_URL", ""],
  ["PICTURES_DIR", ""],
  ["APP_URL", "http://tickets.example.org"],
  ["DATABASE_URL", ""],
  ["APP_SECRET", "short"],
  ["TICKET_SIGNING_KEY", ""],
])("production does not start with %s being %j", (name, value) => {
  expect(problemsOf({ ...production, [name]: value }).join("\n")).toContain(name);
});

test("the payment simulator never runs beside a real gateway key, whatever the environment", () => {
  const sandbox = {
    ...good,
    SANDBOX_URL: "http://127.0.0.1:4000",
    STRIPE_PUBLISHABLE_KEY: "pk_x",
    STRIPE_WEBHOOK_SECRET: "whsec_x",
  };
  expect(problemsOf({ ...sandbox, STRIPE_SECRET_KEY: "sk_live_abc" }).join()).toContain(
    "never runs beside a real gateway",
  );
  expect(problemsOf({ ...sandbox, STRIPE_SECRET_KEY: SANDBOX_SECRET_KEY })).toEqual([]);
});

test("keys that only make sense together are asked for together", () => {
  expect(problemsOf({ ...good, STRIPE_SECRET_KEY: "sk_test_abc" }).join()).toContain("STRIPE_WEBHOOK_SECRET");
  expect(problemsOf({ ...good, UPSTASH_REDIS_REST_URL: "https://x.upstash.io" }).join()).toContain(
    "UPSTASH_REDIS_REST_TOKEN",
  );
});

test("pictures lie in a bucket whose settings are all there, or in a folder", () => {
  const bucket = {
    PICTURES_S3_ENDPOINT: "https://minio.internal:9000",
    PICTURES_S3_BUCKET: "pictures",
    PICTURES_S3_ACCESS_KEY_ID: "key",
    PICTURES_S3_SECRET_ACCESS_KEY: "a-secret",
  };
  expect(problemsOf({ ...production, ...bucket, PICTURES_DIR: "" })).toEqual([]);
  expect(problemsOf({ ...good, ...bucket, PICTURES_DIR: "/srv" }).join()).toContain("pictures lie in one place");
  expect(problemsOf({ ...good, PICTURES_S3_BUCKET: "pictures" })).toEqual([
    "PICTURES_S3_ENDPOINT is not set beside PICTURES_S3_BUCKET.",
    "PICTURES_S3_ACCESS_KEY_ID is not set beside PICTURES_S3_BUCKET.",
    "PICTURES_S3_SECRET_ACCESS_KEY is not set beside PICTURES_S3_BUCKET.",
  ]);
  expect(problemsOf({ ...good, ...bucket, PICTURES_S3_ENDPOINT: "minio" }).join()).toContain(
    "PICTURES_S3_ENDPOINT must",
  );
  expect(problemsOf({ ...good, ...bucket, PICTURES_S3_BUCKET: "Two Words" }).join()).toContain("the name of a bucket");
});

test(".env.example explains every variable there is, and no other, and copied as it is sets nothing", () => {
  const lines = readFileSync(new URL("../../.env.example", import.meta.url), "utf8").split("\n");
  const explained = lines.flatMap((line) => (line === "" || line.startsWith("#") ? [] : [line.split("=")]));
  expect(explained.map(([name]) => name).sort()).toEqual([...VARIABLES].sort());
  for (const [name, value] of explained) expect(value, name).toBe("");
});

test("a ticket key of another kind, or an address that is none, is named before anything uses it", () => {
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "der" });
  expect(problemsOf({ ...good, TICKET_SIGNING_KEY: rsa.toString("base64") })).toEqual([
    "TICKET_SIGNING_KEY must be an Ed25519 private key, PKCS #8 in base64.",
  ]);
  expect(problemsOf({ ...good, DATABASE_URL: "postgresql//db", REDIS_URL: "http://cache" })).toEqual([
    "DATABASE_URL must be a postgresql:// address.",
    "REDIS_URL must be a redis:// or rediss:// address.",
  ]);
});

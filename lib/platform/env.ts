import { createPrivateKey } from "node:crypto";
import { isIP } from "node:net";
import { z } from "zod";
import { email } from "./input.ts";
import { singleton } from "./singleton.ts";

/**
 * The configuration, read once. This schema and `.env.example` list every variable; nothing else reads `process.env`. In
 * production a missing, default or short secret, or the lack of a
 * real database, Redis or gateway, stops the start with a sentence for each.
 */
const secret = z.string().min(32, "must have at least 32 characters");

function address(protocols: string[], message: string) {
  return z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), message);
}

const listAddress = z
  .union([z.literal("off"), address(["https:", "http:"], "must be an https:// or http:// address, or off")], {
    error: "must be an https:// or http:// address, or off",
  })
  .optional();

function isEd25519Key(value: string): boolean {
  try {
    const key = createPrivateKey({ key: Buffer.from(value, "base64"), format: "der", type: "pkcs8" });
    return key.asymmetricKeyType === "ed25519";
  } catch {
    return false;
  }
}

type Subnet = { network: string; bits: number };

/** `10.0.0.0/8, 127.0.0.1` → subnets; an address alone is a subnet of one. */
const subnets = z.string().transform((value, context): Subnet[] =>
  value
    .split(",")
    .filter((part) => part.trim() !== "")
    .flatMap((part) => {
      const [network = "", bits] = part.trim().split("/");
      const most = isIP(network) === 6 ? 128 : 32;
      const size = bits === undefined ? most : Number(bits);
      if (isIP(network) !== 0 && Number.isInteger(size) && size >= 0 && size <= most) return [{ network, bits: size }];
      context.addIssue(`names "${part.trim()}", which is no address or subnet`);
      return [];
    }),
);

const schema = z.object({
  /** Required, because what is not production is open: an inbox without sign-in, webhooks to this machine. */
  APP_ENV: z.enum(["development", "test", "production"], {
    error: ({ input }) =>
      input === undefined
        ? "is not set: set it to production, or to development or test where nothing is real"
        : "must be development, test or production",
  }),
  APP_URL: z.url().default("http://localhost:3000"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** The address the server listens on. Without it all in production, and this machine alone otherwise. */
  LISTEN_ADDRESS: z
    .string()
    .refine((value) => isIP(value) !== 0, "must be an address such as 127.0.0.1, 0.0.0.0 or ::")
    .optional(),
  DATA_DIR: z.string().min(1).default(".data"),
  LOG_LEVEL: z.enum(["silent", "fatal", "error", "warn", "info", "debug", "trace"]).default("info"),

  DATABASE_URL: address(["postgresql:", "postgres:"], "must be a postgresql:// address"),
  /** Who owns the tables, for migrations; the app itself then serves as the role of DATABASE_URL, which owns nothing. */
  DATABASE_OWNER_URL: address(["postgresql:", "postgres:"], "must be a postgresql:// address").optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(500).default(10),
  /** Milliseconds that a statement waits for a free connection before its request answers 503. */
  DATABASE_WAIT_MS: z.coerce.number().int().min(100).max(600_000).default(5_000),
  REDIS_URL: address(["redis:", "rediss:"], "must be a redis:// or rediss:// address").optional(),
  /** Milliseconds after which a command is given up: Redis is speed, so a slow one is as good as none. */
  REDIS_WAIT_MS: z.coerce.number().int().min(50).max(600_000).default(500),
  UPSTASH_REDIS_REST_URL: z.url().optional(),
  UPSTASH_REDIS_REST_TOKEN: z.string().min(1).optional(),

  /** Where pictures lie on a disk: one that all processes share. Without it, and without a bucket, `pictures` in DATA_DIR. */
  PICTURES_DIR: z.string().min(1).optional(),
  /** A server that speaks S3, without the bucket. */
  PICTURES_S3_ENDPOINT: address(["https:", "http:"], "must be an https:// or http:// address").optional(),
  PICTURES_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "must be the name of a bucket")
    .optional(),
  PICTURES_S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]+$/, "must be a region such as eu-central-1")
    .default("us-east-1"),
  PICTURES_S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  PICTURES_S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  /** Milliseconds after which a request to the bucket is given up. */
  PICTURES_S3_WAIT_MS: z.coerce.number().int().min(50).max(600_000).default(10_000),

  /** Proxies whose `X-Forwarded-For` is believed: addresses and subnets with commas between. */
  TRUSTED_PROXIES: subnets.default([]),
  /** Multiplies every limit of lib/protection, for load tests and browser tests that come from one address. */
  RATE_LIMIT_SCALE: z.coerce.number().min(1).max(1_000_000).default(1),
  /** Multiplies what this process takes for load, so that a slow machine of tests does not degrade. */
  LOAD_TOLERANCE: z.coerce.number().min(1).max(1_000_000).default(1),

  /** The folder of the files of reputation (lib/protection/reputation/lists): the shipped examples unless it is set. */
  REPUTATION_DIR: z.string().min(1).optional(),
  /** Where a list is read from instead of the folder, or `off`. */
  REPUTATION_BOTS_URL: listAddress,
  REPUTATION_VPN_URL: listAddress,
  REPUTATION_TOR_URL: listAddress,
  REPUTATION_HOSTING_URL: listAddress,
  REPUTATION_DISPOSABLE_MAIL_URL: listAddress,

  APP_SECRET: secret,
  CRON_SECRET: secret,
  TICKET_SIGNING_KEY: z.string().refine(isEd25519Key, "must be an Ed25519 private key, PKCS #8 in base64"),

  GOOGLE_CLIENT_ID: z.string().min(1).optional(),
  GOOGLE_CLIENT_SECRET: z.string().min(1).optional(),
  GITHUB_CLIENT_ID: z.string().min(1).optional(),
  GITHUB_CLIENT_SECRET: z.string().min(1).optional(),
  /** Who administrates the platform first: while there is no administrator, the start makes this address a link. */
  ADMIN_EMAIL: email.optional(),
  /** Who may sell: organizations that an administrator approved, or each one that people make. */
  SELLERS: z.enum(["approved", "anyone"]).default("approved"),
  /** The service that checks new passwords against stolen ones, or `off`. */
  PWNED_PASSWORDS_URL: z.union([z.literal("off"), z.url()]).default("https://api.pwnedpasswords.com"),

  /** The European Union's service that knows VAT numbers, or `off`. */
  VIES_URL: z.union([z.literal("off"), z.url()]).default("https://ec.europa.eu/taxation_customs/vies/rest-api"),

  /** The check of browsers at high risk: Cloudflare Turnstile or Google reCAPTCHA v3, at most one of them. */
  TURNSTILE_SITE_KEY: z.string().min(1).optional(),
  TURNSTILE_SECRET_KEY: z.string().min(1).optional(),
  TURNSTILE_VERIFY_URL: z.url().default("https://challenges.cloudflare.com/turnstile/v0/siteverify"),
  RECAPTCHA_SITE_KEY: z.string().min(1).optional(),
  RECAPTCHA_SECRET_KEY: z.string().min(1).optional(),
  RECAPTCHA_VERIFY_URL: z.url().default("https://www.google.com/recaptcha/api/siteverify"),
  RECAPTCHA_SCORE_MIN: z.coerce.number().min(0).max(1).default(0.5),

  STRIPE_SECRET_KEY: z.string().startsWith("sk_", "must begin with sk_").optional(),
  STRIPE_PUBLISHABLE_KEY: z.string().startsWith("pk_", "must begin with pk_").optional(),
  /** Whether organizations may connect accounts of their own. Without a word only the simulator lets them. */
  PAYOUT_ACCOUNTS: z.enum(["own", "platform"]).optional(),
  /** Of the endpoint for connected accounts; without it organizations cannot connect accounts of their own at Stripe. */
  STRIPE_CONNECT_WEBHOOK_SECRET: z.string().startsWith("whsec_", "must begin with whsec_").optional(),
  STRIPE_WEBHOOK_SECRET: z.string().startsWith("whsec_", "must begin with whsec_").optional(),
  /** Address of the payment simulator. Set by the embedded start and by tests alone. */
  SANDBOX_URL: z.url().optional(),

  SMTP_URL: address(["smtp:", "smtps:"], "must be an smtp:// or smtps:// address").optional(),
  MAIL_FROM: z.string().default("Fairseat <tickets@fairseat.example>"),
});

export type Env = z.infer<typeof schema>;

/** Every variable there is, as `.env.example` explains them. */
export const VARIABLES = Object.keys(schema.shape);

export class InvalidEnvironment extends Error {
  override name = "InvalidEnvironment";
}

/** The process's configuration. Throws `InvalidEnvironment` naming every variable that is wrong. */
export function env(): Env {
  return singleton("env", () => readEnv(process.env));
}

/** Reads a configuration from the given variables; empty ones count as absent. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new InvalidEnvironment(parsed.error.issues.map(sentence).join("\n"));
  const problems = [
    ...gatewayProblems(parsed.data),
    ...providerProblems(parsed.data),
    ...pictureProblems(parsed.data),
    ...checkProblems(parsed.data),
    ...(parsed.data.APP_ENV === "production" ? productionProblems(parsed.data) : []),
  ];
  if (problems.length > 0) throw new InvalidEnvironment(problems.join("\n"));
  return parsed.data;
}

function sentence(issue: z.core.$ZodIssue): string {
  const name = issue.path.join(".");
  return issue.message.includes("received undefined") ? `${name} is not set.` : `${name} ${issue.message}.`;
}

function gatewayProblems(values: Env): string[] {
  const problems: string[] = [];
  if (values.SANDBOX_URL && values.STRIPE_SECRET_KEY && values.STRIPE_SECRET_KEY !== SANDBOX_SECRET_KEY) {
    problems.push(
      "SANDBOX_URL and a real STRIPE_SECRET_KEY are both set: the simulator never runs beside a real gateway.",
    );
  }
  if (values.STRIPE_SECRET_KEY && (!values.STRIPE_WEBHOOK_SECRET || !values.STRIPE_PUBLISHABLE_KEY)) {
    problems.push("STRIPE_SECRET_KEY needs STRIPE_PUBLISHABLE_KEY and STRIPE_WEBHOOK_SECRET beside it.");
  }
  const isReal = values.STRIPE_SECRET_KEY !== undefined && values.STRIPE_SECRET_KEY !== SANDBOX_SECRET_KEY;
  if (values.PAYOUT_ACCOUNTS === "own" && !(isReal ? values.STRIPE_CONNECT_WEBHOOK_SECRET : values.SANDBOX_URL)) {
    problems.push("PAYOUT_ACCOUNTS=own needs Stripe's keys with STRIPE_CONNECT_WEBHOOK_SECRET beside them.");
  }
  if (Boolean(values.UPSTASH_REDIS_REST_URL) !== Boolean(values.UPSTASH_REDIS_REST_TOKEN)) {
    problems.push("UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN go together.");
  }
  return problems;
}

function providerProblems(values: Env): string[] {
  return (["GOOGLE", "GITHUB"] as const)
    .filter((name) => Boolean(values[`${name}_CLIENT_ID`]) !== Boolean(values[`${name}_CLIENT_SECRET`]))
    .map((name) => `${name}_CLIENT_ID and ${name}_CLIENT_SECRET go together.`);
}

const S3_NAMES = [
  "PICTURES_S3_ENDPOINT",
  "PICTURES_S3_BUCKET",
  "PICTURES_S3_ACCESS_KEY_ID",
  "PICTURES_S3_SECRET_ACCESS_KEY",
] as const;

function pictureProblems(values: Env): string[] {
  const given = S3_NAMES.filter((name) => values[name]);
  if (given.length === 0) return [];
  const missing = S3_NAMES.filter((name) => !values[name]).map((name) => `${name} is not set beside ${given[0]}.`);
  return values.PICTURES_DIR
    ? ["PICTURES_DIR and PICTURES_S3_* are both set: pictures lie in one place.", ...missing]
    : missing;
}

const CHECK_SERVICES = ["TURNSTILE", "RECAPTCHA"] as const;

function checkProblems(values: Env): string[] {
  const keysOf = (name: (typeof CHECK_SERVICES)[number]) => [values[`${name}_SITE_KEY`], values[`${name}_SECRET_KEY`]];
  const halves = CHECK_SERVICES.filter((name) => new Set(keysOf(name).map(Boolean)).size > 1);
  const isBoth = CHECK_SERVICES.every((name) => keysOf(name).some(Boolean));
  return [
    ...halves.map((name) => `${name}_SITE_KEY and ${name}_SECRET_KEY go together.`),
    ...(isBoth ? ["TURNSTILE_* and RECAPTCHA_* are both set: browsers are checked by one service."] : []),
  ];
}

function productionProblems(values: Env): string[] {
  const problems: string[] = [];
  for (const name of ["APP_SECRET", "CRON_SECRET"] as const) {
    if (/change-?me|example|secret|^(.)\1+$/i.test(values[name]))
      problems.push(`${name} is a default or guessable value.`);
  }
  if (values.APP_SECRET === values.CRON_SECRET) problems.push("APP_SECRET and CRON_SECRET must differ.");
  if (values.SANDBOX_URL) problems.push("SANDBOX_URL is set: the payment simulator never runs in production.");
  if (!values.STRIPE_SECRET_KEY || values.STRIPE_SECRET_KEY === SANDBOX_SECRET_KEY)
    problems.push("STRIPE_SECRET_KEY is not set.");
  if (!values.REDIS_URL && !values.UPSTASH_REDIS_REST_URL)
    problems.push("REDIS_URL or UPSTASH_REDIS_REST_URL is not set.");
  // A disk of one process looks like a shared one until the second process serves, so it has to be declared.
  if (!values.PICTURES_DIR && S3_NAMES.every((name) => !values[name]))
    problems.push("PICTURES_DIR (a disk that all processes share) or PICTURES_S3_BUCKET is not set.");
  if (values.RATE_LIMIT_SCALE !== 1) problems.push("RATE_LIMIT_SCALE is for tests and must stay 1.");
  if (values.LOAD_TOLERANCE !== 1) problems.push("LOAD_TOLERANCE is for tests and must stay 1.");
  if (!values.SMTP_URL) problems.push("SMTP_URL is not set.");
  if (!values.APP_URL.startsWith("https://")) problems.push("APP_URL must be an https address.");
  return problems;
}

/** The one key the simulator knows; a real account never has it. */
export const SANDBOX_SECRET_KEY = "sk_test_sandbox";

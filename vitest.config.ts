import { defineConfig } from "vitest/config";

// Secrets of no worth, so that configuration reads the same way in tests as everywhere.
const env = {
  APP_ENV: "test",
  LOG_LEVEL: "silent",
  TZ: "UTC",
  DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
  // Tests come from one address, thousands a second.
  RATE_LIMIT_SCALE: "100000",
  // Nobody outside is asked.
  PWNED_PASSWORDS_URL: "off",
  APP_SECRET: "test-only-app-key-0123456789abcdef0123456789",
  CRON_SECRET: "test-only-cron-key-0123456789abcdef0123456789",
  TICKET_SIGNING_KEY: "MC4CAQAwBQYDK2VwBCIEIHcHbQpzGKV9PBbBclGyZkXfTC+H68CZKrF3+6UduSwq",
};

const ignored = ["**/node_modules/**", "**/.next*/**", "**/.data/**"];
// A time-out is for what hangs, never for what is slow: a busy machine may take many times as long as an idle one.
const patient = { testTimeout: 300_000, hookTimeout: 300_000, teardownTimeout: 60_000 };
const withDatabase = { globalSetup: ["lib/platform/testing/postgres.ts"] };

export default defineConfig({
  oxc: { jsx: { runtime: "automatic" } },
  test: {
    // One less than the processors is the default, which leaves one of two idle while the other waits for PostgreSQL.
    maxWorkers: "100%",
    ...patient,
    setupFiles: ["lib/platform/testing/seed.ts"],
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          env,
          include: ["{app,bench,components,lib,prisma}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.{db,race}.test.ts", ...ignored],
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          env,
          include: ["{app,components,lib,prisma}/**/*.db.test.ts"],
          exclude: ignored,
          ...withDatabase,
        },
      },
      {
        extends: true,
        test: {
          name: "race",
          env,
          include: ["{app,lib}/**/*.race.test.ts"],
          exclude: ignored,
          fileParallelism: false,
          ...withDatabase,
          testTimeout: 900_000,
        },
      },
      {
        extends: true,
        test: {
          name: "start",
          include: ["deploy/**/*.start.test.ts"],
          exclude: ignored,
          fileParallelism: false,
          globalSetup: ["deploy/testing/build-once.ts"],
          testTimeout: 900_000,
          hookTimeout: 900_000,
        },
      },
    ],
  },
});

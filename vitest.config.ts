import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

// Worthless secrets, so that tests read their configuration like the product does.
const env = {
  APP_ENV: "test",
  LOG_LEVEL: "silent",
  TZ: "UTC",
  DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
  // A busy machine is no reason to answer 503.
  DATABASE_WAIT_MS: "120000",
  // Tests send thousands of requests a second from one address.
  RATE_LIMIT_SCALE: "100000",
  // A slow machine is no load: nothing is degraded unless a test says so.
  LOAD_TOLERANCE: "100000",
  // Tests contact no outside service.
  PWNED_PASSWORDS_URL: "off",
  VIES_URL: "off",
  APP_SECRET: "test-only-app-key-0123456789abcdef0123456789",
  CRON_SECRET: "test-only-cron-key-0123456789abcdef0123456789",
  TICKET_SIGNING_KEY: "MC4CAQAwBQYDK2VwBCIEIHcHbQpzGKV9PBbBclGyZkXfTC+H68CZKrF3+6UduSwq",
};

const ignored = ["**/node_modules/**", "**/.next*/**", "**/.data/**"];
// Time-outs are for work that hangs, not for slow work: a busy machine may take many times as long as an idle one.
const patient = { testTimeout: 300_000, hookTimeout: 300_000, teardownTimeout: 60_000 };
/** A file waits for PostgreSQL half of its time, so two for each processor; each may open two dozen of the server's 300 connections. */
const DB_WORKERS = Math.min(2 * availableParallelism(), 8);
const withDatabase = { globalSetup: ["lib/platform/testing/postgres.ts"] };

export default defineConfig({
  oxc: { jsx: { runtime: "automatic" } },
  test: {
    // The default, one worker less than processors, leaves one of two cores idle while the other waits for PostgreSQL.
    maxWorkers: "100%",
    ...patient,
    // Asked for by `--coverage`; verify.ts puts what the projects report together and demands a share of it.
    coverage: {
      provider: "v8",
      reporter: ["json"],
      reportOnFailure: true,
      include: ["lib/**/*.ts"],
      exclude: ["**/*.test.ts", "**/testing/**"],
    },
    setupFiles: ["lib/platform/testing/seed.ts"],
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          env,
          include: ["{app,bench,components,deploy,docs,lib,prisma}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.{db,race,start}.test.ts", ...ignored],
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          env,
          include: ["{app,components,lib,prisma}/**/*.db.test.ts"],
          exclude: ignored,
          maxWorkers: DB_WORKERS,
          // Projects with workers of their own run one after the other where several are asked for.
          sequence: { groupOrder: 1 },
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
          // Of the server's 300 connections a file opens up to a hundred.
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
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
          globalSetup: ["deploy/testing/build-once.ts"],
          testTimeout: 900_000,
          hookTimeout: 900_000,
        },
      },
    ],
  },
});

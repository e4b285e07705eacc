import { availableParallelism } from "node:os";
import { defineConfig, devices } from "@playwright/test";
import { findBrowser } from "./e2e/find-browser.ts";

/** A server with its PostgreSQL and a browser take about a gigabyte. */
const WORKERS_MAX = 4;

// Each worker starts a real server as `npm start` starts it, on data of its own (e2e/fixtures.ts). No retries: a flaky test is a bug.
export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  ...(process.env.E2E_URL ? {} : { globalSetup: "./deploy/testing/build-once.ts" }),
  // Files run beside each other, the tests of one file in their order.
  fullyParallel: false,
  workers: process.env.E2E_URL ? 1 : Math.min(availableParallelism(), WORKERS_MAX),
  retries: 0,
  forbidOnly: true,
  // A time-out is for what hangs, never for what is slow: a busy machine may take many times as long as an idle one.
  timeout: 600_000,
  expect: { timeout: 180_000, toPass: { timeout: 180_000 } },
  reporter: [["list"], ...(process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [["json"] as const] : [])],
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    // Before the test's own, so that the report names the step that hangs.
    actionTimeout: 180_000,
    navigationTimeout: 180_000,
    // A film of each test takes a fifth of the processor; what a page was at each step can be read without it.
    trace: { mode: "retain-on-failure", screenshots: false },
    launchOptions: {
      executablePath: findBrowser(),
      args: [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-gpu",
        // Tests browse as people do: a browser that says that a program drives it is of high risk (lib/protection/risk).
        "--disable-blink-features=AutomationControlled",
      ],
    },
  },
});

import { rmSync } from "node:fs";
import { defineConfig, devices } from "@playwright/test";
import { freePort } from "./deploy/embedded/free-port.ts";
import { findBrowser } from "./e2e/find-browser.ts";
import { scratchFolder } from "./lib/platform/testing/scratch-folder.ts";

// One real server for the run, started as `npm start` starts it, on data of its own. No retries: a flaky test is a bug.
// Chosen once: the processes that run the tests read this file again and inherit the port and the folder.
process.env.E2E_PORT ||= String(await freePort());
const port = Number(process.env.E2E_PORT);
if (!process.env.E2E_DATA_DIR) {
  const folder = scratchFolder("browser");
  process.env.E2E_DATA_DIR = folder;
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
}
process.env.DATA_DIR = process.env.E2E_DATA_DIR;
const running = process.env.E2E_URL;
process.env.E2E_URL = running ?? `http://localhost:${port}`;

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  ...(running ? {} : { globalSetup: "./e2e/global-setup.ts" }),
  fullyParallel: false,
  workers: 1,
  retries: 0,
  forbidOnly: true,
  // A time-out is for what hangs, never for what is slow: a busy machine may take many times as long as an idle one.
  timeout: 600_000,
  expect: { timeout: 180_000, toPass: { timeout: 180_000 } },
  reporter: [["list"], ...(process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [["json"] as const] : [])],
  use: {
    ...devices["Desktop Chrome"],
    baseURL: process.env.E2E_URL,
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: findBrowser(),
      args: [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-gpu",
      ],
    },
  },
  // A server that runs already can be tested while it is being written: E2E_URL names it.
  ...(running ? {} : { webServer: server() }),
});

function server() {
  return {
    command: "node e2e/serve.ts",
    url: `http://localhost:${port}/api/health/ready`,
    timeout: 900_000,
    stdout: "pipe" as const,
    gracefulShutdown: { signal: "SIGINT" as const, timeout: 60_000 },
    env: {
      PORT: String(port),
      PWNED_PASSWORDS_URL: "off",
      VIES_URL: "off",
      DATA_DIR: process.env.DATA_DIR ?? "",
      LOG_LEVEL: "warn",
      RATE_LIMIT_SCALE: "1000",
    },
  };
}

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { installPackages } from "../deploy/testing/install-package.ts";

/**
 * A Chromium for the tests: the one named by `CHROMIUM_PATH`, the system's, or Playwright's. If there is none, Playwright
 * installs one, or apt where Playwright cannot. Throws when all of that fails.
 */
export function findBrowser(): string {
  const known = [
    process.env.CHROMIUM_PATH,
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    chromium.executablePath(),
  ];
  const found = known.find((path) => path && existsSync(path));
  if (found) return found;
  process.stdout.write("There is no browser on this machine: installing one\n");
  for (const install of [withPlaywright, () => installPackages("chromium", "fonts-liberation")]) {
    install();
    const installed = known.find((path) => path && existsSync(path));
    if (installed) return installed;
  }
  throw new Error("No Chromium could be found or installed: set CHROMIUM_PATH to one.");
}

function withPlaywright(): void {
  const args = ["node_modules/@playwright/test/cli.js", "install", "chromium"];
  try {
    execFileSync(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"], timeout: 300_000 });
  } catch {
    // Its hosts may be out of reach: apt is asked next.
  }
}

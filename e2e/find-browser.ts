import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { installPackages } from "../deploy/testing/install-package.ts";

/** Draws pages and no windows: beside the others, whose windows are drawn as well, the suite takes two thirds of the time. */
const HEADLESS_SHELL = "/usr/bin/chromium-headless-shell";

/**
 * A Chromium for the tests: the one named by `CHROMIUM_PATH`, Debian's without windows, which apt installs where it may, the system's, or
 * Playwright's, which Playwright installs where there is none. Throws when all of that fails.
 */
export function findBrowser(): string {
  const found = known() ?? installed();
  if (!found) throw new Error("No Chromium could be found or installed: set CHROMIUM_PATH to one.");
  // Each worker reads the configuration again, and must not ask apt again.
  process.env.CHROMIUM_PATH = found;
  return found;
}

const known = () => firstOf([process.env.CHROMIUM_PATH, HEADLESS_SHELL]);

function installed(): string | undefined {
  installPackages("chromium-headless-shell", "fonts-liberation");
  const system = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const browsers = [HEADLESS_SHELL, ...system, chromium.executablePath()];
  const found = firstOf(browsers);
  if (found) return found;
  process.stdout.write("There is no browser on this machine: Playwright installs one\n");
  execFileSync(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"], {
    stdio: ["ignore", "ignore", "inherit"],
    timeout: 300_000,
  });
  return firstOf(browsers);
}

const firstOf = (paths: readonly (string | undefined)[]) => paths.find((path) => path && existsSync(path));

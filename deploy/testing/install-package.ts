import { execFileSync } from "node:child_process";

/**
 * Installs Debian packages that the tests need and the machine lacks; does nothing without root. A failure is printed, not
 * thrown: what needs a package says itself that it is missing.
 */
export function installPackages(...names: string[]): void {
  if (process.getuid?.() !== 0) return;
  const options = {
    stdio: ["ignore", "ignore", "inherit"],
    timeout: 300_000,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  } as const;
  process.stdout.write(`Installing ${names.join(" ")}\n`);
  try {
    execFileSync("apt-get", ["update", "-qq"], { ...options, stdio: [...options.stdio] });
    execFileSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...names], {
      ...options,
      stdio: [...options.stdio],
    });
  } catch (error) {
    process.stdout.write(`apt-get could not install ${names.join(" ")}: ${String(error)}\n`);
  }
}

/** Installs `redis-server` where it is not on the PATH, so that no test of the real Redis is left out. */
export function provideRedis(): void {
  try {
    execFileSync("redis-server", ["--version"], { stdio: "ignore" });
  } catch {
    installPackages("redis-server");
  }
}

import { build, isBuilt } from "../embedded/build.ts";
import { provideRedis } from "./install-package.ts";

/** The global set-up of tests that start servers: a Redis, and the pages built once, before any test's time-out runs. */
export default async function buildOnce(): Promise<void> {
  provideRedis();
  const distDir = process.env.NEXT_DIST_DIR || ".next";
  if (isBuilt(distDir)) return;
  process.stdout.write("Building the pages\n");
  await build(distDir, new AbortController().signal);
}

import { build, isBuilt } from "../embedded/build.ts";

/** Vitest's global set-up of the project `start`: builds the pages once, before any test's time-out runs. */
export async function setup(): Promise<void> {
  const distDir = process.env.NEXT_DIST_DIR || ".next";
  if (isBuilt(distDir)) return;
  process.stdout.write("Building the pages\n");
  await build(distDir, new AbortController().signal);
}

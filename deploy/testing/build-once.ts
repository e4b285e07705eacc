import { build, isBuilt } from "../embedded/build.ts";

/** Vitest's global set-up of the project `start`: the pages are built before anything is timed, and once for all of it. */
export async function setup(): Promise<void> {
  const distDir = process.env.NEXT_DIST_DIR || ".next";
  if (isBuilt(distDir)) return;
  process.stdout.write("Building the pages\n");
  await build(distDir, new AbortController().signal);
}

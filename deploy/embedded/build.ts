import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const PRECOMPRESS = join("deploy", "embedded", "precompress.ts");

/** The files a build depends on. */
const SOURCES = [
  "app",
  "components",
  "lib",
  "prisma",
  "public",
  "instrumentation.ts",
  "next.config.mjs",
  "postcss.config.mjs",
  "tailwind.config.ts",
  "package-lock.json",
  // A build without its compressed files counts as none.
  PRECOMPRESS,
];

/** Whether the folder holds a build of the present source. */
export function isBuilt(distDir: string): boolean {
  const stamp = stampIn(distDir);
  return existsSync(stamp) && readFileSync(stamp, "utf8") === hashOf(SOURCES);
}

/** Builds Next's part. Throws an Error with the build's output when it fails; aborting the signal ends it. */
export async function build(distDir: string, signal: AbortSignal): Promise<void> {
  const source = hashOf(SOURCES);
  // An interrupted build must not count as the old build or as a new one.
  rmSync(stampIn(distDir), { force: true });
  const fault = await run([join("node_modules", "next", "dist", "bin", "next"), "build"], distDir, signal);
  if (fault !== undefined) throw new Error(`The build failed:\n${fault}`);
  // A process of its own, whose memory is given back: compressing takes much, and what serves afterwards would keep it.
  const packingFault = await run([PRECOMPRESS, join(distDir, "static")], distDir, signal);
  if (packingFault !== undefined) throw new Error(`The build's files could not be compressed:\n${packingFault}`);
  writeFileSync(stampIn(distDir), source);
}

/** Runs a script of Node to its end. What it wrote, where it failed. */
async function run(script: string[], distDir: string, signal: AbortSignal): Promise<string | undefined> {
  const child = spawn(process.execPath, script, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", NEXT_DIST_DIR: distDir },
    signal,
  });
  let words = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      words += chunk.toString();
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("exit", resolve);
    child.once("error", reject);
  });
  signal.throwIfAborted();
  return code === 0 ? undefined : words.trim();
}

function stampIn(distDir: string): string {
  return join(distDir, "fairseat-source");
}

function hashOf(paths: string[]): string {
  const hash = createHash("sha256");
  for (const path of paths) for (const file of filesOf(path)) hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

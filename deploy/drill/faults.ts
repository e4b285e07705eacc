import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asOperator, familyOf, type Scene, type SceneOptions } from "./scene.ts";

/** A fault that is played while orders are under way. */
export type Fault = {
  readonly name: string;
  /** Prepares what the fault needs; throws a `CannotPlay` with the reason where this machine has not got it. */
  readonly set?: () => { options: SceneOptions; unset?: () => void };
  /** Breaks something and makes it whole again; resolves when nothing outside the product is broken any more. */
  readonly play: (scene: Scene) => Promise<void>;
};

/** Says why a fault cannot be played on this machine. */
export class CannotPlay extends Error {}

/** How long a fault that passes by itself lasts. */
const FAULT_MS = 3_000;
const AHEAD_MS = 20 * 60_000;

const passes = () => new Promise<void>((resolve) => setTimeout(resolve, FAULT_MS));
const nothing = async () => {};

export const FAULTS: readonly Fault[] = [
  {
    name: "kill -9 of the app",
    play: async (scene) => {
      await killServer(scene, 0);
      await scene.startServerAgain(0);
    },
  },
  {
    name: "kill -9 of PostgreSQL",
    play: async (scene) => {
      process.kill(scene.postgres.pid, "SIGKILL");
      await passes();
      await scene.startPostgresAgain();
    },
  },
  {
    name: "kill -9 of Redis, for good",
    play: async (scene) => {
      process.kill(redisOf(scene), "SIGKILL");
    },
  },
  { name: "pause of the app", play: (scene) => pause([scene.servers[0]?.process.pid ?? 0]) },
  { name: "pause of PostgreSQL", play: (scene) => pause(familyOf(scene.postgres.pid)) },
  { name: "pause of Redis", play: (scene) => pause([redisOf(scene)]) },
  { name: "disk full", set: aSmallDisk, play: fillDisk },
  {
    name: "read-only database",
    play: async (scene) => {
      await asOperator(scene, ["ALTER SYSTEM SET default_transaction_read_only = on", "SELECT pg_reload_conf()"]);
      await passes();
      await asOperator(scene, ["ALTER SYSTEM RESET default_transaction_read_only", "SELECT pg_reload_conf()"]);
    },
  },
  {
    name: "gateway hangs after it charged",
    play: async ({ sandbox }) => {
      sandbox.trouble.set("timeout_after_charge", { mode: "hang", times: 5 });
      await passes();
      sandbox.trouble.clear();
    },
  },
  {
    name: "gateway down, its messages twice",
    play: async ({ sandbox }) => {
      sandbox.trouble.set("duplicate_webhooks");
      sandbox.trouble.set("down");
      await passes();
      sandbox.trouble.clear();
    },
  },
  {
    name: "gateway's messages lost",
    play: async ({ sandbox }) => {
      sandbox.trouble.set("drop_webhooks");
      await passes();
      sandbox.trouble.clear();
    },
  },
  {
    name: "app's clock 20 minutes ahead",
    set: () => ({ options: { clockAheadMs: AHEAD_MS } }),
    play: nothing,
  },
  {
    name: "app's clock 20 minutes behind",
    set: () => ({ options: { clockAheadMs: -AHEAD_MS } }),
    play: nothing,
  },
  {
    name: "two apps, one killed with -9",
    set: () => ({ options: { servers: 2 } }),
    play: async (scene) => {
      await killServer(scene, 1);
      await passes();
      await scene.startServerAgain(1);
    },
  },
];

async function killServer(scene: Scene, place: number): Promise<void> {
  const server = scene.servers[place];
  server?.process.signal("SIGKILL");
  await server?.process.ended;
}

function redisOf({ redis }: Scene): number {
  if (!redis) throw new CannotPlay("there is no redis-server on the PATH");
  return redis.pid;
}

async function pause(pids: readonly number[]): Promise<void> {
  for (const pid of pids) signalIfThere(pid, "SIGSTOP");
  await passes();
  for (const pid of pids) signalIfThere(pid, "SIGCONT");
}

/** A process of the group, such as one connection's, may end between its listing and its signal. */
function signalIfThere(pid: number, signal: "SIGSTOP" | "SIGCONT"): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** A file system of its own for PostgreSQL, small enough to fill. */
function aSmallDisk(): { options: SceneOptions; unset: () => void } {
  const mount = mkdtempSync(join(tmpdir(), "fairseat-disk-"));
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=400m", "tmpfs", mount], { encoding: "utf8" });
  if (mounted.status !== 0) {
    rmSync(mount, { recursive: true });
    throw new CannotPlay(`a small file system cannot be mounted here: ${mounted.stderr.trim()}`);
  }
  return {
    options: { postgresFolder: join(mount, "postgres") },
    unset: () => {
      spawnSync("umount", ["--lazy", mount]);
      rmSync(mount, { recursive: true, force: true });
    },
  };
}

async function fillDisk(scene: Scene): Promise<void> {
  const [folder] = spawnSync("readlink", [`/proc/${scene.postgres.pid}/cwd`], { encoding: "utf8" }).stdout.split("\n");
  const filler = join(folder ?? "", "..", "filler");
  const file = openSync(filler, "w");
  const block = Buffer.alloc(1 << 20);
  try {
    for (;;) writeSync(file, block);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  } finally {
    closeSync(file);
  }
  await passes();
  rmSync(filler);
  // It may have given up while it recovered.
  if (familyOf(scene.postgres.pid).length < 2) await scene.startPostgresAgain();
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { needs } from "#lib/platform/testing/needs";
import { scratchFolder } from "#lib/platform/testing/scratch-folder";
import { identityOf, sameProcess, worksIn } from "./process-identity.ts";
import { startRedis } from "./redis.ts";

/**
 * Notes of processes that a killed start left behind. Symptom: the start ended another program, which had got the noted id and
 * said the looked-for word in its command line. A process is ours only when it is the very one that was noted.
 */
const folder = scratchFolder("leftovers");
const strangers: ChildProcess[] = [];
afterEach(() => {
  for (const each of strangers.splice(0)) each.kill("SIGKILL");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program of someone else's that says the given words in its command line. */
function aStranger(words: string[], cwd = "/"): ChildProcess & { pid: number } {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1_000_000)", ...words], { cwd, stdio: "ignore" });
  strangers.push(child);
  return child as ChildProcess & { pid: number };
}

const isRunning = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null;
const canTell = existsSync("/proc/self/stat");
const hasRedis = (process.env.PATH ?? "").split(":").some((path) => existsSync(join(path, "redis-server")));

test(
  "a stale redis.pid ends no process that is not the noted one",
  needs(hasRedis && canTell, "there is no redis-server on the PATH, or no /proc"),
  async () => {
    const stranger = aStranger(["redis-server", "127.0.0.1:6379"]);
    const [, startedAt, boot] = identityOf(stranger.pid).split(" ");
    const stale = [
      String(stranger.pid),
      `${stranger.pid} ${Number(startedAt) - 1} ${boot}`,
      `${stranger.pid} ${startedAt} another-boot`,
      "",
      "nonsense",
    ];
    for (const note of stale) {
      writeFileSync(join(folder, "redis.pid"), note);
      const redis = await startRedis(folder);
      expect(redis).toBeDefined();
      expect(isRunning(stranger), note).toBe(true);
      await redis?.stop();
    }
  },
);

test(
  "the Redis that a killed start left behind is ended",
  needs(hasRedis && canTell, "there is no redis-server on the PATH, or no /proc"),
  async () => {
    const left = await startRedis(folder);
    const noted = readFileSync(join(folder, "redis.pid"), "utf8");
    expect(sameProcess(noted)).toBeGreaterThan(0);
    const next = await startRedis(folder);
    expect(sameProcess(noted)).toBeUndefined();
    await next?.stop();
    await left?.stop();
  },
);

test(
  "a process works in a folder when it is that program and is there",
  needs(canTell, "there is no /proc"),
  async () => {
    const data = join(folder, "postgres");
    mkdirSync(data);
    const inside = aStranger([data], data);
    const outside = aStranger([data]);
    await Promise.all([once(inside, "spawn"), once(outside, "spawn")]);
    await expect.poll(() => worksIn(inside.pid, { program: "node", folder: data })).toBe(true);
    // Another program that works there, such as a backup, and one that only names the folder.
    expect(worksIn(inside.pid, { program: "postgres", folder: data })).toBe(false);
    expect(worksIn(outside.pid, { program: "node", folder: data })).toBe(false);
    expect(worksIn(0, { program: "node", folder: data })).toBe(false);
  },
);

import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { freePort } from "./free-port.ts";
import { endLeftover, whenExited } from "./process-exit.ts";
import { identityOf, sameProcess } from "./process-identity.ts";

export type EmbeddedRedis = {
  url: string;
  /** Its process id. */
  pid: number;
  stop: () => Promise<void>;
};

/**
 * Starts the machine's `redis-server` on a free port without persistence. Answers undefined when it is not installed or does
 * not start. With a `dataDir` its process is noted there, so the next start can end one that a killed start left.
 */
export async function startRedis(dataDir?: string): Promise<EmbeddedRedis | undefined> {
  const binary = (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, "redis-server"))
    .find(isExecutable);
  if (!binary) return undefined;
  const note = dataDir === undefined ? undefined : join(dataDir, "redis.pid");
  if (note && existsSync(note)) await stopLeftover(readFileSync(note, "utf8"));
  const port = await freePort();
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--daemonize", "no"];
  // A separate process group: Ctrl-C reaches only this process, which stops Redis after everything that uses it.
  const server = spawn(binary, args, { detached: true, stdio: ["ignore", "pipe", "ignore"] });
  if (!(await isUp(server))) {
    server.kill("SIGKILL");
    return undefined;
  }
  if (note) writeFileSync(note, identityOf(server.pid ?? 0));
  return {
    url: `redis://127.0.0.1:${port}`,
    pid: server.pid ?? 0,
    stop: async () => {
      server.kill("SIGTERM");
      await whenExited(server);
      if (note) rmSync(note, { force: true });
    },
  };
}

/** Ends the Redis that a killed start left running; any other process that has its id by now stays untouched. */
async function stopLeftover(identity: string): Promise<void> {
  const pid = sameProcess(identity);
  if (pid !== undefined) await endLeftover(pid, () => sameProcess(identity) === pid, "SIGTERM");
}

function isUp(server: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    server.stdout?.on(
      "data",
      (chunk: Buffer) => /ready to accept connections/i.test(chunk.toString()) && resolve(true),
    );
    server.once("exit", () => resolve(false));
    server.once("error", () => resolve(false));
    setTimeout(() => resolve(false), 5_000).unref();
  });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

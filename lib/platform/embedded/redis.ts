import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { freePort } from "./free-port.ts";
import { whenExited } from "./process-exit.ts";

export type EmbeddedRedis = { url: string; stop: () => Promise<void> };

/** Starts the machine's `redis-server` on a free port without files, or answers undefined where there is none. */
export async function startRedis(): Promise<EmbeddedRedis | undefined> {
  const binary = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "redis-server")).find(isExecutable);
  if (!binary) return undefined;
  const port = await freePort();
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--daemonize", "no"];
  const server = spawn(binary, args, { detached: true, stdio: ["ignore", "pipe", "ignore"] });
  const isUp = await new Promise<boolean>((resolve) => {
    server.stdout.on("data", (chunk: Buffer) => /ready to accept connections/i.test(chunk.toString()) && resolve(true));
    server.once("exit", () => resolve(false));
    server.once("error", () => resolve(false));
  });
  if (!isUp) return undefined;
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      server.kill("SIGTERM");
      await whenExited(server);
    },
  };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

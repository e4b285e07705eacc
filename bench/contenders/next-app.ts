/**
 * Copies a small app next to Fairseat's builds, where no tool looks, builds it when its source has changed, and serves it. Sends the parent
 * the port.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import next from "next";

export async function serveNextApp(name: string): Promise<void> {
  const source = join(import.meta.dirname, name);
  const dir = join(".next-bench", name);
  const stamp = join(dir, "built-from");
  const digest = digestOf(source);
  (process.env as Record<string, string>).NODE_ENV = "production";
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== digest) {
    rmSync(dir, { recursive: true, force: true });
    cpSync(source, dir, { recursive: true });
    execFileSync(process.execPath, [join("node_modules", "next", "dist", "bin", "next"), "build", dir], {
      stdio: "pipe",
    });
    writeFileSync(stamp, digest);
  }
  const app = next({ dev: false, dir });
  await app.prepare();
  const pages = app.getRequestHandler();
  const server = createServer((request, response) => void pages(request, response));
  server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
}

function digestOf(folder: string): string {
  const hash = createHash("sha256");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const path of files.map((file) => join(file.parentPath, file.name)).sort()) hash.update(readFileSync(path));
  return hash.digest("hex");
}

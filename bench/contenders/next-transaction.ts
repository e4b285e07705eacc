/**
 * Contender (a): copies its small app next to Fairseat's builds, where no tool looks, builds it when its source has changed, and
 * serves it. Sends its parent the port.
 */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import next from "next";

const source = join(import.meta.dirname, "next-transaction");
const dir = join(".next-bench", "next-transaction");
const stamp = join(dir, "built-from");
const route = readFileSync(join(source, "app", "api", "v1", "events", "[id]", "reservations", "route.ts"), "utf8");
(process.env as Record<string, string>).NODE_ENV = "production";
if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== route) {
  cpSync(source, dir, { recursive: true });
  execFileSync(process.execPath, [join("node_modules", "next", "dist", "bin", "next"), "build", dir], {
    stdio: "pipe",
  });
  writeFileSync(stamp, route);
}
const app = next({ dev: false, dir });
await app.prepare();
const pages = app.getRequestHandler();
const server = createServer((request, response) => void pages(request, response));
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));

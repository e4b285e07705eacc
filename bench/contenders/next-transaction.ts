/** Builds contender (a) when its source is newer than its build, then serves it. Tells its parent the port. */
import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import next from "next";

const dir = join(import.meta.dirname, "next-transaction");
const built = join(dir, ".next", "BUILD_ID");
const source = join(dir, "app", "api", "v1", "events", "[id]", "reservations", "route.ts");
(process.env as Record<string, string>).NODE_ENV = "production";
if (!existsSync(built) || statSync(built).mtimeMs < statSync(source).mtimeMs) {
  execFileSync(process.execPath, [join("node_modules", "next", "dist", "bin", "next"), "build", dir], {
    stdio: "pipe",
  });
}
const app = next({ dev: false, dir });
await app.prepare();
const pages = app.getRequestHandler();
const server = createServer((request, response) => void pages(request, response));
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));

/**
 * The production entry: a plain Node server around Next's handler, with the hot lane before it. On a machine where
 * nothing is configured it brings what is missing with it (PostgreSQL, Redis, the payment simulator, demo data), so that
 * one command is enough. Every way it can fail to start is one sentence and exit code 1.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { parseArgs } from "node:util";
import { isPortTaken } from "#lib/platform/embedded/free-port";
import { InvalidEnvironment } from "#lib/platform/env";
import { embed, type Embedded } from "./deploy/embed.ts";

const { values: flags } = parseArgs({ options: { dev: { type: "boolean", default: false } } });
const started = performance.now();
const stops: (() => Promise<void> | void)[] = [];
let stopping: Promise<void> | undefined;

try {
  await start();
} catch (error) {
  const isOurs = error instanceof InvalidEnvironment || (error instanceof Error && error.constructor === Error);
  process.stderr.write(`\n${isOurs ? (error as Error).message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  await stopAll();
  process.exit(1);
}

async function start(): Promise<void> {
  const port = Number(process.env.PORT || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT must be a number from 0 to 65535, not "${process.env.PORT}".`);
  if (port > 0 && (await isPortTaken(port))) throw new Error(`Port ${port} is in use: stop what listens there, or set PORT to another one.`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());
  (process.env as Record<string, string>).NODE_ENV = flags.dev ? "development" : "production";

  const embedded = await embed({ port, isDev: flags.dev, say, stops });
  const { default: next } = await import("next");
  const app = next({ dev: flags.dev, port, hostname: "localhost" });
  await app.prepare();
  stops.push(() => app.close());
  const { hotHandler } = await import("./app/hot-lane.ts");
  const { toNodeHandler } = await import("srvx/node");
  const pages = app.getRequestHandler();
  const hot = toNodeHandler(async (request) => (await hotHandler(request)?.()) ?? new Response(null, { status: 404 })) as (request: IncomingMessage, response: ServerResponse) => unknown;
  const server = createServer((request, response) => {
    nameClient(request);
    const isHot = hotHandler(new Request(`http://localhost${request.url ?? "/"}`, { method: request.method ?? "GET" }));
    void (isHot ? hot(request, response) : pages(request, response));
  });
  await listen(server, port);
  stops.push(() => close(server));
  greet(port, embedded);
}

/** The true address of the client for handlers of both lanes; what came in under that name is not believed. */
function nameClient(request: IncomingMessage): void {
  request.headers["x-fairseat-address"] = request.socket.remoteAddress ?? "";
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(new Error(`The server cannot listen on port ${port}: ${error.message}.`)));
    server.listen(port, () => resolve());
  });
}

/** Requests that run may finish for two seconds; streams would never end by themselves. */
async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), 2_000).unref();
  await closed;
}

async function stop(): Promise<void> {
  say("Stopping");
  await stopAll();
  process.exit(0);
}

/** Stops what was started, the last first. One that fails does not keep the others running. */
function stopAll(): Promise<void> {
  stopping ??= (async () => {
    for (const each of stops.reverse()) {
      try {
        await each();
      } catch (error) {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      }
    }
  })();
  return stopping;
}

function say(line: string): void {
  process.stdout.write(`${String(Math.round((performance.now() - started) / 100) / 10).padStart(5)} s  ${line}\n`);
}

function greet(port: number, embedded: Embedded): void {
  const lines = [
    "",
    `  Fairseat is open at ${process.env.APP_URL ?? `http://localhost:${port}`}`,
    "",
    ...embedded.parts.map((part) => `  embedded  ${part}`),
    ...embedded.accounts.map((account) => `  account   ${account}`),
    "",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

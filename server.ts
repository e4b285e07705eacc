/**
 * The production entry: a plain Node server around Next's handler, with the hot lane before it. On a machine where
 * nothing is configured it embeds the missing parts (PostgreSQL, Redis, the payment simulator, demo data), so that one command
 * is enough. Every failure to start is one sentence and exit code 1, and leaves nothing running.
 */
import { createServer, type Server } from "node:http";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { freePort, isPortTaken } from "#deploy/embedded/free-port";
import { type Embedded, embed } from "./deploy/embed.ts";
import { KEEP_ALIVE_MS } from "./deploy/keep-alive.ts";
import { readDotEnv } from "./deploy/read-dot-env.ts";

const { values: flags } = parseArgs({ options: { dev: { type: "boolean", default: false } } });
const startedAt = performance.now();
const stops: (() => Promise<void> | void)[] = [];
const breakOff = new AbortController();
// Ctrl-C reaches the whole process group, and npm may pass the signal on as well; a second signal has no effect.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => breakOff.abort());

const starting = start();
breakOff.signal.addEventListener("abort", () => void leave());
try {
  await starting;
} catch (error) {
  // A signal that came while a step held the event loop is heard in its next turns.
  await setTimeout(10);
  if (!breakOff.signal.aborted) {
    process.stderr.write(`\n${sentenceOf(error)}\n`);
    await stopAll();
    process.exit(1);
  }
}

async function start(): Promise<void> {
  readDotEnv();
  const port = await choosePort();
  (process.env as Record<string, string>).NODE_ENV = flags.dev ? "development" : "production";
  process.env.NEXT_TELEMETRY_DISABLED ??= "1";

  const embedded = await embed({ port, isDev: flags.dev, say, stops, signal: breakOff.signal });
  say("Starting the web server");
  const { default: next } = await import("next");
  // Next would answer every upgrade of the server it gets, including Fairseat's, so it gets one without connections.
  const upgradesOfNext = createServer();
  const app = next({ dev: flags.dev, port, hostname: "localhost", httpServer: upgradesOfNext });
  const { closeAll } = await import("#lib/platform/close-all");
  const { captureConsole } = await import("#lib/platform/observability/log");
  if (!flags.dev) captureConsole();
  stops.push(closeAll, () => app.close());
  await app.prepare();
  const { withHotLane } = await import("./app/hot-lane.ts");
  const { withSecurity } = await import("./deploy/secure-pages.ts");
  const { seatChannel } = await import("./app/seat-socket.ts");
  const { servePages } = await import("./deploy/serve-pages.ts");
  const { withPageLimit } = await import("./deploy/limit-pages.ts");
  const { serveSocket } = await import("./deploy/serve-socket.ts");
  const { withCompression } = await import("./deploy/compress-answers.ts");
  const { withAssets } = await import("./deploy/serve-assets.ts");
  const pages = servePages(withPageLimit(app.getRequestHandler()));
  const assets = flags.dev ? pages : withAssets(pages, process.env.NEXT_DIST_DIR || ".next");
  const secured = withSecurity(withHotLane(assets), { isDev: flags.dev });
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, flags.dev ? secured : withCompression(secured));
  const closeSockets = serveSocket(
    server,
    seatChannel,
    (...upgrade) => flags.dev && upgradesOfNext.emit("upgrade", ...upgrade),
  );
  await listen(server, port);
  stops.push(() => close(server), closeSockets);
  greet(port, embedded);
}

async function choosePort(): Promise<number> {
  const port = Number(process.env.PORT || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`PORT must be a number from 0 to 65535, not "${process.env.PORT}".`);
  }
  if (port === 0) return freePort();
  if (await isPortTaken(port)) {
    throw new Error(`Port ${port} is in use: stop what listens there, or set PORT to another one.`);
  }
  return port;
}

/** Only what is declared production is open to other machines without being told so. */
function listen(server: Server, port: number): Promise<void> {
  const { LISTEN_ADDRESS, APP_ENV } = process.env;
  const address = LISTEN_ADDRESS || (APP_ENV === "production" ? undefined : "127.0.0.1");
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(new Error(`The server cannot listen on ${address ?? "all addresses"}, port ${port}: ${error.message}.`)),
    );
    server.listen({ port, ...(address === undefined ? {} : { host: address }) }, () => resolve());
  });
}

/** Requests that run may finish for two seconds; streams would never end by themselves. */
async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  void setTimeout(2_000, undefined, { ref: false }).then(() => server.closeAllConnections());
  await closed;
}

/** Waits for the present step of the start, so that everything it started is stopped. */
async function leave(): Promise<void> {
  say("Stopping");
  await starting.catch(() => undefined);
  await stopAll();
  process.exit(0);
}

/** Stops the started parts, the last first. A failure does not keep the others running. */
async function stopAll(): Promise<void> {
  for (const stop of stops.splice(0).reverse()) {
    try {
      await stop();
    } catch (error) {
      process.stderr.write(`${sentenceOf(error)}\n`);
    }
  }
}

/** An error as one sentence for people. The stack is logged at the level `debug`. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return /^(debug|trace)$/.test(process.env.LOG_LEVEL ?? "") ? (error.stack ?? error.message) : error.message;
}

function say(line: string): void {
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  process.stdout.write(`${seconds.padStart(5)} s  ${line}\n`);
}

function greet(port: number, embedded: Embedded): void {
  const lines = [
    "",
    `  Fairseat is open at ${process.env.APP_URL ?? `http://localhost:${port}`}`,
    "",
    ...embedded.parts.map((part) => `  embedded  ${part}`),
    ...embedded.accounts.map((account) => `  account   ${account}`),
    ...embedded.notices.map((notice) => `  ${notice}`),
    "",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

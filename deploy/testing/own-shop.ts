import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import { closeDb, db } from "#lib/platform/db/db";
import { migrate } from "#lib/platform/db/migrate";
import { scratchFolder } from "#lib/platform/testing/scratch-folder";
import { anEventOnSale } from "#prisma/seed/builders";
import { freePort } from "../embedded/free-port.ts";
import { type EmbeddedPostgres, startPostgres } from "../embedded/postgres.ts";
import { type EmbeddedRedis, startRedis } from "../embedded/redis.ts";
import { type Sandbox, startSandbox } from "../simulator/start-sandbox.ts";
import { type AProcess, aProcess } from "./a-process.ts";

/** A buyer whose data appears in no other text, so that tests can search logs for it. */
export const BUYER = { name: "Wilhelmina Testperson", email: "wilhelmina@buyer.example", phone: "+34 600 123 456" };
export const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

export type Answer = { status: number; body: Record<string, unknown>; headers: Headers; ms: number };
export type Held = { id: string; cookie: string; seatId: number; ms: number };

/**
 * One server with one event on sale. Its database, Redis and gateway belong to the test, which may stop them and start them
 * again at the same address. Call it once at the top of a file.
 */
export function ownShop() {
  const folder = scratchFolder("shop");
  const ports = { postgres: 0, sandbox: 0 };
  const env: Record<string, string> = { ...ENV, DATA_DIR: join(folder, "data") };
  const shop = { folder, env, url: "", eventId: 0 } as Parts;
  const stops: (() => unknown)[] = [];
  const where = { dataDir: join(folder, "postgres"), password: "test", name: "fairseat" };

  const openPostgres = async () => {
    shop.postgres = await startPostgres({ ...where, port: ports.postgres });
  };
  const openSandbox = async () => {
    shop.sandbox = await startSandbox({
      port: ports.sandbox,
      secretKey: ENV.STRIPE_SECRET_KEY,
      webhookSecret: ENV.STRIPE_WEBHOOK_SECRET,
      webhookUrl: `${shop.url}/api/webhooks/stripe`,
      stateFile: join(folder, "sandbox.json"),
    });
  };

  beforeAll(async () => {
    ports.postgres = await freePort();
    ports.sandbox = await freePort();
    const port = await freePort();
    shop.url = `http://localhost:${port}`;
    await openPostgres();
    stops.push(() => shop.postgres.stop());
    await openSandbox();
    stops.push(() => shop.sandbox.close());
    shop.redis = await startRedis(folder);
    stops.push(() => shop.redis?.stop());
    Object.assign(env, { DATABASE_URL: shop.postgres.url, SANDBOX_URL: shop.sandbox.url, APP_URL: shop.url });
    if (shop.redis) env.REDIS_URL = shop.redis.url;
    await migrate(shop.postgres.url);
    Object.assign(process.env, env, { LOG_LEVEL: "silent" });
    stops.push(closeDb);
    // All of its buyers have one mail address, which the limit counts as one person.
    shop.eventId = await anEventOnSale({ seatsPerBuyerMax: 100 });
    shop.server = aProcess(["server.ts"], { ...env, PORT: String(port) });
    stops.push(async () => {
      shop.server.signal("SIGINT");
      await shop.server.ended;
    });
    await shop.server.says(/Fairseat is open at/);
  });

  afterAll(async () => {
    // Closes everything that was opened, even when opening the rest failed.
    for (const stop of stops.reverse()) await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  return Object.assign(shop, { openPostgres, openSandbox, ...buyersOf(shop) });
}

const ENV = {
  APP_ENV: "development",
  APP_SECRET: "k3jf92-vnq8-the-first-of-two-0123456789",
  CRON_SECRET: "p0d8s7-xmw2-the-other-of-two-9876543210",
  TICKET_SIGNING_KEY: "MC4CAQAwBQYDK2VwBCIEIHcHbQpzGKV9PBbBclGyZkXfTC+H68CZKrF3+6UduSwq",
  STRIPE_SECRET_KEY: "sk_test_sandbox",
  STRIPE_PUBLISHABLE_KEY: "pk_test_sandbox",
  STRIPE_WEBHOOK_SECRET: "whsec_of_this_test",
  LOG_LEVEL: "trace",
};

type Parts = {
  readonly folder: string;
  readonly env: Record<string, string>;
  url: string;
  eventId: number;
  postgres: EmbeddedPostgres;
  redis: EmbeddedRedis | undefined;
  sandbox: Sandbox;
  server: AProcess;
};

/** Buyers' requests over HTTP, and reads of their results. */
function buyersOf(shop: { url: string; eventId: number }) {
  async function ask(path: string, init: RequestInit & { cookie?: string } = {}): Promise<Answer> {
    const began = performance.now();
    const { cookie, ...rest } = init;
    const headers = { "content-type": "application/json", ...(cookie ? { cookie } : {}), ...rest.headers };
    const response = await fetch(shop.url + path, { ...rest, headers });
    const text = await response.text();
    const body = text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : { text };
    return { status: response.status, body, headers: response.headers, ms: performance.now() - began };
  }

  function tryHold(seatId: number): Promise<Answer> {
    const body = JSON.stringify({ client_reservation_id: crypto.randomUUID(), seat_ids: [seatId] });
    return ask(`/api/v1/events/${shop.eventId}/reservations`, { method: "POST", body });
  }

  let nextSeat = 1;
  async function hold(): Promise<Held> {
    const seatId = nextSeat++;
    const answer = await tryHold(seatId);
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    const cookie = (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    return { id: String(answer.body.reservation_id), cookie, seatId, ms: answer.ms };
  }

  function commit({ id, cookie }: Held, key: string): Promise<Answer> {
    const body = { payment_method_id: "pm_card_visa", idempotency_key: key, billing_details: BUYER };
    return ask(`/api/v1/reservations/${id}/commit`, {
      method: "POST",
      cookie,
      body: JSON.stringify(body),
      headers: { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` },
    });
  }

  async function stateOfSeat(id: number): Promise<string | undefined> {
    return (await db().seat.findUnique({ where: { eventId_id: { eventId: shop.eventId, id } } }))?.status;
  }

  return { ask, tryHold, hold, commit, stateOfSeat };
}

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { closeDb, db } from "#lib/platform/db/db";
import { enqueue, startWorker } from "#lib/platform/jobs/worker";
import { needs } from "#lib/platform/testing/needs";
import { freePort } from "./embedded/free-port.ts";
import { aProcess, eventually } from "./testing/a-process.ts";
import { BUYER, ownShop, TRACE } from "./testing/own-shop.ts";

const shop = ownShop();
const { ask, commit, hold, openPostgres, openSandbox, stateOfSeat, tryHold } = shop;

const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;

const HOLD = JSON.stringify({ client_reservation_id: crypto.randomUUID(), seat_ids: [50] });

/** How often the server waited for Redis in vain so far. */
function redisFailures(): number {
  return shop.server.words().split("redis is gone").length - 1;
}

async function intentsAtGateway(): Promise<{ status: string }[]> {
  const response = await fetch(`${shop.sandbox.url}/v1/payment_intents?limit=100`, {
    headers: { authorization: "Bearer sk_test_sandbox" },
  });
  return ((await response.json()) as { data: { status: string }[] }).data;
}

test("a whole purchase leaves no name, mail address or number in the log, and all lines are JSON with their ids", async () => {
  const held = await hold();
  const paid = await commit(held, "purchase-for-the-log");
  expect(paid.status, JSON.stringify(paid.body)).toBe(200);
  const order = String(paid.body.order_id);
  expect((await ask(`/orders/${order}`, { cookie: held.cookie, headers: { accept: "text/html" } })).status).toBe(200);
  await eventually(async () => {
    const mail = await db().notificationDelivery.findFirst({ where: { deliveredAt: { not: null } } });
    expect(mail?.address).toBe(BUYER.email);
  });
  // Log lines are written in batches.
  await shop.server.says(/"route":"\/api\/v1\/reservations\/\{id\}\/commit".*\n/);
  const words = shop.server.words().replace(/[^\n]*$/, "");
  for (const secret of [BUYER.name, "Wilhelmina", BUYER.email, "600 123 456", held.cookie, "whsec_", "sk_test"]) {
    expect(words).not.toContain(secret);
  }
  const lines = words.slice(words.indexOf("Starting the web server")).split("\n").slice(1);
  const spoken = lines.filter(
    (line) => line.trim() !== "" && !/^ {2}(Fairseat is open|embedded|There is no administrator yet)/.test(line),
  );
  const parsed = spoken.map((line) => JSON.parse(line) as Record<string, unknown>);
  const request = parsed.find((line) => line.route === "/api/v1/reservations/{id}/commit");
  expect(request).toMatchObject({
    traceId: TRACE,
    eventId: shop.eventId,
    reservationId: held.id,
    status: 200,
    msg: "request",
  });
  expect(request?.requestId).toBe(paid.headers.get("x-request-id"));
});

test("the metrics count requests by route and status, holds, orders and payments, and show pool, queue and event loop", async () => {
  expect((await tryHold((await hold()).seatId)).status).toBe(409);
  const { text } = (await ask("/api/metrics")).body as { text: string };
  for (const line of [
    /http_request_duration_seconds_count\{route="\/api\/v1\/events\/\{id\}\/reservations",method="POST",status="201"\} [1-9]/,
    /http_request_duration_seconds_count\{route="\/api\/v1\/reservations\/\{id\}\/commit",method="POST",status="200"\} [1-9]/,
    /holds_total\{outcome="held"\} [1-9]/,
    /holds_total\{outcome="seat_unavailable"\} [1-9]/,
    /^expiries_total \d/m,
    /orders_total\{outcome="settled"\} [1-9]/,
    /payments_total\{gateway="stripe",outcome="captured"\} [1-9]/,
    /database_connections\{state="\w+"\} [1-9]/,
    /^jobs_waiting \d/m,
    /^nodejs_eventloop_lag_p99_seconds \S/m,
  ]) {
    expect(text).toMatch(line);
  }
});

test("when the gateway fails the seats stay held, the buyer learns why, and a retry pays once", async () => {
  const before = (await intentsAtGateway()).length;
  const held = await hold();
  shop.sandbox.trouble.set("down");
  const told = await commit(held, "retry-after-503");
  expect(told).toMatchObject({ status: 503, body: { error: "unavailable" } });
  expect(Number(told.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await stateOfSeat(held.seatId)).toBe("HELD");
  shop.sandbox.trouble.clear();
  const paid = await eventually(async () => {
    const answer = await commit(held, "retry-after-503");
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer;
  });
  expect((await commit(held, "retry-after-503")).body).toEqual(paid.body);
  expect(await stateOfSeat(held.seatId)).toBe("BOOKED");
  expect((await intentsAtGateway()).slice(0, -before || undefined).map(({ status }) => status)).toEqual(["succeeded"]);
});

test("when the gateway is unreachable the same holds, and pages and holds keep working", async () => {
  const held = await hold();
  await shop.sandbox.close();
  const told = await commit(held, "retry-after-close");
  expect(told).toMatchObject({ status: 503, body: { error: "unavailable" } });
  expect(await stateOfSeat(held.seatId)).toBe("HELD");
  expect((await ask("/api/health/ready")).status).toBe(200);
  await hold();
  await openSandbox();
  await eventually(async () => expect((await commit(held, "retry-after-close")).status).toBe(200));
  expect(await stateOfSeat(held.seatId)).toBe("BOOKED");
});

test(
  "while Redis hangs or is gone, holding and paying work without waiting for it",
  needs(hasRedis, "there is no redis-server on the PATH"),
  async () => {
    const pid = Number(readFileSync(join(shop.folder, "redis.pid"), "utf8").split(" ")[0]);
    for (const signal of ["SIGSTOP", "SIGKILL"] as const) {
      process.kill(pid, signal);
      const [startedAt, goneBefore] = [performance.now(), redisFailures()];
      for (let round = 0; round < 10; round++) {
        const held = await hold();
        if (round > 0) continue;
        const paid = await commit(held, `redis-${signal}`);
        expect(paid.status, JSON.stringify(paid.body)).toBe(200);
      }
      // Redis is left alone for two seconds after it failed, so that only the first request of each two seconds waits for it.
      const allowed = 1 + (performance.now() - startedAt) / 2_000;
      expect(redisFailures() - goneBefore, signal).toBeLessThanOrEqual(allowed);
      const ready = await ask("/api/health/ready");
      expect(ready.status).toBe(200);
      expect(ready.body.dependencies).toContainEqual(expect.objectContaining({ name: "redis", status: "down" }));
    }
  },
);

/** Stops all processes of PostgreSQL where they are, and answers what lets them go on. */
function hangPostgres(): () => void {
  const { pid } = shop.postgres;
  const parentOf = (id: string) => {
    try {
      return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1]);
    } catch {
      return undefined;
    }
  };
  process.kill(pid, "SIGSTOP");
  const children = readdirSync("/proc").filter((id) => /^\d+$/.test(id) && parentOf(id) === pid);
  for (const child of children) process.kill(Number(child), "SIGSTOP");
  return () => {
    for (const each of [pid, ...children.map(Number)]) process.kill(each, "SIGCONT");
  };
}

test("while PostgreSQL hangs, an event that was seen before is shown from memory: its page, its free seats, its stream", async () => {
  const { slug } = await db().event.findUniqueOrThrow({ where: { id: shop.eventId } });
  await closeDb();
  const seat = `/api/v1/events/${shop.eventId}`;
  const look = async (path: string) => {
    const asked = new AbortController();
    const answer = await fetch(`${shop.url}${path}`, { headers: { accept: "text/html" }, signal: asked.signal });
    // The stream goes on for ever: its first bytes are what a reader waits for.
    await answer.body?.getReader().read();
    asked.abort();
    return answer.status;
  };
  const paths = [`/events/${slug}`, seat, `${seat}/availability`, `${seat}/stream`];
  for (const path of paths) expect(await look(path), path).toBe(200);
  const goOn = hangPostgres();
  try {
    // Longer than any answer counts as fresh.
    const hungAt = performance.now();
    while (performance.now() - hungAt < 4_000) {
      for (const path of paths) expect(await look(path), path).toBe(200);
    }
  } finally {
    goOn();
  }
  await eventually(async () => expect((await hold()).id).toBeTruthy());
});

test("while PostgreSQL is gone the API and the pages answer 503, and everything recovers without a restart", async () => {
  const held = await hold();
  await closeDb();
  await shop.postgres.stop();
  const page = () => fetch(`${shop.url}/`, { headers: { accept: "text/html", "accept-language": "es" } });
  const first = await page();
  expect(first.status).toBe(503);
  expect(Number(first.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await first.text()).toContain("Se ha ido la luz un momento");
  expect((await page()).status).toBe(503);
  for (const [path, init] of [
    ["/api/v1/events", {}],
    [`/api/v1/reservations/${held.id}`, { cookie: held.cookie }],
    [`/api/v1/events/${shop.eventId}/reservations`, { method: "POST", body: HOLD }],
  ] as const) {
    const answer = await ask(path, init);
    expect(answer, path).toMatchObject({ status: 503, body: { error: "unavailable", dependency: "database" } });
    expect(Number(answer.headers.get("retry-after")), path).toBeGreaterThan(0);
  }
  const ready = await ask("/api/health/ready");
  expect(ready.status).toBe(503);
  expect(ready.body.dependencies).toContainEqual(expect.objectContaining({ name: "database", status: "down" }));
  expect((await ask("/api/health/live")).status).toBe(200);

  await openPostgres();
  await eventually(async () => expect((await page()).status).toBe(200));
  await eventually(async () => expect((await commit(held, "after-the-night")).status).toBe(200));
  await eventually(async () => {
    const sent = await db().notificationDelivery.count({ where: { deliveredAt: { not: null } } });
    expect(sent).toBe(await db().order.count({ where: { status: "PAID" } }));
  });
});

test("a worker without a database begins as soon as there is one", async () => {
  await enqueue("late", { id: 1 });
  await closeDb();
  await shop.postgres.stop();
  const done: unknown[] = [];
  const worker = await startWorker({ late: async (payload) => void done.push(payload) });
  await openPostgres();
  await eventually(() => expect(done).toEqual([{ id: 1 }]));
  await worker.stop();
});

test("next start alone serves, sells and works on jobs when everything is configured", async () => {
  const port = await freePort();
  const alone = aProcess(["node_modules/next/dist/bin/next", "start", "--port", String(port)], {
    ...shop.env,
    APP_URL: `http://localhost:${port}`,
  });
  const before = shop.url;
  shop.url = `http://localhost:${port}`;
  try {
    await alone.says(/Ready in/);
    expect((await ask("/", { headers: { accept: "text/html" } })).status).toBe(200);
    const held = await hold();
    const paid = await commit(held, "next-start-alone");
    expect(paid.status, JSON.stringify(paid.body)).toBe(200);
  } finally {
    shop.url = before;
    alone.signal("SIGTERM");
    await alone.ended;
  }
});

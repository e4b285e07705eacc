/**
 * Redis is wiped, and then dies, in the middle of a sale with a waiting room. Symptom: a place that is lost, or a request that fails. The
 * limits count in Redis, so that every request of the queue's endpoints meets its loss.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type EmbeddedRedis, startRedis } from "#deploy/embedded/redis";
import { newGuest } from "#lib/identity/identify";
import { db } from "#lib/platform/db/db";
import type { Handler } from "#lib/platform/http/endpoint";
import { closeRedis, redis } from "#lib/platform/redis";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { needs } from "#lib/platform/testing/needs";
import { proofCookie } from "#lib/protection/challenges/proof";
import { moveQueues } from "#lib/waiting-room/move-queues";
import { brokenDraw, brokenQueueInvariants } from "#lib/waiting-room/testing/check-queue";
import { aQueue, openQueue, passTime } from "#lib/waiting-room/testing/queue";
import { POST as claim } from "./claim/route.ts";
import { POST as join } from "./route.ts";
import { GET as status } from "./status/route.ts";

aDatabase();

const server: EmbeddedRedis | undefined = await startRedis();

beforeAll(() => {
  if (server) process.env.REDIS_URL = server.url;
  for (const name of ["env", "redis", "redis-tcp", "redis-in-process"]) forgetSingleton(name);
});
afterAll(async () => {
  delete process.env.REDIS_URL;
  await closeRedis();
  await server?.stop();
});

async function ask(handler: Handler, eventId: number, cookie: string) {
  const init = { method: handler === status ? "GET" : "POST", headers: { "content-type": "application/json", cookie } };
  const params = Promise.resolve({ id: String(eventId) });
  const answer = await handler(new Request("http://localhost/api", init), { params });
  const body = (await answer.json()) as { number?: number; state?: string };
  return { ...body, status: answer.status, cookie };
}

/** Joins for so many guests whose browsers have solved a challenge. Answers their cookies. */
async function guests(eventId: number, count: number): Promise<string[]> {
  const cookies = Array.from({ length: count }, () => {
    const { buyerKey: key, setCookie } = newGuest();
    const [cookie = ""] = setCookie.split(";");
    const times = { since: Date.now(), until: Date.now() + 3_600_000 };
    const [proof = ""] = proofCookie(new Headers({ cookie }), { key, eventId, band: "low", ...times }).split(";");
    return `${cookie}; ${proof}`;
  });
  for (const cookie of cookies) expect((await ask(join, eventId, cookie)).status).toBe(201);
  return cookies;
}

test(
  "loses no place and refuses nobody: numbers, passes and times inside are as before",
  needs(server, "there is no redis-server on the PATH"),
  async () => {
    const eventId = await aQueue({ placesMax: 3, ratePerMinute: 6_000 });
    const early = await guests(eventId, 6);
    expect(await redis().dbsize()).toBeGreaterThan(0);
    await openQueue(eventId);
    await passTime(eventId, 1);
    await moveQueues();
    const places = () => Promise.all(early.map((cookie) => ask(join, eventId, cookie)));
    const before = await places();
    expect(before.filter(({ state }) => state === "called")).toHaveLength(3);
    await redis().flushdb();
    expect(await places()).toEqual(before);

    await server?.stop();
    expect(await places()).toEqual(before);
    const inOrder = before.toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0)).map(({ cookie }) => cookie);
    const claims = await Promise.all(inOrder.map((cookie) => ask(claim, eventId, cookie)));
    expect(claims.map(({ state }) => state)).toEqual([...Array(3).fill("admitted"), ...Array(3).fill("waiting")]);
    const late = await guests(eventId, 2);
    await passTime(eventId, 121);
    await moveQueues();
    const states = await Promise.all([...inOrder, ...late].map(async (one) => (await ask(join, eventId, one)).state));
    expect(states.slice(3)).toEqual(["called", "called", "called", "waiting", "waiting"]);
    expect((await ask(status, eventId, "")).status).toBe(200);
    expect([...(await brokenDraw(eventId)), ...(await brokenQueueInvariants(eventId))]).toEqual([]);
    expect(await db().queueTicket.count({ where: { eventId } })).toBe(8);
  },
);

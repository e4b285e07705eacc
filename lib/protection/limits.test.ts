import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type EmbeddedRedis, startRedis } from "#deploy/embedded/redis";
import type { Allowance } from "#lib/platform/http/pipeline";
import { redis } from "#lib/platform/redis";
import { forgetSingleton } from "#lib/platform/singleton";
import { bucketOf, takeFrom } from "./bucket.ts";
import { limitTo } from "./limits.ts";
import { loadState } from "./load/load-state.ts";
import { POLICIES } from "./policies.ts";

/** Continues as another server, which shares only Redis with the previous one. */
function aFreshServer(): void {
  for (const name of ["limit-buckets", "limiters", "limit-outage"]) forgetSingleton(name);
}

function pointAt(url: string | undefined): void {
  if (url) process.env.REDIS_URL = url;
  else delete process.env.REDIS_URL;
  for (const name of ["env", "redis", "redis-tcp", "redis-in-process"]) forgetSingleton(name);
  const client = redis();
  const run = client.eval.bind(client);
  // A bucket lapses in Redis when it is full again, by the clock of Redis, which runs on while the test's clock stands: on a slow
  // machine a bucket of a second would be full again in the middle of a crowd.
  const keepBuckets = (script: string) => script.replaceAll(/redis\.call\("PEXPIRE".*\)/g, "");
  client.eval = (script, ...rest) => run(keepBuckets(script), ...rest);
  aFreshServer();
}

const server: EmbeddedRedis | undefined = await startRedis();
if (!server) process.stderr.write("No redis-server on the PATH: limits over TCP are not tested in this run.\n");

beforeAll(() => {
  process.env.RATE_LIMIT_SCALE = "1";
});
afterAll(() => server?.stop());
// Buckets refill over time, so the clock is stopped.
const NOW = new Date("2026-11-22T20:00:00Z");
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: NOW }));
afterEach(() => void vi.useRealTimers());

const passing = (actor: string | undefined, address = "10.0.0.1") => ({ actor, address, params: undefined });
const passed = (allowances: Allowance[]) => allowances.filter(({ refusal }) => !refusal).length;

async function many(count: number, take: (i: number) => Promise<Allowance>): Promise<Allowance[]> {
  const all: Allowance[] = [];
  for (let i = 0; i < count; i++) all.push(await take(i));
  return all;
}

const ways = [{ way: "in this process", url: undefined }, ...(server ? [{ way: "over TCP", url: server.url }] : [])];

describe.each(ways)("with Redis $way", ({ url }) => {
  beforeEach(async () => {
    // On a busy machine Redis may take longer than a command waits for it, and would count as gone: here no time passes.
    vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: NOW });
    pointAt(url);
    await redis().flushall();
  });

  test("a person may do as much as the policy allows, then waits, and learns how long", async () => {
    const limit = limitTo("reserve");
    const all = await many(12, () => limit.take(passing("user:a")));
    expect(passed(all)).toBe(POLICIES.reserve.person.requests);
    expect(all[0]?.headers).toMatchObject({
      "ratelimit-limit": "10",
      "ratelimit-remaining": "9",
      "ratelimit-policy": "10;w=60",
    });
    expect(all.at(-1)?.refusal).toMatchObject({ code: "rate_limit_exceeded", scope: "person", retry_after_seconds: 6 });
    expect(all.at(-1)?.headers["ratelimit-remaining"]).toBe("0");
    expect((await limit.take(passing("user:b"))).refusal).toBeUndefined();
  });

  test("under load looking gives way first and holding least, and the gate not at all; after it all is as before", async () => {
    const sizes = async () =>
      Promise.all(
        (["browse", "reserve", "scan"] as const).map(
          async (name) => (await limitTo(name).take(passing("user:a"))).headers["ratelimit-limit"],
        ),
      );
    expect(await sizes()).toEqual(["100", "10", "600"]);
    loadState().switches = { limits: "forced" };
    expect(await sizes()).toEqual(["50", "8", "600"]);
    const limit = limitTo("browse");
    const all = await many(60, () => limit.take(passing("user:c")));
    expect(passed(all)).toBe(50);
    expect(all.at(-1)?.refusal).toMatchObject({ code: "rate_limit_exceeded", scope: "person" });
    loadState().switches = {};
    expect(await sizes()).toEqual(["100", "10", "600"]);
  });

  test("of a hundred simultaneous requests only as many pass as the policy allows", async () => {
    const limit = limitTo("commit");
    const all = await Promise.all(Array.from({ length: 100 }, () => limit.take(passing("user:a"))));
    expect(passed(all)).toBe(POLICIES.commit.person.requests);
  });

  test("after waiting a person may continue", async () => {
    const limit = limitTo("reserve");
    await many(11, () => limit.take(passing("user:a")));
    vi.setSystemTime(Date.now() + 6_000);
    expect(passed(await many(3, () => limit.take(passing("user:a"))))).toBe(1);
  });

  test("anonymous clients are distinguished by address, and an address has a limit over all its people", async () => {
    const limit = limitTo("reserve");
    expect(passed(await many(12, () => limit.take(passing(undefined, "10.0.0.2"))))).toBe(10);
    expect((await limit.take(passing(undefined, "10.0.0.3"))).refusal).toBeUndefined();
    const crowd = await many(POLICIES.reserve.address.requests + 20, (i) =>
      limit.take(passing(`user:${i}`, "10.0.0.4")),
    );
    expect(passed(crowd)).toBe(POLICIES.reserve.address.requests);
    expect(crowd.at(-1)?.refusal).toMatchObject({ scope: "address" });
  });

  test("five hundred guests of one address open the seats, join, hold and stay inside within five minutes, and nobody is refused", async () => {
    const [page, join, reserve] = [limitTo("page"), limitTo("join"), limitTo("reserve")];
    const address = "10.0.0.5";
    // A new guest has no cookie before the join has answered: the page asks for a lease and joins as one without.
    const coming = await many(500, () => page.take(passing(undefined, address)));
    const joining = await many(1_000, () => join.take(passing(undefined, address)));
    const holding = await many(500, (i) => reserve.take(passing(`guest:${i}`, address)));
    expect([coming, joining, holding].map(passed)).toEqual([500, 1_000, 500]);
    // A heartbeat each every 45 seconds.
    for (let beat = 0; beat < 6; beat++) {
      vi.setSystemTime(Date.now() + 45_000);
      expect(passed(await many(500, (i) => join.take(passing(`guest:${i}`, address))))).toBe(500);
    }
  });

  test("all addresses of one IPv6 /64 are one client, and the next /64 is another", async () => {
    const limit = limitTo("reserve");
    const all = await many(60, (i) => limit.take(passing(undefined, `2001:db8:1:2::${i.toString(16)}`)));
    expect(passed(all)).toBe(POLICIES.reserve.person.requests);
    const guests = await many(POLICIES.reserve.address.requests + 20, (i) =>
      limit.take(passing(`guest:${i}`, `2001:db8:1:3::${i.toString(16)}`)),
    );
    expect(passed(guests)).toBe(POLICIES.reserve.address.requests);
    expect((await limit.take(passing(undefined, "2001:db8:1:4::1"))).refusal).toBeUndefined();
  });

  test("two servers together allow no more than the policy", async () => {
    const limit = limitTo("browse");
    const first = await many(60, () => limit.take(passing("user:a")));
    aFreshServer();
    const second = await many(60, () => limit.take(passing("user:a")));
    expect(passed(first)).toBe(60);
    expect(passed(first) + passed(second)).toBe(100);
  });

  test("an event has a limit when it is hot, or one of its own, and others have none", async () => {
    const of = (id: number, limits: { hot?: boolean; reserve?: number }) =>
      limitTo("reserve", { eventOf: async () => ({ id, limits }) });
    const crowd = (count: number, limit: ReturnType<typeof of>) =>
      many(count, (i) => limit.take(passing(`user:${i}`, `10.1.${i >> 8}.${i & 255}`)));
    expect(passed(await crowd(505, of(1, { hot: true })))).toBe(500);
    expect((await crowd(21, of(2, { reserve: 20 }))).at(-1)?.refusal).toMatchObject({ scope: "event" });
    expect(passed(await crowd(21, of(3, {})))).toBe(21);
    // Taken two at a time, of which the last is one.
    expect(passed(await crowd(27, of(4, { reserve: 25 })))).toBe(25);
  });
});

test("who spends a small limit here gets larger handfuls of it, and small ones again after a while", async () => {
  const bucket = bucketOf("test", "handfuls", { requests: 10, seconds: 60 });
  const asked: number[] = [];
  const heard = {
    ...bucket,
    ask: async (tokens: number) => ({ isGranted: asked.push(tokens) > 0, left: 5, resetAt: 0 }),
  };
  for (let i = 0; i < 9; i++) await takeFrom(heard, false);
  expect(asked).toEqual([3, 5, 5]);
  vi.setSystemTime(Date.now() + 61_000);
  await takeFrom(heard, false);
  expect(asked.at(-1)).toBe(3);
});

test.each([
  [10, 4],
  [300, 10],
])("a limit of %i is spent from memory, so that Redis is asked %i times at most", async (requests, questions) => {
  const bucket = bucketOf("test", "questions", { requests, seconds: 60 });
  let asked = 0;
  const counted = {
    ...bucket,
    ask: (tokens: number) => {
      asked += 1;
      return bucket.ask(tokens);
    },
  };
  await redis().flushall();
  for (let i = 0; i < requests - 1; i++) expect(await takeFrom(counted, false)).toBe(0);
  expect(asked).toBeLessThanOrEqual(questions);
});

describe("without Redis", () => {
  beforeEach(() => pointAt("redis://127.0.0.1:1"));

  test("each server counts alone, more strictly: never unlimited, never closed", async () => {
    const limit = limitTo("reserve");
    expect(passed(await many(20, () => limit.take(passing("user:a"))))).toBe(5);
    vi.setSystemTime(Date.now() + 12_000);
    expect(passed(await many(3, () => limit.take(passing("user:a"))))).toBe(1);
  });

  test("reads continue even when holds have used up this server's share of the overall limit", async () => {
    let i = 0;
    const holds = limitTo("reserve");
    const crowd = () => {
      i += 1;
      return holds.take(passing(`user:${i}`, `10.1.${i >> 8}.${i & 255}`));
    };
    expect((await many(5_001, crowd)).at(-1)?.refusal).toMatchObject({ scope: "all" });
    const limit = limitTo("browse");
    expect(passed(await many(300, () => limit.take(passing("user:a"))))).toBe(300);
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type EmbeddedRedis, startRedis } from "#deploy/embedded/redis";
import { needs } from "#lib/platform/testing/needs";
import { hear, pingRedis, redis } from "./redis.ts";
import { forgetSingleton } from "./singleton.ts";

function pointAt(url: string | undefined): void {
  if (url) process.env.REDIS_URL = url;
  else delete process.env.REDIS_URL;
  for (const name of ["env", "redis", "redis-tcp", "redis-in-process"]) forgetSingleton(name);
}

// What is tested is what Redis answers, not how soon a busy machine lets it.
process.env.REDIS_WAIT_MS = "60000";
afterAll(() => {
  delete process.env.REDIS_WAIT_MS;
});

const server: EmbeddedRedis | undefined = await startRedis();
afterAll(() => server?.stop());

const ways = [{ way: "in this process", url: undefined }, ...(server ? [{ way: "over TCP", url: server.url }] : [])];

describe.each(ways)("Redis $way", ({ url }) => {
  beforeAll(() => pointAt(url));
  afterAll(() => pointAt(undefined));
  afterEach(() => redis().flushall());

  test("stores and deletes values, numbers and objects", async () => {
    await redis().set("text", "väl🎟️ue");
    await redis().set("object", { seats: [1, 2] });
    expect(await redis().get("text")).toBe("väl🎟️ue");
    expect(await redis().get("object")).toEqual({ seats: [1, 2] });
    expect(await redis().incr("count")).toBe(1);
    expect(await redis().incr("count")).toBe(2);
    expect(await redis().del("text", "object")).toBe(2);
    expect(await redis().get("text")).toBeNull();
  });

  test("sets a value once, for a time", async () => {
    expect(await redis().set("lock", "me", { nx: true, px: 60_000 })).toBe("OK");
    expect(await redis().set("lock", "you", { nx: true, px: 60_000 })).toBeNull();
    expect(await redis().pttl("lock")).toBeGreaterThan(50_000);
  });

  test("adds a member to a sorted set once, when told so", async () => {
    expect(await redis().zadd("line", { nx: true }, { score: 5, member: "nx" })).toBe(1);
    expect(await redis().zadd("line", { nx: true }, { score: 1, member: "nx" })).toBe(0);
    expect(await redis().zscore("line", "nx")).toBe(5);
  });

  test("runs a pipeline in its order, each command with its own answer", async () => {
    const answers = await redis().pipeline().set("a", 1).incr("a").get("a").get("missing").exec();
    expect(answers).toEqual(["OK", 2, 2, null]);
  });

  test("runs a transaction without foreign commands in between", async () => {
    const transfer = () => redis().multi().incr("left").incr("right").exec<[number, number]>();
    const answers = await Promise.all(Array.from({ length: 20 }, transfer));
    for (const [left, right] of answers) expect(left).toBe(right);
  });

  test("one wrong command of a pipeline is an error, and the others are done", async () => {
    await expect(redis().pipeline().evalsha("0".repeat(40), [], []).set("after", "done").exec()).rejects.toThrow(
      /NOSCRIPT/,
    );
    expect(await redis().get("after")).toBe("done");
  });

  test("runs a script, also one that begins with the line only Upstash understands", async () => {
    const script = 'redis.call("SET", KEYS[1], ARGV[1])\nreturn {redis.call("GET", KEYS[1]), 7}';
    expect(await redis().eval(script, ["k"], ["v"])).toEqual(["v", 7]);
    expect(await redis().eval(`#!lua flags=allow-key-locking\n${script}`, ["k"], ["w"])).toEqual(["w", 7]);
  });

  test("a script asked for by its hash alone is not known, so that its caller sends it whole", async () => {
    await expect(redis().evalsha("0".repeat(40), [], [])).rejects.toThrow(/NOSCRIPT/);
  });

  // Only a server has transactions; the one in the process serves a machine where nobody else writes.
  if (url) {
    test("a transaction with a command that is none is not done in part", async () => {
      await expect(redis().multi().set("before", "done").del().exec()).rejects.toThrow();
      expect(await redis().get("before")).toBeNull();
    });
  }

  test("answers a ping", async () => {
    await expect(pingRedis(60_000)).resolves.toBeUndefined();
  });
});

describe("messages over TCP", needs(server, "there is no redis-server on the PATH"), () => {
  test("a channel's messages arrive until the listener unsubscribes", async () => {
    pointAt(server?.url);
    const heard: string[] = [];
    let arrived = () => {};
    const stop = await hear("news", (message) => {
      heard.push(message);
      arrived();
    });
    const first = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    await redis().publish("other", "no");
    await redis().publish("news", "yes");
    await first;
    expect(heard).toEqual(["yes"]);
    stop();
    pointAt(undefined);
  });
});

test("a Redis that is not there is an error at once and not a wait", async () => {
  pointAt("redis://127.0.0.1:1");
  await expect(redis().get("x")).rejects.toThrow();
  await expect(pingRedis(500)).rejects.toThrow();
  pointAt(undefined);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { startRedis } from "#deploy/embedded/redis";
import { redis } from "#lib/platform/redis";
import { forgetSingleton } from "#lib/platform/singleton";
import { needs } from "#lib/platform/testing/needs";
import { openHub, publish, subscribe } from "./channel.ts";

const server = await startRedis();

const OURS = ["env", "redis", "redis-tcp", "channel"];
beforeAll(() => {
  if (server) process.env.REDIS_URL = server.url;
  for (const name of OURS) forgetSingleton(name);
});
afterAll(async () => {
  await server?.stop();
});

/** The next message of a topic. */
function next(topic: string): Promise<unknown> {
  return new Promise((resolve) => {
    const stop = subscribe(topic, (message) => {
      stop();
      resolve(message);
    });
  });
}

test("a listener in this process gets messages immediately, and none after it stopped listening", () => {
  const heard: unknown[] = [];
  const stop = subscribe("here", (message) => heard.push(message));
  publish("here", 1);
  publish("elsewhere", 2);
  stop();
  publish("here", 3);
  expect(heard).toEqual([1]);
});

test(
  "messages of another process arrive in order, and our own do not come back",
  needs(server, "there is no redis-server on the PATH"),
  async () => {
    const heard: unknown[] = [];
    subscribe("seats", (message) => heard.push(message));
    const other = openHub();
    const echoes: unknown[] = [];
    other.emitter.on("seats", (message) => echoes.push(message));
    // Each end has received from the other, so both are subscribed.
    const met = Promise.all([next("hello"), new Promise((resolve) => other.emitter.once("hello", resolve))]);
    const greet = setInterval(() => {
      publish("hello", "from us");
      other.forward("hello", "from the other");
    }, 25);
    await met;
    clearInterval(greet);
    const ended = Promise.all([next("end"), new Promise((resolve) => other.emitter.once("our end", resolve))]);
    for (let i = 0; i < 50; i++) other.forward("seats", i);
    publish("seats", "ours");
    other.forward("end", true);
    publish("our end", true);
    await ended;
    expect(heard).toEqual(["ours", ...Array.from({ length: 50 }, (_, i) => i)]);
    expect(echoes).toEqual(["ours"]);
  },
);

test("a foreign message is ignored", needs(server, "there is no redis-server on the PATH"), async () => {
  const heard = next("still here");
  for (const text of ["", "{", "[]", "null", '{"origin":1,"messages":[]}', '{"origin":"x"}'])
    await redis().publish("fairseat:news", text);
  await redis().publish("fairseat:news", JSON.stringify({ origin: "x", messages: [["still here", 1]] }));
  expect(await heard).toBe(1);
});

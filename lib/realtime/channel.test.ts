import { afterAll, beforeAll, expect, test } from "vitest";
import { startRedis } from "#deploy/embedded/redis";
import { redis } from "#lib/platform/redis";
import { forgetSingleton } from "#lib/platform/singleton";
import { openHub, publish, subscribe } from "./channel.ts";

const server = await startRedis();
if (!server)
  process.stderr.write("No redis-server on the PATH: messages between processes are not tested in this run.\n");

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

test("whoever listens in this process hears at once, and nobody after it stopped listening", () => {
  const heard: unknown[] = [];
  const stop = subscribe("here", (message) => heard.push(message));
  publish("here", 1);
  publish("elsewhere", 2);
  stop();
  publish("here", 3);
  expect(heard).toEqual([1]);
});

test.runIf(server)(
  "what another process says is heard, in its order, and our own words do not come back to us",
  async () => {
    const heard: unknown[] = [];
    subscribe("seats", (message) => heard.push(message));
    const other = openHub();
    const echoes: unknown[] = [];
    other.emitter.on("seats", (message) => echoes.push(message));
    // Both ends listen once each has heard the other.
    const met = Promise.all([next("hello"), new Promise((resolve) => other.emitter.once("hello", resolve))]);
    const greet = setInterval(() => {
      publish("hello", "from us");
      other.tellOthers("hello", "from the other");
    }, 25);
    await met;
    clearInterval(greet);
    const ended = Promise.all([next("end"), new Promise((resolve) => other.emitter.once("our end", resolve))]);
    for (let i = 0; i < 50; i++) other.tellOthers("seats", i);
    publish("seats", "ours");
    other.tellOthers("end", true);
    publish("our end", true);
    await ended;
    expect(heard).toEqual(["ours", ...Array.from({ length: 50 }, (_, i) => i)]);
    expect(echoes).toEqual(["ours"]);
  },
);

test.runIf(server)("what is no message of ours is passed over", async () => {
  const heard = next("still here");
  for (const text of ["", "{", "[]", "null", '{"origin":1,"messages":[]}', '{"origin":"x"}'])
    await redis().publish("fairseat:news", text);
  await redis().publish("fairseat:news", JSON.stringify({ origin: "x", messages: [["still here", 1]] }));
  expect(await heard).toBe(1);
});

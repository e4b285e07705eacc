import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { env } from "#lib/platform/env";
import { forgetSingleton, singleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { aQueue } from "#lib/waiting-room/testing/queue";
import { hasRivals, RIVALS, startRivals } from "./run-rivals.ts";

aDatabase();

test("a hundred rivals join the queue of a sale, and come once", async () => {
  const eventId = await aQueue();
  const stop = startRivals(eventId, { withinSeconds: 0 });
  expect(stop).toBeTypeOf("function");
  expect(startRivals(eventId)).toBeUndefined();
  await expect.poll(() => db().queueTicket.count({ where: { eventId } }), { timeout: 120_000 }).toBe(RIVALS);
  stop?.();
  const again = startRivals(eventId, { withinSeconds: 0 });
  expect(again).toBeTypeOf("function");
  again?.();
});

test("there are none where a sale is real", () => {
  expect(hasRivals()).toBe(true);
  const test = env();
  forgetSingleton("env");
  singleton("env", () => ({ ...test, APP_ENV: "production" }));
  expect(hasRivals()).toBe(false);
  forgetSingleton("env");
});

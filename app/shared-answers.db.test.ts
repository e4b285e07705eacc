import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { aQueue, joiners } from "#lib/waiting-room/testing/queue";
import { withHotLane } from "./hot-lane.ts";
import { keepShared } from "./shared-answers.ts";

aDatabase();

const server = createServer(withHotLane((_request, response) => void response.writeHead(404).end()));
let base = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/events`;
});
afterAll(() => void server.close());

/** What an answer says, and whether it passed the pipeline, which numbers each request. */
async function ask(path: string, init?: RequestInit) {
  const answer = await fetch(`${base}/${path}`, init);
  const { headers, status } = answer;
  return {
    status,
    text: await answer.text(),
    isAsked: headers.has("x-request-id"),
    kept: headers.get("cache-control"),
  };
}

// The clock stands, or a slow machine's half a second would be over in the middle of a test.
let now = 1_000_000;
beforeEach(() => void vi.spyOn(performance, "now").mockImplementation(() => now));
afterEach(() => void vi.restoreAllMocks());
const later = (ms: number) => {
  now += ms;
};

test("people who wait are given one answer of the pipeline for a moment, and the next one after it", async () => {
  const eventId = await aQueue();
  const first = await ask(`${eventId}/queue/status`);
  expect(first).toMatchObject({ status: 200, isAsked: true, kept: "public, max-age=1" });
  await joiners(eventId, 1);
  const again = await Promise.all(Array.from({ length: 20 }, () => ask(`${eventId}/queue/status`)));
  for (const answer of again) expect(answer).toEqual({ ...first, isAsked: false });
  later(499);
  expect((await ask(`${eventId}/queue/status`)).isAsked).toBe(false);
  later(1);
  // What the pipeline answers is of the last second itself.
  forgetSingleton("queue-status");
  const next = await ask(`${eventId}/queue/status`);
  expect(next.isAsked).toBe(true);
  expect(JSON.parse(next.text)).toMatchObject({ waiting: 1 });
});

test("nothing else is: other events, other questions, refusals and other endpoints", async () => {
  const [eventId, other] = [await aQueue(), await aQueue()];
  await ask(`${eventId}/queue/status`);
  expect(JSON.parse((await ask(`${other}/queue/status`)).text)).toMatchObject({ event_id: other });
  for (const path of [
    `${eventId}/queue/status?x=1`,
    "999999/queue/status",
    `${eventId}/availability`,
    `${eventId}/queue`,
  ])
    for (let i = 0; i < 2; i++)
      expect((await ask(path, path.endsWith("queue") ? { method: "POST" } : {})).isAsked).toBe(true);
});

test.each([
  ["is a refusal", 409, { "cache-control": "public, max-age=1" }],
  ["is for one reader", 200, { "cache-control": "private, max-age=1" }],
  ["may not be kept", 200, { "cache-control": "no-store" }],
  ["sets a cookie", 200, { "cache-control": "public, max-age=1", "set-cookie": "a=b" }],
  ["depends on who asks", 200, { "cache-control": "public, max-age=1", vary: "cookie" }],
])("an answer that %s is not kept", async (_what, status, headers) => {
  const target = "/api/v1/events/7/queue/status";
  keepShared(new Response("{}", { status, headers }), { target, route: "/test", text: "{}" });
  expect((await ask("7/queue/status")).isAsked).toBe(true);
});

import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { positiveIntText } from "../input.ts";
import { nameClient } from "./client-address.ts";
import { endpoint } from "./endpoint.ts";
import { type Allowance, type Authority, admit, type Limit, type Passing } from "./pipeline.ts";
import { refuse } from "./refusals.ts";
import { currentContext } from "./request-context.ts";
import { json } from "./response.ts";

/** What was asked, in order. */
let asked: unknown[];
let passings: Passing<unknown>[];
let allowance: Allowance;
let isAllowed: boolean;
beforeEach(() => {
  asked = [];
  passings = [];
  allowance = { headers: { "ratelimit-remaining": "4" } };
  isAllowed = true;
});

const authority: Authority<{ key: string }, unknown> = {
  name: "someone",
  admit: async (_asking, named) => {
    asked.push(["authority", named]);
    return isAllowed ? { key: "user:ann" } : refuse("forbidden");
  },
  actorOf: ({ key }) => key,
};
const limit: Limit<unknown> = {
  name: "some",
  take: async (passing) => {
    asked.push("limit");
    passings.push(passing);
    return allowance;
  },
};
const FULL: Allowance = {
  headers: { "ratelimit-remaining": "0" },
  refusal: { code: "rate_limit_exceeded", retry_after_seconds: 7 },
};

const way = { route: "/test/{id}", authority, limit };
const flaw = refuse("invalid_request", { fields: [{ path: "name", message: "must be text" }] });
const coming = { asking: { headers: new Headers() }, address: "203.0.113.9", params: { id: 7 }, named: { slug: "x" } };

describe("a request on its way in", () => {
  test("is asked who it is, then how often, and each gets what it needs", async () => {
    const admitted = await admit(way, coming);
    expect(admitted).toEqual({ ok: true, who: { key: "user:ann" }, actor: "user:ann", headers: allowance.headers });
    expect(asked).toEqual([["authority", { slug: "x" }], "limit"]);
    expect(passings).toEqual([{ actor: "user:ann", address: "203.0.113.9", params: { id: 7 } }]);
  });

  test("that the authority refuses learns nothing of its faults and takes nothing from the limit", async () => {
    isAllowed = false;
    expect(await admit(way, { ...coming, flaw })).toMatchObject({ refusal: { code: "forbidden" } });
    expect(asked).toHaveLength(1);
  });

  test("that is faulty is refused before the limit is charged", async () => {
    expect(await admit(way, { ...coming, flaw })).toEqual(flaw);
    expect(asked).toHaveLength(1);
  });

  test("that comes too often is refused, with the limit's headers", async () => {
    allowance = FULL;
    expect(await admit(way, coming)).toEqual({ ok: false, ...FULL });
  });
});

let worked = 0;
const params = z.object({ id: positiveIntText });
const handle = endpoint({ route: "/api/v1/events/{id}", authority, limit, params }, async () => {
  worked += 1;
  return json({ eventId: currentContext()?.eventId, address: currentContext()?.address });
});

function ask(headers: Record<string, string> = {}, method = "POST") {
  const named: Record<string, string | string[] | undefined> = { host: "tickets.example.org", ...headers };
  nameClient(named, "203.0.113.9");
  const request = new Request("http://tickets.example.org/api/v1/events/7", {
    method,
    headers: named as Record<string, string>,
  });
  return handle(request, { params: Promise.resolve({ id: "7" }) });
}

describe("an endpoint", () => {
  test("answers with the limit's headers, and gives the limit actor, address and path", async () => {
    const response = await ask();
    expect([response.status, response.headers.get("ratelimit-remaining")]).toEqual([200, "4"]);
    expect(passings).toEqual([{ actor: "user:ann", address: "203.0.113.9", params: { id: 7 } }]);
  });

  test("answers a request that comes too often with the limit's headers, without its work", async () => {
    allowance = FULL;
    worked = 0;
    const response = await ask();
    expect([response.status, response.headers.get("ratelimit-remaining")]).toEqual([429, "0"]);
    expect([response.headers.get("retry-after"), worked]).toEqual(["7", 0]);
  });

  test("knows the event of its path and the address in its context", async () => {
    expect(await (await ask()).json()).toEqual({ eventId: 7, address: "203.0.113.9" });
  });
});

describe("a write that another site makes the browser send (cross-site request forgery)", () => {
  const cookie = "session=x";
  test.each([
    ["from another site", { cookie, "sec-fetch-site": "cross-site" }],
    ["from another host of our site", { cookie, "sec-fetch-site": "same-site" }],
    ["from a foreign origin", { cookie, origin: "https://evil.example.com" }],
    ["from an origin that is none", { cookie, origin: "null" }],
    ["from an origin that no one can read", { cookie, origin: "tickets.example.org" }],
  ])("is refused %s", async (_, headers) => {
    worked = 0;
    expect([(await ask(headers)).status, worked, asked]).toEqual([403, 0, []]);
  });

  test.each([
    ["from the page itself", { cookie, "sec-fetch-site": "same-origin", origin: "http://tickets.example.org" }],
    ["typed by the person", { cookie, "sec-fetch-site": "none" }],
    ["under the public address", { cookie, origin: new URL(process.env.APP_URL ?? "http://localhost:3000").origin }],
    ["by a program without either header", { cookie }],
    [
      "without a cookie, which gains nothing by it",
      { "sec-fetch-site": "cross-site", origin: "https://evil.example.com" },
    ],
  ])("is let in %s", async (_, headers) => {
    expect((await ask(headers)).status).toBe(200);
  });

  test("may read, because a read changes nothing", async () => {
    expect((await ask({ cookie, "sec-fetch-site": "cross-site" }, "GET")).status).toBe(200);
  });
});

import { beforeEach, describe, expect, test } from "vitest";
import { channel } from "./channel.ts";
import { nameClient } from "./client-address.ts";
import { requestDuration } from "./metrics.ts";
import type { Allowance, Authority, Limit, Passing } from "./pipeline.ts";
import { type Refused, refuse } from "./refusals.ts";
import { currentContext } from "./request-context.ts";

type Person = { key: string };
let verdict: Person | Refused | Error;
let allowance: Allowance;
let passings: Passing<unknown>[];

beforeEach(() => {
  requestDuration.reset();
  verdict = { key: "user:ann" };
  allowance = { headers: {} };
  passings = [];
});

const authority: Authority<Person> = {
  name: "someone",
  admit: async () => {
    if (verdict instanceof Error) throw verdict;
    return verdict;
  },
  actorOf: ({ key }) => key,
};
const limit: Limit = {
  name: "some",
  take: async (passing) => {
    passings.push(passing);
    return allowance;
  },
};

/** A channel that writes down who speaks, and from which address as its context says. */
const spoken = channel<Person, unknown[]>({ route: "/ws", authority, limit }, ({ who, connection }) => {
  connection.push(["open", who.key, currentContext()?.address]);
  return { receive: (text) => connection.push([text, currentContext()?.address]), end: () => connection.push("end") };
});

function connect() {
  const named: Record<string, string | string[] | undefined> = {};
  nameClient(named, "203.0.113.9");
  return spoken.admit(new Headers(named as Record<string, string>));
}

async function statuses(): Promise<unknown[]> {
  const { values } = await requestDuration.get();
  return values.filter(({ metricName = "" }) => metricName.endsWith("_count")).map(({ labels }) => labels.status);
}

describe("a channel", () => {
  test("opens for the person, and every message runs in the context of the request", async () => {
    const entrance = await connect();
    if (!entrance.ok) throw new Error("it was refused");
    const heard: unknown[] = [];
    const session = entrance.open(heard);
    session.receive("hello");
    session.end();
    expect(heard).toEqual([["open", "user:ann", "203.0.113.9"], ["hello", "203.0.113.9"], "end"]);
    expect(passings).toMatchObject([{ actor: "user:ann", address: "203.0.113.9" }]);
    expect([entrance.address, await statuses()]).toEqual(["203.0.113.9", [101]]);
  });

  test("is refused to those whom its authority does not know, and takes nothing from the limit", async () => {
    verdict = refuse("unauthenticated");
    expect(await connect()).toMatchObject({ ok: false, refusal: { code: "unauthenticated" } });
    expect([passings, await statuses()]).toEqual([[], [401]]);
  });

  test("is refused to those who come too often, with the limit's headers", async () => {
    const refusal = { code: "rate_limit_exceeded", retry_after_seconds: 7 } as const;
    allowance = { headers: { "ratelimit-remaining": "0" }, refusal };
    expect(await connect()).toEqual({ ok: false, ...allowance });
    expect(await statuses()).toEqual([429]);
  });

  test("whose authority fails counts as unavailable", async () => {
    verdict = new Error("the database is away");
    await expect(connect()).rejects.toThrow("the database is away");
    expect(await statuses()).toEqual([503]);
  });
});

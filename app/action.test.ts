// Next's stores of a request need what its server makes global first.
import "next/dist/server/node-environment-baseline.js";
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { requestDuration } from "#lib/platform/http/metrics";
import type { Allowance, Authority, Limit, Passing } from "#lib/platform/http/pipeline";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import { currentContext } from "#lib/platform/http/request-context";
import { action } from "./action.ts";
import { inNextRequest } from "./testing/in-next-request.ts";

type Person = { key: string };
let judged: { authorization: string | null; cookie: string | null; named: unknown }[];
let passings: Passing<unknown>[];
let worked: unknown[];
let verdict: Person | Refused | Error;
let allowance: Allowance;

beforeEach(() => {
  requestDuration.reset();
  [judged, passings, worked] = [[], [], []];
  verdict = { key: "user:ann" };
  allowance = { headers: {} };
});

const authority: Authority<Person, unknown> = {
  name: "someone",
  admit: async ({ headers }, named) => {
    judged.push({ authorization: headers.get("authorization"), cookie: headers.get("cookie"), named });
    if (verdict instanceof Error) throw verdict;
    return verdict;
  },
  actorOf: ({ key }) => key,
};
const limit: Limit<unknown> = {
  name: "some",
  take: async (passing) => {
    passings.push(passing);
    return allowance;
  },
};
const input = z.object({ organization: z.string(), name: z.string().min(2), role: z.array(z.string()).optional() });
const rename = action(
  { route: "/organizer/{organization}/members#rename", authority, limit, input, refused: async (refusal) => refusal },
  async ({ who, input: read, fields }) => {
    worked.push({ who, read, fields, isInContext: currentContext() !== undefined });
    return undefined;
  },
);

function form(fields: readonly (readonly [string, string])[]): FormData {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return data;
}

const WISH = [
  ["name", "Anna"],
  ["organization", "a house"],
] as const;
const HEADERS = { cookie: "session=x", authorization: "Bearer of-a-proxy" };
const send = (fields: readonly (readonly [string, string])[] = WISH) =>
  inNextRequest(HEADERS, () => rename(undefined, form(fields)));

async function statuses(): Promise<unknown[]> {
  const { values } = await requestDuration.get();
  return values.filter(({ metricName = "" }) => metricName.endsWith("_count")).map(({ labels }) => labels);
}
const ended = (status: number) => [{ route: "/organizer/{organization}/members#rename", method: "ACTION", status }];

describe("an action", () => {
  test("does its work for the person, with what the contract read, in the context of its request", async () => {
    expect(await send()).toBeUndefined();
    const read = { name: "Anna", organization: "a house" };
    expect(worked).toEqual([{ who: { key: "user:ann" }, read, fields: read, isInContext: true }]);
    expect(passings).toMatchObject([{ actor: "user:ann" }]);
    expect(await statuses()).toEqual(ended(200));
  });

  test("knows people by their cookies alone", async () => {
    await send();
    expect(judged).toMatchObject([{ cookie: "session=x", authorization: null, named: { organization: "a house" } }]);
  });

  test("with a fault says which fields are wrong, and neither works nor counts", async () => {
    expect(await send([...WISH.slice(1), ["name", "A"]])).toEqual({ code: "invalid_request", wrong: ["name"] });
    expect([worked, passings]).toEqual([[], []]);
    expect(await statuses()).toEqual(ended(400));
  });

  test("that comes too often says how long to wait, and does not work", async () => {
    allowance = { headers: {}, refusal: { code: "rate_limit_exceeded", retry_after_seconds: 7 } };
    expect(await send()).toEqual({ code: "rate_limit_exceeded", wait: 7 });
    expect(worked).toEqual([]);
    expect(await statuses()).toEqual(ended(429));
  });

  test("on several counts each of them, until the limit is reached", async () => {
    const spec = { route: "/x#several", authority, limit, input: z.object({}), refused: async () => undefined };
    const several = action(spec, async ({ countOne }) => {
      worked.push(await countOne());
      allowance = { headers: {}, refusal: { code: "rate_limit_exceeded", retry_after_seconds: 7 } };
      worked.push(await countOne());
      return undefined;
    });
    await inNextRequest(HEADERS, () => several({}));
    expect(worked).toEqual([undefined, { code: "rate_limit_exceeded", retry_after_seconds: 7 }]);
    expect(passings).toMatchObject(Array.from({ length: 3 }, () => ({ actor: "user:ann" })));
  });

  test("without permission says so, whatever is wrong with its fields", async () => {
    verdict = refuse("forbidden");
    expect(await send([])).toEqual({ code: "forbidden" });
    expect([worked, passings]).toEqual([[], []]);
  });

  test("of a stranger leads to sign in, and back to the page of its route", async () => {
    verdict = refuse("unauthenticated");
    const next = encodeURIComponent("/organizer/a%20house/members");
    await expect(send()).rejects.toMatchObject({ digest: expect.stringContaining(`/sign-in?next=${next}`) });
    expect(worked).toEqual([]);
    expect(await statuses()).toEqual(ended(303));
  });

  test("on what does not exist for the person leads to nothing", async () => {
    verdict = refuse("not_found");
    await expect(send()).rejects.toMatchObject({ digest: "NEXT_HTTP_ERROR_FALLBACK;404" });
    expect(await statuses()).toEqual(ended(404));
  });

  test("whose authority fails counts as a fault", async () => {
    verdict = new Error("the database is away");
    await expect(send()).rejects.toThrow("the database is away");
    expect(await statuses()).toEqual(ended(500));
  });
});

describe("the fields of an action", () => {
  const fieldsOf = () => (worked[0] as { fields: unknown }).fields;

  test("are a list where a name was sent more than once, and nothing of the framework's", async () => {
    await send([...WISH, ["role", "GATE"], ["role", "MANAGER"], ["$ACTION_ID_x", "1"]]);
    expect(fieldsOf()).toEqual({ name: "Anna", organization: "a house", role: ["GATE", "MANAGER"] });
  });

  test("are those of the form over what the page bound", async () => {
    await inNextRequest(HEADERS, () =>
      rename({ organization: "a house", name: "before" }, undefined, form([["name", "Anna"]])),
    );
    expect(fieldsOf()).toEqual({ organization: "a house", name: "Anna" });
  });

  test("are what a script gives", async () => {
    await inNextRequest(HEADERS, () => rename({ organization: "a house", name: "Anna" }));
    expect(fieldsOf()).toEqual({ organization: "a house", name: "Anna" });
  });
});

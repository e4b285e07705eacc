import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { db } from "../db/db.ts";
import { Failure } from "../invariant.ts";
import { aDatabase } from "../testing/database.ts";
import { nameClient } from "./client-address.ts";
import { endpoint } from "./endpoint.ts";
import { forgetOldAnswers } from "./idempotency.ts";
import { claimKeys, keepAnswer } from "./idempotency-store.ts";
import { type Authority, unlimited } from "./pipeline.ts";
import { type Refused, refuse } from "./refusals.ts";
import { json } from "./response.ts";

aDatabase();

/** The caller named by the header. */
const caller: Authority<string> = {
  name: "caller",
  admit: async (request) => request.headers.get("x-caller") ?? "user:ann",
  actorOf: (who) => who,
};

let effects = 0;
let keyOfWork: string | undefined;
const refuseWithData = refuse as (code: string, data: object) => Refused;
let behave: () => Promise<Response> | Response = () => json({ effect: effects });
const pay = endpoint(
  { route: "/test", authority: caller, limit: unlimited("a test"), body: z.object({ amount: z.int() }) },
  async ({ body, idempotencyKey }) => {
    effects += 1;
    keyOfWork = idempotencyKey;
    return body.amount < 0 ? refuseWithData("conflict", { effect: effects }) : behave();
  },
);

const counted = async () => {
  effects += 1;
  return json({ effect: effects });
};
const nobody: Authority<undefined> = { name: "anyone", admit: async () => undefined, actorOf: () => undefined };
const way = { route: "/test", limit: unlimited("a test") };
const look = endpoint({ ...way, authority: caller }, counted);
const strange = endpoint({ ...way, authority: nobody }, counted);
const own = endpoint({ ...way, authority: nobody, findsFirstAnswer: true }, counted);

function ask(key: string | undefined, options: { amount?: number; caller?: string; path?: string } = {}) {
  const { amount = 1, caller: who = "user:ann", path = "/test" } = options;
  const headers = { "content-type": "application/json", "x-caller": who, ...(key && { "idempotency-key": key }) };
  return pay(new Request(`http://localhost${path}`, { method: "POST", headers, body: JSON.stringify({ amount }) }));
}

beforeEach(() => {
  effects = 0;
  behave = () =>
    json({ effect: effects, at: Math.random() }, { status: 201, headers: { location: `/things/${effects}` } });
});

describe("a request that is sent again under its key (INV-6)", () => {
  test("has one effect and gets the first answer, byte for byte", async () => {
    const [first, second] = [await ask("key-1"), await ask("key-1")];
    expect(await second.text()).toBe(await first.text());
    expect([second.status, second.headers.get("location")]).toEqual([201, "/things/1"]);
    expect([first.headers.has("idempotency-replayed"), second.headers.get("idempotency-replayed")]).toEqual([
      false,
      "true",
    ]);
    expect(second.headers.get("x-request-id")).not.toBe(first.headers.get("x-request-id"));
    expect(effects).toBe(1);
  });

  test("gets the first refusal again as well", async () => {
    const texts = await Promise.all(
      [await ask("key-2", { amount: -1 }), await ask("key-2", { amount: -1 })].map((r) => r.text()),
    );
    expect(texts[0]).toBe(texts[1]);
    expect(effects).toBe(1);
  });

  test("with another body, or at another address, is refused", async () => {
    await ask("key-3");
    for (const again of [await ask("key-3", { amount: 2 }), await ask("key-3", { path: "/other" })]) {
      expect([again.status, await again.json()]).toEqual([
        422,
        expect.objectContaining({ error: "idempotency_mismatch" }),
      ]);
    }
    expect(effects).toBe(1);
  });

  test("while the first still runs is asked to retry", async () => {
    let finish = () => {};
    behave = () => new Promise((resolve) => (finish = () => resolve(json({ done: true }))));
    const first = ask("key-4");
    while (effects === 0) await new Promise((resolve) => setImmediate(resolve));
    const second = await ask("key-4");
    expect([second.status, second.headers.get("retry-after")]).toEqual([409, "1"]);
    expect((await ask("key-4", { amount: 2 })).status).toBe(422);
    finish();
    expect(await (await first).json()).toEqual({ done: true });
    expect(await (await ask("key-4")).json()).toEqual({ done: true });
    expect(effects).toBe(1);
  });

  test("a hundred times at once has one effect", async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask("key-5")));
    expect(effects).toBe(1);
    expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]));
  });

  test("by another person is a separate request", async () => {
    await ask("key-6");
    await ask("key-6", { caller: "user:bob" });
    expect(effects).toBe(2);
  });

  test("with another method is refused, and a safe method takes no key", async () => {
    const { headers, body } = {
      headers: { "content-type": "application/json", "idempotency-key": "key-method" },
      body: '{"amount":1}',
    };
    const change = (method: string) => pay(new Request("http://localhost/test", { method, headers, body }));
    await change("POST");
    expect((await change("PATCH")).status).toBe(422);
    const { "content-type": _, ...keyOnly } = headers;
    const read = () => look(new Request("http://localhost/test", { headers: keyOnly }));
    expect([(await read()).status, (await read()).status, effects]).toEqual([200, 200, 3]);
  });

  test("by a stranger at another address is a separate request", async () => {
    const from = (address: string) => {
      const named: Record<string, string | string[] | undefined> = { "idempotency-key": "key-strange" };
      nameClient(named, address);
      return strange(
        new Request("http://localhost/test", { method: "POST", headers: named as Record<string, string> }),
      );
    };
    await from("203.0.113.1");
    await from("203.0.113.1");
    await from("203.0.113.2");
    expect(effects).toBe(2);
  });

  test("by a stranger has one effect even where the use case looks for its own first answer", async () => {
    const send = () =>
      own(new Request("http://localhost/test", { method: "POST", headers: { "idempotency-key": "key-own" } }));
    expect((await send()).status).toBe(200);
    expect((await send()).headers.get("idempotency-replayed")).toBe("true");
    expect(effects).toBe(1);
  });

  test("names its key and owner to the work", async () => {
    await ask("key-named", { caller: "user:cleo" });
    expect(keyOfWork).toBe("user:cleo key-named");
  });

  test("without a key is another request", async () => {
    await ask(undefined);
    await ask(undefined);
    expect(effects).toBe(2);
  });
});

test("a temporary answer is not kept: the next try runs again", async () => {
  behave = () => Promise.reject(new Failure("payments", "timed out"));
  expect((await ask("key-7")).status).toBe(503);
  behave = () => Promise.reject(new Error("a fault"));
  expect((await ask("key-7")).status).toBe(500);
  behave = () => new Response(null, { status: 502 });
  expect((await ask("key-7")).status).toBe(502);
  behave = () => json({ paid: true });
  expect(await (await ask("key-7")).json()).toEqual({ paid: true });
  expect(effects).toBe(4);
});

test("a use case that finds its first answers itself gets the key, and the key table keeps nothing of it", async () => {
  const keys: unknown[] = [];
  const spec = { route: "/test", authority: caller, limit: unlimited("a test"), findsFirstAnswer: true };
  const hold = endpoint(spec, async ({ key }) => {
    keys.push(key);
    return json({ effect: ++effects });
  });
  const send = () =>
    hold(new Request("http://localhost/test", { method: "POST", headers: { "idempotency-key": "key-13" } }));
  await send();
  await send();
  expect(keys).toEqual([keys[1], { scope: "user:ann", key: "key-13", fingerprint: expect.any(String) as string }]);
  expect(await db().idempotencyKey.count({ where: { key: "key-13" } })).toBe(0);
});

test("a try that died half-way is taken over after a minute, by the same request only", async () => {
  behave = () => Promise.reject(new Error("the process ends here"));
  const seen: string[] = [];
  const request = { scope: "user:ann", key: "key-8", fingerprint: "" };
  await ask("key-8b");
  const { fingerprint } = await claimedAs("key-8");
  seen.push(fingerprint);
  expect((await ask("key-8")).status).toBe(409);
  await db().$executeRaw`UPDATE idempotency_keys SET claimed_at = now() - interval '61 seconds' WHERE key = 'key-8'`;
  expect(await claimKeys([{ ...request, fingerprint: "another" }])).not.toEqual([undefined]);
  behave = () => json({ paid: true });
  expect(await (await ask("key-8")).json()).toEqual({ paid: true });
});

/** Claims the key as a process would that then dies: what it asks is learned from a finished request of the same body. */
async function claimedAs(key: string): Promise<{ fingerprint: string }> {
  behave = () => json({});
  await ask("model");
  const { fingerprint } = await db().idempotencyKey.findUniqueOrThrow({
    where: { scope_key: { scope: "user:ann", key: "model" } },
  });
  await claimKeys([{ scope: "user:ann", key, fingerprint }]);
  return { fingerprint };
}

test("of answers that two processes keep for one key the first stays, and none takes the place of another request's", async () => {
  const answerFor = (key: string, fingerprint: string, answer: string) => ({
    ...{ scope: "user:ann", key, fingerprint },
    ...{ status: 201, answer },
  });
  const kept = async (key: string) =>
    (await db().idempotencyKey.findUniqueOrThrow({ where: { scope_key: { scope: "user:ann", key } } })).answer;
  await claimKeys(["key-11", "key-12"].map((key) => ({ scope: "user:ann", key, fingerprint: "a" })));
  await keepAnswer(answerFor("key-11", "a", '{"text":"first, with \\"quotes\\", commas and {braces}"}'));
  await keepAnswer(answerFor("key-11", "a", '{"text":"second"}'));
  expect(await kept("key-11")).toBe('{"text":"first, with \\"quotes\\", commas and {braces}"}');
  await keepAnswer(answerFor("key-12", "b", '{"text":"another request\'s"}'));
  expect(await kept("key-12")).toBeNull();
});

test("a key may be used for something else after a day, and is forgotten then", async () => {
  await ask("key-9");
  await db().$executeRaw`UPDATE idempotency_keys SET claimed_at = now() - interval '25 hours' WHERE key = 'key-9'`;
  expect((await ask("key-9", { amount: 2 })).status).toBe(201);
  await db().$executeRaw`UPDATE idempotency_keys SET claimed_at = now() - interval '25 hours' WHERE key = 'key-9'`;
  expect(await forgetOldAnswers()).toBe(1);
});

test.each([[""], ["with blank"], ["x".repeat(256)], ["ä"]])("the key %j is refused and names itself", async (key) => {
  const request = new Request("http://localhost/test", {
    method: "POST",
    body: '{"amount":1}',
    headers: { "content-type": "application/json" },
  });
  request.headers.set("idempotency-key", key);
  const response = await pay(request);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ fields: [{ path: "Idempotency-Key" }] });
  expect(effects).toBe(0);
});

test("what was answered is not readable in the database", async () => {
  behave = () => json({ secret: "the-access-token" }, { headers: { "set-cookie": "a=the-cookie" } });
  expect((await (await ask("key-10")).json()) as unknown).toEqual({ secret: "the-access-token" });
  const row = await db().idempotencyKey.findFirstOrThrow({ where: { key: "key-10" } });
  expect(JSON.stringify(row)).not.toMatch(/the-access-token|the-cookie/);
  expect((await ask("key-10")).headers.get("set-cookie")).toBe("a=the-cookie");
});

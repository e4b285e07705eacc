import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { isDatabaseAway } from "../db/database-watch.ts";
import { positiveIntText } from "../input.ts";
import { Failure, invariant } from "../invariant.ts";
import { endpoint } from "./endpoint.ts";
import { type Authority, unlimited } from "./pipeline.ts";
import { declaredRefusals, type Refused, refuse } from "./refusals.ts";
import { currentContext } from "./request-context.ts";
import { json } from "./response.ts";

const anyone: Authority<undefined> = { name: "anyone", admit: async () => undefined, actorOf: () => undefined };
const limit = unlimited("a test");
const LIMIT = 256 * 1024;
const body = z.object({ name: z.string().max(20), seats: z.array(z.int()).optional() });
const echo = endpoint({ route: "/test", authority: anyone, limit, body }, async (passed) =>
  json(passed.body, { status: 201 }),
);

function post(
  content: BodyInit | null,
  headers: Record<string, string> = { "content-type": "application/json" },
): Request {
  return new Request("http://localhost/test", { method: "POST", body: content, headers });
}

async function answerOf(
  response: Response,
): Promise<{ status: number; body: { error?: string; [key: string]: unknown } }> {
  return { status: response.status, body: (await response.json()) as { error?: string } };
}

test("what the contract allows reaches the work, and the answer carries a request id", async () => {
  const response = await echo(post('{"name":"Ann","more":1}'));
  expect(response.status).toBe(201);
  expect(await response.json()).toEqual({ name: "Ann" });
  expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  expect(response.headers.get("cache-control")).toBe("no-store");
});

test("every request has an id of its own, known to whatever runs for it", async () => {
  const seen: (string | undefined)[] = [];
  const here = endpoint({ route: "/test", authority: anyone, limit }, async () => {
    await Promise.resolve();
    seen.push(currentContext()?.requestId, currentContext()?.traceId);
    return json({});
  });
  const trace = "4bf92f3577b34da6a3ce929d0e0e4736";
  const [one, two] = await Promise.all([
    here(new Request("http://localhost/", { headers: { traceparent: `00-${trace}-00f067aa0ba902b7-01` } })),
    here(new Request("http://localhost/", { headers: { traceparent: "nonsense" } })),
  ]);
  expect(seen).toEqual([one?.headers.get("x-request-id"), trace, two?.headers.get("x-request-id"), undefined]);
  expect(seen[0]).not.toBe(seen[2]);
});

test.each([
  ["text/plain"],
  ["application/x-www-form-urlencoded"],
  ["multipart/form-data; boundary=x"],
  ["application/jsonp"],
  [""],
])("a body sent as %j is 415", async (type) => {
  const answer = await answerOf(
    await echo(post(new TextEncoder().encode('{"name":"Ann"}'), type ? { "content-type": type } : {})),
  );
  expect(answer).toMatchObject({ status: 415, body: { error: "unsupported_media_type" } });
});

test.each([["application/json; charset=utf-8"], ["APPLICATION/JSON"], ["application/merge-patch+json"]])(
  "a body sent as %s is read",
  async (type) => {
    expect((await echo(post('{"name":"Ann"}', { "content-type": type }))).status).toBe(201);
  },
);

test("a body over the limit is 413, whether it says its length or not", async () => {
  const big = JSON.stringify({ name: "x".repeat(LIMIT) });
  const said = await answerOf(
    await echo(post(big, { "content-type": "application/json", "content-length": String(big.length) })),
  );
  expect(said).toMatchObject({ status: 413, body: { error: "payload_too_large", limit_bytes: LIMIT } });
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      sent += 64 * 1024;
      controller.enqueue(new Uint8Array(64 * 1024));
    },
  });
  const init = { method: "POST", body: endless, duplex: "half", headers: { "content-type": "application/json" } };
  const streamed = await answerOf(await echo(new Request("http://localhost/test", init as RequestInit)));
  expect(streamed.status).toBe(413);
  expect(sent).toBeLessThan(LIMIT + 4 * 64 * 1024);
});

test.each([[{}], [{ "content-length": "5000" }]])(
  "a client that goes away while it sends is answered 400, and takes no dependency for broken: %j",
  async (length) => {
    const breaking = new ReadableStream<Uint8Array>({
      // What Node says of a connection that was reset, which would count as the database's if it were believed to be.
      pull: (controller) => controller.error(Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" })),
    });
    const headers = { "content-type": "application/json", ...length };
    const init = { method: "POST", body: breaking, duplex: "half", headers };
    const answer = await answerOf(await echo(new Request("http://localhost/test", init as RequestInit)));
    expect(answer).toMatchObject({ status: 400, body: { error: "invalid_request" } });
    expect(isDatabaseAway()).toBe(false);
  },
);

test.each([
  ["nothing", ""],
  ["half a document", '{"name":'],
  ["no UTF-8", Buffer.from('{"name":"\xff"}', "latin1")],
  ["a very deep document", "[".repeat(100_000)],
])("%s is 400 and says that it is no JSON", async (_, content) => {
  const length = { "content-type": "application/json", "content-length": String(content.length) };
  for (const headers of [{ "content-type": "application/json" }, length]) {
    const answer = await answerOf(await echo(post(content, headers)));
    expect(answer).toMatchObject({
      status: 400,
      body: { error: "invalid_request", fields: [{ path: "", message: expect.stringContaining("JSON") }] },
    });
  }
});

test("a document that breaks the contract is 400 and names each field, twenty at most", async () => {
  const wrong = await answerOf(await echo(post('{"name":5,"seats":[1,"x"]}')));
  expect(wrong.status).toBe(400);
  expect((wrong.body.fields as { path: string }[]).map(({ path }) => path)).toEqual(["name", "seats.1"]);
  const many = await answerOf(
    await echo(post(JSON.stringify({ name: "Ann", seats: Array.from({ length: 100 }, () => "x") }))),
  );
  expect(many.body.fields).toHaveLength(20);
});

test("whatever is sent, the answer is a documented 4xx or the work's own, never 5xx", async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.json(), fc.string(), fc.uint8Array({ maxLength: 200 })), async (content) => {
      const response = await echo(post(content as BodyInit));
      expect([201, 400]).toContain(response.status);
      if (response.status === 400) expect(await response.json()).toHaveProperty("error", "invalid_request");
    }),
  );
});

test("a path that no such thing can have is 404, a wrong query 400 with its field", async () => {
  const spec = {
    route: "/test/{id}",
    authority: anyone,
    limit,
    params: z.object({ id: positiveIntText }),
    query: z.object({ page: positiveIntText.optional() }),
  };
  const read = endpoint(spec, async ({ params, query }) => json({ ...params, ...query }));
  const ask = (id: string, query = "") =>
    read(new Request(`http://localhost/test/${id}${query}`), { params: Promise.resolve({ id }) });
  expect(await (await ask("12", "?page=3")).json()).toEqual({ id: 12, page: 3 });
  for (const id of ["0", "-1", "x", "99999999999", "1.5"]) expect((await ask(id)).status).toBe(404);
  expect(await answerOf(await ask("12", "?page=-1"))).toMatchObject({
    status: 400,
    body: { fields: [{ path: "page" }] },
  });
  expect((await read(new Request("http://localhost/test"))).status).toBe(404);
});

test("a person without authority is refused before the body is read", async () => {
  let isRead = false;
  const guarded = endpoint(
    {
      route: "/test",
      authority: { ...anyone, admit: async () => refuse("forbidden") },
      limit,
      body: body.transform(() => (isRead = true)),
    },
    async () => json({}),
  );
  expect((await guarded(post('{"name":"Ann"}'))).status).toBe(403);
  expect(isRead).toBe(false);
});

test("each refusal has its status, its code and its data in the one error shape", async () => {
  const say = refuse as (code: string, data: object) => Refused;
  expect([...declaredRefusals().keys()]).toContain("not_found");
  for (const [code, { status, title }] of declaredRefusals()) {
    const response = await endpoint({ route: "/test", authority: anyone, limit }, async () => say(code, { seat: 7 }))(
      new Request("http://localhost/"),
    );
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: code, message: title, seat: 7 });
    const waits = response.status === 503 || response.status === 429 || code === "request_in_progress";
    expect(response.headers.has("retry-after")).toBe(waits);
  }
});

const broken = (error: unknown) =>
  endpoint({ route: "/test", authority: anyone, limit }, () => Promise.reject(error))(new Request("http://localhost/"));

test("a fault is 500 and reveals no internals", async () => {
  const response = await broken(new Error("the password is hunter2"));
  expect(response.status).toBe(500);
  const text = await response.text();
  expect(JSON.parse(text)).toHaveProperty("error", "internal");
  expect(text).not.toContain("hunter2");
  const invariants = endpoint({ route: "/test", authority: anyone, limit }, async () => {
    invariant(false, "two and two is four");
    return json({});
  });
  expect((await invariants(new Request("http://localhost/"))).status).toBe(500);
});

test("a failed dependency is 503 with its name and Retry-After", async () => {
  const response = await broken(new Failure("payments", "timed out", { retryAfterSeconds: 12 }));
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBe("12");
  expect(await response.json()).toMatchObject({ error: "unavailable", dependency: "payments" });
});

test.each([
  ["connect ECONNREFUSED 127.0.0.1:5432"],
  ["Connection terminated unexpectedly"],
  ["terminating connection due to administrator command"],
  ["the database system is starting up"],
  ["timeout exceeded when trying to connect"],
])("a database that says %j is 503, not our fault", async (message) => {
  const answer = await answerOf(await broken(new Error("Raw query failed", { cause: new Error(message) })));
  expect(answer).toMatchObject({ status: 503, body: { error: "unavailable", dependency: "database" } });
});

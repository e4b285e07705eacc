import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { claimPictureStore } from "#lib/catalog/pictures/claim-picture-store";
import { SANDBOX_SECRET_KEY } from "#lib/platform/env";
import { aDatabase } from "#lib/platform/testing/database";
import { findEndpoints, SPECS } from "./testing/endpoints.ts";
import { makeKnown } from "./testing/know.ts";
import { asOwner } from "./testing/spec.ts";
import { ask, endless, expectRefused, nastyText, nastyValue, type Sent, stateOfAll } from "./testing/strangers.ts";

/**
 * Every endpoint of the API, found in the file system, against whatever a stranger may send: the answer is a documented no,
 * soon, and nothing in the database is another afterwards. A new endpoint without an entry below fails.
 */
aDatabase();

// A gateway is configured but unreachable, so refusals must happen before it is asked.
Object.assign(process.env, {
  SANDBOX_URL: "http://127.0.0.1:9",
  STRIPE_SECRET_KEY: SANDBOX_SECRET_KEY,
  STRIPE_PUBLISHABLE_KEY: "pk_test_sandbox",
  STRIPE_WEBHOOK_SECRET: "whsec_nobody_signs_with_this",
});

const endpoints = await findEndpoints();

beforeAll(async () => {
  await makeKnown(endpoints);
  // As the start does before the first request.
  await claimPictureStore();
  before = await stateOfAll();
});

let before = "";

test("every endpoint of the API is known here", () => {
  expect(endpoints.map(({ name }) => name).sort()).toEqual(Object.keys(SPECS).sort());
});

describe.each(endpoints)("$name", (endpoint) => {
  const spec = SPECS[endpoint.name] ?? {};
  const { params: rightParams, query: rightQuery, body: rightBody, allowed = asOwner } = spec;
  const unchanged = async () => expect(await stateOfAll()).toBe(before);

  if (rightParams)
    test("a path that names nothing is a documented no, and nothing changes", async () => {
      const names = Object.keys(spec.params?.() ?? {});
      const someParams = fc.record(Object.fromEntries(names.map((name) => [name, nastyText])));
      const body = spec.body && JSON.stringify(spec.body());
      await fc.assert(
        fc.asyncProperty(someParams, async (params) => {
          const right = spec.params?.() ?? {};
          if (names.every((name) => params[name] === right[name])) return;
          await expectRefused(await ask(endpoint, body ? { body } : {}, params));
        }),
        { numRuns: 60 },
      );
      await unchanged();
    });

  if (rightQuery)
    test("a query with anything in it is answered or refused by field, and nothing changes", async () => {
      const right = spec.query?.() ?? {};
      const oneWrong = fc.tuple(fc.constantFrom(...Object.keys(right), "unknown", "__proto__"), nastyText);
      await fc.assert(
        fc.asyncProperty(oneWrong, async ([field, value]) => {
          const query = new URLSearchParams({ ...right, [field]: value.slice(0, 8_000) });
          const response = await ask(endpoint, { query: `?${query}` });
          if (response.status !== 200) await expectRefused(response);
        }),
        { numRuns: 150 },
      );
      for (const query of [`?q=${"x".repeat(200_000)}`, "?q=%ff%fe", "?q=%00", "?q=a&q=b", "?&&==&", "?q[]=1"]) {
        const response = await ask(endpoint, { query });
        if (response.status !== 200) await expectRefused(response);
      }
      await unchanged();
    });

  if (rightBody)
    test("a body with one field wrong is refused by field, and nothing changes", async () => {
      const right = spec.body?.() ?? {};
      // A field that an endpoint does not know is no fault of its body.
      const nested = "billing_details" in right ? ["billing_details.name", "billing_details.email"] : [];
      const paths = [...Object.keys(right), ...nested, ...("seat_ids" in right ? ["best_available"] : [])];
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...paths), nastyValue, async (path, value) => {
          const body = JSON.stringify(withField(right, path, value));
          const response = await ask(endpoint, { body });
          if (spec.forAnyone?.safeParse(JSON.parse(body)).success) expect(response.ok).toBe(true);
          else await expectRefused(response);
        }),
        { numRuns: 200 },
      );
      await unchanged();
    });

  if (rightBody)
    test("a text that PostgreSQL cannot keep is 400 and names its field, also for the owner, and nothing changes", async () => {
      const right = rightBody();
      const paths = ["client_reservation_id", "payment_method_id", "idempotency_key", "promo_code", "locale"]
        .filter((path) => path in right)
        .concat(
          "billing_details" in right ? ["billing_details.name", "billing_details.email", "billing_details.phone"] : [],
        );
      for (const path of paths) {
        for (const text of ["eight\0chars", "eight\ud800chars", "\u0007eight chars"]) {
          const body = JSON.stringify(withField(right, path, text));
          const response = await ask(endpoint, { body, headers: allowed() });
          const answer = (await response.clone().json()) as { fields?: { path: string }[] };
          expect([response.status, answer.fields?.map((field) => field.path)], path).toEqual([400, [path]]);
        }
      }
      await unchanged();
    });

  if (rightBody)
    test("a malformed, oversized or wrong body is refused, and nothing changes", async () => {
      const headers = allowed();
      const json = JSON.stringify(spec.body?.());
      const bodies: [number, Sent][] = [
        [400, { body: "" }],
        [400, {}],
        [400, { body: "{" }],
        [400, { body: `${json}}` }],
        [400, { body: "null" }],
        [400, { body: "[]" }],
        [400, { body: '"text"' }],
        [400, { body: `${"[".repeat(50_000)}${"]".repeat(50_000)}` }],
        [400, { body: new Uint8Array([0xff, 0xfe, 0x7b, 0x7d]) }],
        [400, { body: Buffer.from(json, "utf16le") }],
        [413, { body: "x".repeat(10 * 1024 * 1024) }],
        [413, { body: endless() }],
        [415, { body: json, headers: { "content-type": "text/plain" } }],
        [415, { body: json, headers: { "content-type": "application/x-www-form-urlencoded" } }],
        [415, { body: json, headers: { "content-type": "application/json-seq" } }],
      ];
      for (const [status, sent] of bodies) {
        const response = await ask(endpoint, { ...sent, headers: { ...headers, ...sent.headers } });
        expect(response.status).toBe(status);
        await expectRefused(response);
      }
      await unchanged();
    });

  test("headers with anything in them never break it", async () => {
    const headers = [
      "accept-encoding",
      "accept",
      "cookie",
      "authorization",
      "if-none-match",
      "last-event-id",
      "origin",
    ];
    const more = ["traceparent", "host", "x-forwarded-for", "content-length", "idempotency-key", "range", "user-agent"];
    const byte = fc.integer({ min: 0x20, max: 0xff }).filter((code) => code !== 0x7f);
    const latin = fc.array(byte, { maxLength: 80 }).map((codes) => String.fromCharCode(...codes).trim());
    const cookie = fc.constantFrom(
      ...["fairseat_session=%00", "fairseat_session=%ed%a0%80", "fairseat_guest=.", "fairseat_guest=a.b"],
      ...[`fairseat_session=${"x".repeat(20_000)}`, "fairseat_guest=%", "=;=;;", "__proto__=1", "a=%F0%9F%92%BA"],
    );
    const value = fc.oneof(
      latin,
      cookie,
      fc.constantFrom("gzip;q=0, *;q=0", "br;q=1.0001", "*", ",,,", "identity;q=0"),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...headers, ...more), value, async (name, text) => {
        const body = spec.body ? { body: "{" } : {};
        const response = await ask(endpoint, { ...body, headers: { [name]: text } });
        if (response.status >= 400) await expectRefused(response);
      }),
      // One pipeline reads the headers of all: together it meets thousands in each run.
      { numRuns: 40 },
    );
    await unchanged();
  });
});

const UNSAFE = endpoints.filter(({ method, name }) => method !== "GET" && !/^POST (cron|webhooks)/.test(name));

describe.each(UNSAFE)("$name against another site", (endpoint) => {
  test.each([
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "http://localhost.evil.example", "sec-fetch-site": "same-origin" },
  ])("a request with the owner's cookie and %j is refused, and nothing changes", async (headers) => {
    const body = SPECS[endpoint.name]?.body;
    const sent = body ? { body: JSON.stringify(body()) } : {};
    const response = await ask(endpoint, { ...sent, headers: { ...asOwner(), ...headers } as Record<string, string> });
    expect([response.status, await response.json()]).toMatchObject([403, { error: "forbidden" }]);
    expect(await stateOfAll()).toBe(before);
  });
});

test("a webhook whose signature is wrong, missing or about another body is 400 whatever it carries, and nothing changes", async () => {
  const endpoint = endpoints.find(({ name }) => name === "POST webhooks/[gateway]");
  if (!endpoint) throw new Error("the endpoint is gone");
  const signature = fc.constantFrom(
    "",
    "t=1,v1=00",
    "t=,v1=",
    "v1=1",
    `t=${Math.floor(Date.now() / 1000)},v1=${"0".repeat(64)}`,
  );
  await fc.assert(
    fc.asyncProperty(fc.oneof(nastyText, fc.json()), signature, async (body, header) => {
      const response = await ask(endpoint, { body, headers: { "stripe-signature": header } });
      expect([response.status, await response.json()]).toMatchObject([400, { error: "invalid_signature" }]);
    }),
    { numRuns: 60 },
  );
  expect((await ask(endpoint, { body: "x".repeat(10 * 1024 * 1024) })).status).toBe(413);
  expect((await ask(endpoint, { body: endless() })).status).toBe(413);
  expect(await stateOfAll()).toBe(before);
});

test("our own page and a program without cookies pass the same check", async () => {
  const endpoint = endpoints.find(({ name }) => name === "POST v1/reservations/[id]/quote");
  if (!endpoint) throw new Error("the endpoint is gone");
  for (const headers of [
    { ...asOwner(), origin: "http://localhost", "sec-fetch-site": "same-origin" },
    { ...asOwner(), origin: "http://localhost:3000" },
    { ...asOwner() },
  ]) {
    expect((await ask(endpoint, { body: "{}", headers })).status).toBe(200);
  }
  expect((await ask(endpoint, { body: "{}", headers: { origin: "https://elsewhere.example" } })).status).toBe(404);
});

function withField(right: Record<string, unknown>, path: string, value: unknown): Record<string, unknown> {
  const [first = "", second] = path.split(".");
  const inner = right[first];
  if (second === undefined || typeof inner !== "object") return { ...right, [first]: value };
  return { ...right, [first]: { ...inner, [second]: value } };
}

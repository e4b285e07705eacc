import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import type { Handler } from "#lib/platform/http/endpoint";
import { type RefusalCode, refusalSpec } from "#lib/platform/http/refusals";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { brokenSeatInvariants } from "#lib/reservations/testing/check-seats";
import { readState } from "#lib/seating/seat-state";
import { anEventOnSale, aSmallHall } from "../../../../../prisma/seed/builders.ts";
import { hotHandler } from "../../../../hot-lane.ts";
import * as layouts from "../../layouts/[hash]/route.ts";
import * as availability from "./availability/route.ts";
import * as best from "./best-available/route.ts";
import * as reservations from "./reservations/route.ts";
import * as seatmap from "./seatmap/route.ts";
import * as stream from "./stream/route.ts";

aDatabase();

const ORIGIN = "http://localhost";

/** Asks a handler as Next would mount it. */
function ask(
  handler: Handler,
  path: string,
  params: Record<string, string>,
  init: RequestInit = {},
): Promise<Response> {
  return handler(new Request(`${ORIGIN}${path}`, init), { params: Promise.resolve(params) });
}

/** Asks as the hot lane would, past Next. */
function askHot(path: string, init: RequestInit = {}): Promise<Response> {
  const handler = hotHandler(init.method ?? "GET", path);
  if (!handler) throw new Error(`${path} is not on the hot lane`);
  return handler(new Request(`${ORIGIN}${path}`, init));
}

const lanes = [
  {
    lane: "in Next",
    get: (endpoint: "availability" | "stream", id: string, init?: RequestInit) =>
      ask({ availability, stream }[endpoint].GET, `/api/v1/events/${id}/${endpoint}`, { id }, init),
    hold: (id: string, init: RequestInit) =>
      ask(reservations.POST, `/api/v1/events/${id}/reservations`, { id }, { method: "POST", ...init }),
  },
  {
    lane: "on the hot lane",
    get: (endpoint: "availability" | "stream", id: string, init?: RequestInit) =>
      askHot(`/api/v1/events/${id}/${endpoint}`, init),
    hold: (id: string, init: RequestInit) => askHot(`/api/v1/events/${id}/reservations`, { method: "POST", ...init }),
  },
];

const jsonBody = (body: unknown, cookie?: string): RequestInit => ({
  body: JSON.stringify(body),
  headers: { "content-type": "application/json", ...(cookie ? { cookie } : {}) },
});

const aHold = (seatIds: number[]) => ({ client_reservation_id: uuidv7(), seat_ids: seatIds });
const NOWHERE = ["0", "-1", "abc", "1.5", "2147483647", "2147483648", "99999999999999999999", "1%00", "💺"];

describe.each(lanes)("the endpoints of an event $lane", ({ get, hold }) => {
  test("availability is two bits a seat with an ETag, and 304 for a client that has it", async () => {
    const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 1, seatsPerRow: 9 }) });
    await hold(String(eventId), jsonBody(aHold([2])));
    const first = await get("availability", String(eventId));
    expect([first.status, first.headers.get("content-type")]).toEqual([200, "application/octet-stream"]);
    const bitmap = new Uint8Array(await first.arrayBuffer());
    expect(bitmap).toHaveLength(3);
    expect([1, 2, 3].map((seatId) => readState(bitmap, seatId))).toEqual([0, 1, 0]);
    const etag = first.headers.get("etag") ?? "";
    const { layoutHash } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
    expect(first.headers.get("layout-hash")).toBe(layoutHash);
    const again = await get("availability", String(eventId), { headers: { "if-none-match": etag } });
    expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
    expect(again.headers.get("layout-hash")).toBe(layoutHash);
    expect([again.headers.get("price-painting"), again.headers.get("level-prices")]).toEqual(["0", '{"1":45}']);
    expect(again.headers.get("sale-paused")).toBe("false");
    await hold(String(eventId), jsonBody(aHold([5])));
    expect((await get("availability", String(eventId), { headers: { "if-none-match": etag } })).status).toBe(200);
  });

  test("a hold answers 201, where it is, and to a stranger the cookie that proves it", async () => {
    const eventId = await anEventOnSale();
    const response = await hold(String(eventId), jsonBody(aHold([1, 2])));
    const body = (await response.json()) as { reservation_id: string };
    expect(response.status).toBe(201);
    expect(response.headers.get("location")).toBe(`/api/v1/reservations/${body.reservation_id}`);
    expect(response.headers.get("set-cookie")).toMatch(/^fairseat_guest=.+; Path=\/; HttpOnly; SameSite=Lax/);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const taken = await hold(String(eventId), jsonBody(aHold([2, 3])));
    expect([taken.status, await taken.json()]).toMatchObject([
      409,
      { error: "seat_unavailable", unavailable_seats: [2] },
    ]);
    expect(taken.headers.has("set-cookie")).toBe(false);
  });

  test("a guest keeps the cookie of the first hold, and its limit", async () => {
    const eventId = await anEventOnSale({ seatsPerBuyerMax: 4 });
    const first = await hold(String(eventId), jsonBody(aHold([1, 2, 3, 4])));
    const cookie = first.headers.get("set-cookie")?.split(";")[0] ?? "";
    const second = await hold(String(eventId), jsonBody(aHold([11]), cookie));
    expect([second.status, await second.json()]).toMatchObject([
      409,
      { error: "seat_limit_exceeded", limit: 4, already: 4 },
    ]);
    // A cookie that was changed is none: its sender counts with all guests of their network who have not solved a challenge.
    const forged = await hold(String(eventId), jsonBody(aHold([11]), `${cookie.slice(0, -2)}xx`));
    expect([forged.status, await forged.json()]).toMatchObject([
      403,
      { error: "challenge_required", challenge_url: `/api/v1/events/${eventId}/challenges` },
    ]);
  });

  test("an event that is a draft, unknown, or cannot exist is 404 with the same body at every endpoint", async () => {
    const draft = await anEventOnSale();
    await db().event.update({ where: { id: draft }, data: { status: "DRAFT" } });
    for (const id of [String(draft), ...NOWHERE]) {
      const answers = await Promise.all([get("availability", id), get("stream", id), hold(id, jsonBody(aHold([1])))]);
      for (const answer of answers) {
        expect(answer.status, id).toBe(404);
        expect(await answer.json()).toEqual({ error: "not_found", message: refusalSpec("not_found").title });
      }
    }
  });

  test("whatever a hold is sent, the answer is a documented 4xx with its fields and no seat changes", async () => {
    const eventId = await anEventOnSale();
    const odd = fc.oneof(
      fc.constant({}),
      fc.record({
        client_reservation_id: fc.oneof(fc.constant(uuidv7()), fc.string()),
        seat_ids: fc.array(fc.oneof(fc.integer(), fc.double(), fc.string(), fc.constant(null)), { maxLength: 5 }),
      }),
      fc.constantFrom(
        { client_reservation_id: uuidv7() },
        { client_reservation_id: uuidv7(), seat_ids: [] },
        { client_reservation_id: uuidv7(), seat_ids: [1, 1] },
        { client_reservation_id: uuidv7(), seat_ids: Array.from({ length: 10_000 }, (_, i) => i + 1) },
        { client_reservation_id: uuidv7(), seat_ids: [-1] },
        { client_reservation_id: uuidv7(), seat_ids: [2_147_483_648] },
        { client_reservation_id: uuidv7(), seat_ids: [2_147_483_647] },
        { client_reservation_id: uuidv7(), seat_ids: [0] },
        { client_reservation_id: "\0", seat_ids: [1] },
        { client_reservation_id: uuidv7(), seat_ids: "1" },
        { client_reservation_id: uuidv7(), seat_ids: [1], best_available: { quantity: 1 } },
        { client_reservation_id: uuidv7(), best_available: { quantity: 0 } },
        { client_reservation_id: uuidv7(), best_available: { quantity: 1e9 } },
        { client_reservation_id: uuidv7(), best_available: { quantity: 2, section: 999 } },
        { client_reservation_id: uuidv7(), best_available: { quantity: 2, price_level: 999 } },
        { client_reservation_id: uuidv7(), seat_ids: [1], ttl_seconds: -5 },
        [],
        null,
        "💺",
      ),
      fc.jsonValue(),
    );
    await fc.assert(
      fc.asyncProperty(odd, async (body) => {
        const response = await hold(String(eventId), jsonBody(body));
        const answer = (await response.json()) as { error: RefusalCode; fields?: { path: string }[] };
        // A random body may by luck be a right one.
        if (response.status === 201) return;
        expect(response.status, JSON.stringify(answer)).toBe(refusalSpec(answer.error).status);
        expect(response.status).toBeLessThan(500);
        if (answer.error === "invalid_request") expect(answer.fields?.length).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
    expect(await brokenSeatInvariants(eventId)).toEqual([]);
  });

  test("a body that is too large or no JSON is refused before anything is done", async () => {
    const eventId = String(await anEventOnSale());
    expect(
      (await hold(eventId, { body: "x".repeat(300_000), headers: { "content-type": "application/json" } })).status,
    ).toBe(413);
    expect((await hold(eventId, { body: "{}", headers: { "content-type": "text/plain" } })).status).toBe(415);
    expect((await hold(eventId, { body: "", headers: { "content-type": "application/json" } })).status).toBe(400);
  });

  test("the stream is an event stream that begins with a snapshot", async () => {
    const eventId = await anEventOnSale();
    const response = await get("stream", String(eventId));
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/event-stream; charset=utf-8"]);
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toMatch(
      /^id: [0-9a-f]{8}-\d+\nevent: snapshot\ndata: \{"version":\d+,"layout_hash":"[0-9a-f]{64}","painting":\d+,"prices":\{"1":\d+\},"paused":false,"states":"/,
    );
    await reader.cancel();
  });
});

test("the hot lane takes its own endpoints and leaves all else to Next, whatever a client writes into the first line", () => {
  expect(hotHandler("POST", "/api/v1/events/1/reservations?x=1")).toBeDefined();
  expect(hotHandler("GET", "/api/v1/events/1/availability")).toBeDefined();
  for (const [method, url] of [
    ["GET", "/api/v1/events/1/reservations"],
    ["DELETE", "/api/v1/events/1/availability"],
    ["constructor", "/api/v1/events/1/availability"],
    ["TRACE", "/api/v1/events/1/availability"],
    ["GET", "/api/v1/events/1/availability/more"],
    ["GET", "/"],
    ["OPTIONS", "*"],
    ["GET", "//["],
    ["GET", "http://["],
    ["", ""],
  ] as const) {
    expect(hotHandler(method, url), `${method} ${url}`).toBeUndefined();
  }
});

describe("best available", () => {
  const askBest = (id: string, query: string) => ask(best.GET, `/api/v1/events/${id}/best-available?${query}`, { id });

  test("proposes seats together with their tier and price, and holds nothing", async () => {
    const eventId = await anEventOnSale({ priceMinor: 1_050 });
    const response = await askBest(String(eventId), "quantity=3");
    const body = (await response.json()) as { seats: { id: number }[] };
    expect([response.status, body]).toMatchObject([
      200,
      { tier: 0, why: "one_block", total_price: 31.5, currency: "EUR" },
    ]);
    expect(body.seats).toHaveLength(3);
    expect(body.seats[0]).toMatchObject({ section: "Stalls", price: 10.5 });
    expect(await db().seat.count({ where: { eventId, status: "HELD" } })).toBe(0);
  });

  test("is 409 when there are too few seats, and 400 for an invalid wish", async () => {
    const eventId = String(await anEventOnSale({ layout: aSmallHall({ rows: 1, seatsPerRow: 3 }) }));
    const few = await askBest(eventId, "quantity=4");
    expect([few.status, await few.json()]).toMatchObject([409, { error: "not_enough_seats" }]);
    for (const query of [
      "",
      "quantity=0",
      "quantity=-1",
      "quantity=two",
      "quantity=101",
      "quantity=2&accessible=maybe",
      "quantity=2&price_level=0",
      "quantity=2&section=x",
    ]) {
      expect((await askBest(eventId, query)).status, query).toBe(400);
    }
  });
});

test("the whole map has every seat with its state, and is 404 for an event that is not there", async () => {
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 2, seatsPerRow: 3 }) });
  const response = await ask(seatmap.GET, `/api/v1/events/${eventId}/seatmap`, { id: String(eventId) });
  const body = (await response.json()) as { sections: { rows: { seats: { id: number; status: string }[] }[] }[] };
  expect(body.sections[0]?.rows.flatMap(({ seats }) => seats.map(({ id, status }) => `${id} ${status}`))).toEqual(
    [1, 2, 3, 4, 5, 6].map((id) => `${id} available`),
  );
  for (const id of NOWHERE) expect((await ask(seatmap.GET, "/x", { id })).status).toBe(404);
});

test("a layout is cached for ever under its hash, and 404 for a hash that nothing has", async () => {
  const eventId = await anEventOnSale();
  const { layoutHash: hash } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
  const response = await askHot(`/api/v1/layouts/${hash}`, { headers: { "accept-encoding": "gzip" } });
  expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect([response.headers.get("content-encoding"), response.headers.get("vary")]).toEqual(["gzip", "accept-encoding"]);
  const packed = gunzipSync(Buffer.from(await response.arrayBuffer())).toString();
  const plain = await ask(layouts.GET, `/api/v1/layouts/${hash}`, { hash });
  expect(await plain.text()).toBe(packed);
  for (const wrong of ["0".repeat(64), "x", "../../etc/passwd", hash.toUpperCase()])
    expect((await askHot(`/api/v1/layouts/${encodeURIComponent(wrong)}`)).status).toBe(404);
});

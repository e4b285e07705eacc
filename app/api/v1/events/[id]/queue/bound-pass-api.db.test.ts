import { beforeAll, describe, expect, test } from "vitest";
import type { Handler } from "#lib/platform/http/endpoint";
import { aDatabase } from "#lib/platform/testing/database";
import { moveQueues } from "#lib/waiting-room/move-queues";
import { aProvenGuest } from "#prisma/seed/proven-guest";
import { makeKey, makeProof } from "../../../../../../components/waiting-room/make-proof.ts";
import { aQueue, openQueue, passTime } from "../../../../../../lib/waiting-room/testing/queue.ts";
import { HOLD } from "../../../../testing/spec.ts";
import { PATCH as extend } from "../../../reservations/[id]/extend/route.ts";
import { POST as hold } from "../reservations/route.ts";
import { POST as claim } from "./claim/route.ts";
import { POST as join } from "./route.ts";

/** A fan's browser comes in with its key, and someone else has a copy of its cookie: proofs as our pages make them, on the wire. */
aDatabase();

let eventId = 0;
let cookie = "";
let phone: CryptoKeyPair;
let laptop: CryptoKeyPair;

beforeAll(async () => {
  eventId = await aQueue({ placesMax: 1, ratePerMinute: 6_000 });
  cookie = aProvenGuest(eventId);
  [phone, laptop] = await Promise.all([makeKey(), makeKey()]);
  expect((await ask(join, { browser: phone })).status).toBe(201);
  await openQueue(eventId);
  await passTime(eventId, 1);
  await moveQueues();
  expect((await ask(claim, { browser: phone })).status).toBe(200);
});

type Asked = { browser?: CryptoKeyPair; body?: unknown; id?: string; nowMs?: number; proof?: string };

async function ask(handler: Handler, { browser, body, id = String(eventId), nowMs = Date.now(), proof }: Asked) {
  const url = `http://localhost${handler.spec.route.replace("{id}", id)}`;
  const text = body === undefined ? "" : JSON.stringify(body);
  const method = handler === extend ? "PATCH" : "POST";
  const dpop = proof ?? (browser && (await makeProof(browser, { method, url, text }, nowMs)));
  const headers = { "content-type": "application/json", cookie, ...(dpop === undefined ? {} : { dpop }) };
  const request = new Request(url, { method, headers, ...(text === "" ? {} : { body: text }) });
  return handler(request, { params: Promise.resolve({ id }) });
}

/** Status and code of an answer. */
async function codeOf(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  const { error = "" } = (await response.json()) as { error?: string };
  return `${response.status} ${error}`.trim();
}

describe("with a copied cookie", () => {
  test("another browser neither renews, holds nor extends what is held", async () => {
    const held = await ask(hold, { browser: phone, body: HOLD() });
    expect(held.status).toBe(201);
    const { reservation_id: id } = (await held.json()) as { reservation_id: string };
    const more = { id, body: { additional_seconds: 60 } };
    for (const browser of [laptop, undefined]) {
      const copied = browser ? { browser } : {};
      expect(await codeOf(ask(claim, copied))).toBe("403 wrong_browser");
      expect(await codeOf(ask(hold, { ...copied, body: { ...HOLD(), seat_ids: [5] } }))).toBe("403 wrong_browser");
      expect(await codeOf(ask(extend, { ...copied, ...more }))).toBe("403 wrong_browser");
    }
    expect(await codeOf(ask(claim, { browser: phone }))).toBe("200");
    expect(await codeOf(ask(extend, { browser: phone, ...more }))).toBe("200");
  });

  test("a proof that was overheard is of no use for another request, and repeats its own to the same answer", async () => {
    const url = `http://localhost/api/v1/events/${eventId}/reservations`;
    const body = { ...HOLD(), seat_ids: [7] };
    const overheard = await makeProof(phone, { method: "POST", url, text: JSON.stringify(body) }, Date.now());
    const first = await ask(hold, { proof: overheard, body });
    const again = await ask(hold, { proof: overheard, body });
    expect([first.status, await again.json()]).toEqual([201, await first.json()]);
    for (const other of [
      { ...body, seat_ids: [8] },
      { ...HOLD(), seat_ids: [7] },
    ])
      expect(await codeOf(ask(hold, { proof: overheard, body: other }))).toBe("400 invalid_proof");
    expect(await codeOf(ask(claim, { proof: overheard }))).toBe("400 invalid_proof");
  });
});

describe("a proof that is none", () => {
  test("is refused with the server's time, by which a phone with a wrong clock signs again", async () => {
    const refused = await ask(claim, { browser: phone, nowMs: Date.now() - 600_000 });
    const answer = (await refused.json()) as { problem: string; server_time: string };
    expect([refused.status, answer]).toMatchObject([400, { error: "invalid_proof", problem: "clock" }]);
    expect(await codeOf(ask(claim, { browser: phone, nowMs: Date.parse(answer.server_time) }))).toBe("200");
  });

  test.each(["", "nonsense", "a.b.c", "x".repeat(100_000)])("is refused, and never a fault: %.20s", async (proof) => {
    expect(await codeOf(ask(claim, { proof }))).toBe("400 invalid_proof");
    expect(await codeOf(ask(hold, { proof, body: HOLD() }))).toBe("400 invalid_proof");
  });
});

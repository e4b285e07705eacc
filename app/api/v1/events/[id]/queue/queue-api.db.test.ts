import { beforeAll, describe, expect, test } from "vitest";
import type { Handler } from "#lib/platform/http/endpoint";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { queueDrawWire, queuePassWire, queueStatusWire, queueTicketWire } from "#lib/waiting-room/contract";
import { moveQueues } from "#lib/waiting-room/move-queues";
import { anEventOnSale } from "#prisma/seed/builders";
import { aProvenGuest } from "#prisma/seed/proven-guest";
import { aQueue, openQueue, passTime } from "../../../../../../lib/waiting-room/testing/queue.ts";
import { HOLD } from "../../../../testing/spec.ts";
import { POST as hold } from "../reservations/route.ts";
import { POST as claim } from "./claim/route.ts";
import { GET as draw } from "./draw/route.ts";
import { POST as join } from "./route.ts";
import { GET as status } from "./status/route.ts";

aDatabase();

let eventId = 0;
beforeAll(async () => {
  eventId = await aQueue({ placesMax: 1, ratePerMinute: 6_000 });
});

function ask(handler: Handler, options: { cookie?: string; body?: unknown; event?: number } = {}): Promise<Response> {
  const { cookie, body, event = eventId } = options;
  const method = handler === status || handler === draw ? "GET" : "POST";
  const headers = { "content-type": "application/json", ...(cookie ? { cookie } : {}) };
  const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
  return handler(new Request("http://localhost/api", init), { params: Promise.resolve({ id: String(event) }) });
}

describe("a fan's way through the waiting room by the API", () => {
  test("a guest joins, waits, is called, enters and holds; the next one waits for the place", async () => {
    const cookies = [aProvenGuest(eventId), aProvenGuest(eventId)];
    const joined = await Promise.all(cookies.map((cookie) => ask(join, { cookie })));
    expect(joined.map((answer) => answer.status)).toEqual([201, 201]);
    expect((await ask(claim, { cookie: cookies[0] ?? "" })).status).toBe(409);

    await openQueue(eventId);
    await passTime(eventId, 1);
    await moveQueues();
    const tickets = await Promise.all(
      cookies.map(async (cookie) => queueTicketWire.parse(await (await ask(join, { cookie })).json())),
    );
    expect(tickets.map(({ number }) => number).toSorted()).toEqual([1, 2]);
    const [winner = "", waiter = ""] = tickets[0]?.number === 1 ? cookies : cookies.toReversed();
    const line = queueStatusWire.parse(await (await ask(status)).json());
    expect(line).toMatchObject({ phase: "open", serving_position: 1, waiting: 1, available_seats: 50 });

    const notYet = await ask(claim, { cookie: waiter });
    expect([notYet.status, await notYet.json()]).toMatchObject([409, { error: "not_your_turn", queue_position: 1 }]);
    const tooEarly = await ask(hold, { cookie: waiter, body: HOLD() });
    const queue_url = `/api/v1/events/${eventId}/queue`;
    expect([tooEarly.status, await tooEarly.json()]).toMatchObject([
      403,
      { error: "queue_required", queue_url, queue_position: 1 },
    ]);

    const pass = await ask(claim, { cookie: winner });
    expect(pass.status).toBe(200);
    queuePassWire.parse(await pass.json());
    expect((await ask(hold, { cookie: winner, body: HOLD() })).status).toBe(201);
    const record = await ask(draw);
    expect(queueDrawWire.parse(await record.json()).tickets).toHaveLength(2);
  });

  test("the status is the same for all readers and may be cached for a second", async () => {
    const cookie = aProvenGuest(eventId);
    await ask(join, { cookie });
    forgetSingleton("queue-status");
    const answers = await Promise.all([ask(status), ask(status, { cookie })]);
    expect(await answers[0]?.text()).toBe(await answers[1]?.text());
    for (const answer of answers) {
      expect(answer.headers.get("cache-control")).toBe("public, max-age=1");
      expect(answer.headers.has("set-cookie")).toBe(false);
    }
  });

  test("an event without a waiting room has none of this", async () => {
    const event = await anEventOnSale();
    const answers = await Promise.all([join, claim, status, draw].map((handler) => ask(handler, { event })));
    expect(answers.map((answer) => answer.status)).toEqual([404, 404, 404, 404]);
  });
});

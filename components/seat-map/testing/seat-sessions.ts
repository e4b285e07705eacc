import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, beforeEach } from "vitest";
import { buildMapModel } from "../map-geometry.ts";
import { createSeatAdvice } from "../seat-advice.ts";
import { createSeatCalls } from "../seat-calls.ts";
import { createSeatSession } from "../seat-session.ts";
import { type LocalAnswer, localServer } from "./local-server.ts";
import { SMALL_HALL_LEVELS, smallHall } from "./small-hall.ts";

export const model = buildMapModel(smallHall(), { levels: SMALL_HALL_LEVELS });

/** Opens seat sessions of a small hall against a real server for the tests of a file; what they keep in the browser, `kept`, lasts for one test. */
export function seatSessions() {
  const closing: (() => Promise<void>)[] = [];
  const kept = new Map<string, string>();
  beforeEach(() => kept.clear());
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  async function open(
    answer: LocalAnswer = (_request, response) => void response.writeHead(500).end(),
    { isKnown } = { isKnown: true },
  ) {
    const server = await localServer(answer);
    closing.push(server.close);
    const session = createSeatSession({
      eventId: 7,
      model,
      max: 4,
      api: createSeatCalls(7, server.base),
      advice: createSeatAdvice(model, new Date(Date.now() + 30 * 86_400_000), "lenient"),
      storage: {
        getItem: (key) => kept.get(key) ?? null,
        setItem: (key, value) => void kept.set(key, value),
        removeItem: (key) => void kept.delete(key),
      },
    });
    if (isKnown) session.takeSnapshot(new Uint8Array(26));
    return { session, state: session.store.getState };
  }

  return { open, kept };
}

/** A reservation as the API answers it. */
export const held = (ids: number[], seconds = 600) => ({
  reservation_id: "7-0192f0c1",
  status: "held",
  seats: ids.map((id) => ({ id, section: "", row: "", number: "", price: 90 })),
  total_price: 90 * ids.length,
  currency: "EUR",
  expires_at: new Date(Date.now() + seconds * 1_000).toISOString(),
  extensions_remaining: 1,
});
export const json = (response: ServerResponse, status: number, body: unknown) =>
  void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
export const isReserve = (request: IncomingMessage) => request.method === "POST";

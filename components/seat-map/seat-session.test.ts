import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readState, writeState } from "#lib/seating/seat-state";
import { buildMapModel } from "./map-geometry.ts";
import { createSeatAdvice } from "./seat-advice.ts";
import { createSeatCalls } from "./seat-calls.ts";
import { createSeatSession } from "./seat-session.ts";
import { type LocalAnswer, localServer } from "./testing/local-server.ts";
import { SMALL_HALL_LEVELS, smallHall } from "./testing/small-hall.ts";

const model = buildMapModel(smallHall(), { levels: SMALL_HALL_LEVELS });
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

const held = (ids: number[], seconds = 600) => ({
  reservation_id: "7-0192f0c1",
  status: "held",
  seats: ids.map((id) => ({ id, section: "", row: "", number: "", price: 90 })),
  total_price: 90 * ids.length,
  currency: "EUR",
  expires_at: new Date(Date.now() + seconds * 1_000).toISOString(),
  extensions_remaining: 1,
});
const json = (response: ServerResponse, status: number, body: unknown) =>
  void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
const isReserve = (request: IncomingMessage) => request.method === "POST";

describe("choosing", () => {
  test("the first press chooses a seat and the second removes it", async () => {
    const { session, state } = await open();
    session.toggle(12);
    expect(state().selected).toEqual([12]);
    session.toggle(12);
    expect(state().selected).toEqual([]);
  });

  test("a taken seat cannot be chosen, and one more than the limit is refused with the limit", async () => {
    const { session, state } = await open();
    session.takeChanges([[12, 2, 1]]);
    session.toggle(12);
    expect(state().selected).toEqual([]);
    for (const id of [1, 2, 3, 4, 5]) session.toggle(id);
    expect(state().selected).toEqual([1, 2, 3, 4]);
    expect(state().notice).toEqual({ kind: "limit", max: 4, already: 0 });
  });

  test("standing places are counted, not picked, and within the limit of the basket", async () => {
    const { session, state } = await open();
    session.toggle(1);
    session.setStanding(3, 3);
    expect(state().selected.filter((id) => model.section[id] === 3)).toHaveLength(3);
    session.setStanding(3, 4);
    expect(state().selected).toHaveLength(4);
    session.setStanding(3, 1);
    expect(state().selected).toHaveLength(2);
  });

  test("the best seats together are proposed, taken with one tap, and replaced by the next best when another buyer gets one", async () => {
    const { session, state } = await open();
    session.propose();
    const { proposal } = state();
    expect(proposal?.seatIds).toHaveLength(2);
    session.takeChanges([[proposal?.seatIds[0] ?? 0, 1, 1]]);
    expect(state().proposal?.seatIds).toHaveLength(2);
    expect(state().proposal?.seatIds).not.toContain(proposal?.seatIds[0]);
    session.propose();
    const second = state().proposal;
    session.choose(second?.seatIds ?? []);
    expect(state().selected).toEqual(second?.seatIds);
  });

  test("the best seats that are asked for before the states are known are proposed with the first states, from what is free", async () => {
    const { session, state } = await open(undefined, { isKnown: false });
    session.propose();
    expect(state()).toMatchObject({ proposal: undefined, notice: undefined });
    session.takeSnapshot(new Uint8Array(26));
    const best = state().proposal?.seatIds ?? [];
    expect(best).toHaveLength(2);

    const later = await open(undefined, { isKnown: false });
    later.session.propose();
    const taken = new Uint8Array(26);
    for (const seat of best) writeState(taken, seat, 2);
    later.session.takeSnapshot(taken);
    expect(later.state().proposal?.seatIds).toHaveLength(2);
    for (const seat of best) expect(later.state().proposal?.seatIds).not.toContain(seat);
    expect(later.state().notice).toBeUndefined();
  });

  test("more people than the hall can seat together is said, not shown", async () => {
    const { session, state } = await open();
    session.takeSnapshot(new Uint8Array(26).fill(0b10101010));
    session.propose();
    expect(state().notice).toEqual({ kind: "none-together" });
  });
});

describe("losing a seat", () => {
  test("a chosen seat that another buyer gets leaves the basket, and the nearest at its price is offered and taken", async () => {
    const { session, state } = await open();
    session.choose([12, 13]);
    session.takeChanges([[13, 1, 1]]);
    expect(state().selected).toEqual([12]);
    const notice = state().notice;
    if (notice?.kind !== "lost") throw new Error("nothing was said of the loss");
    expect(notice.lost).toEqual([13]);
    expect(notice.substitute).toHaveLength(1);
    expect(model.level[notice.substitute[0] ?? 0]).toBe(model.level[13]);
    expect(notice.substitute).not.toContain(12);
    session.accept();
    expect(state().selected).toEqual([12, ...notice.substitute]);
  });

  test("an offered seat is never in the basket already nor of another price, however near", async () => {
    const { session, state } = await open();
    const taken = Array.from({ length: 50 }, (_, i) => i + 1).filter((id) => ![1, 43, 44, 45].includes(id));
    session.takeChanges(taken.map((id) => [id, 2, 1] as const));
    session.choose([43, 44, 45]);
    session.takeChanges([[44, 2, 1]]);
    expect(state().notice).toEqual({ kind: "lost", lost: [44], substitute: [1] });
  });

  test("a lost standing place is replaced without a word", async () => {
    const { session, state } = await open();
    session.setStanding(3, 2);
    const [lost = 0] = state().selected;
    session.takeChanges([[lost, 2, 1]]);
    expect(state().selected).toHaveLength(2);
    expect(state().selected).not.toContain(lost);
    expect(state().notice).toBeUndefined();
  });

  test("the server's no names the lost seats and keeps the others", async () => {
    const { session, state } = await open((_request, response) =>
      json(response, 409, { error: "seat_unavailable", unavailable_seats: [12], available_alternatives: [13] }),
    );
    session.choose([11, 12]);
    await session.requestHold();
    expect(state().selected).toEqual([11]);
    expect(state().notice).toMatchObject({ kind: "lost", lost: [12] });
    expect(state().busy).toBeUndefined();
    expect(readState(state().board.states, 12)).toBe(1);
  });
});

describe("holding", () => {
  test("the held seats, their time and the number to pay with are kept, also over a reload", async () => {
    const { session, state } = await open((request, response) =>
      json(response, isReserve(request) ? 201 : 200, held([11, 12])),
    );
    session.choose([11, 12]);
    await session.requestHold();
    expect(state().hold).toMatchObject({ reservationId: "7-0192f0c1", seatIds: [11, 12], extensionsRemaining: 1 });
    const again = await open((_request, response) => json(response, 200, held([11, 12])));
    await again.session.restore();
    expect(again.state().selected).toEqual([11, 12]);
    expect(again.state().hold?.reservationId).toBe("7-0192f0c1");
  });

  test("the change that marks the buyer's own seats as held does not remove them, before or after the answer", async () => {
    const { session, state } = await open((_request, response) => {
      session.takeChanges([[11, 1, 1]]);
      expect(state()).toMatchObject({ selected: [11], notice: undefined });
      json(response, 201, held([11]));
    });
    session.choose([11]);
    await session.requestHold();
    session.takeSnapshot(new Uint8Array(26).fill(0b01010101));
    expect(state()).toMatchObject({ selected: [11], notice: undefined, hold: { seatIds: [11] } });
  });

  test("a retry after a lost answer carries the same client_reservation_id, another basket another one", async () => {
    const ids: string[] = [];
    const { session } = await open((request, response, body) => {
      ids.push((JSON.parse(body) as { client_reservation_id: string }).client_reservation_id);
      request.socket.destroy();
      void response;
    });
    session.choose([11]);
    await session.requestHold();
    await session.requestHold();
    session.choose([21]);
    await session.requestHold();
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  test("without a connection the choice is kept and the trouble named", async () => {
    const { session, state } = await open((request) => void request.socket.destroy());
    session.choose([11]);
    await session.requestHold();
    expect(state()).toMatchObject({ selected: [11], busy: undefined, notice: { kind: "trouble", code: "network" } });
  });

  test("seats that are not on sale to the buyer leave the basket, look blocked and are named", async () => {
    const { session, state } = await open((_request, response) =>
      json(response, 403, { error: "seats_not_on_sale", message: "", seat_ids: [11] }),
    );
    session.choose([11, 12]);
    await session.requestHold();
    expect(state()).toMatchObject({ selected: [12], busy: undefined, notice: { kind: "not-on-sale", closed: [11] } });
    expect(readState(state().board.states, 11)).toBe(3);
  });

  test("without access to the presale that is open the choice is kept and the way in is named", async () => {
    const { session, state } = await open((_request, response) =>
      json(response, 403, { error: "presale_access_required", message: "" }),
    );
    session.choose([11, 12]);
    await session.requestHold();
    expect(state()).toMatchObject({ selected: [11, 12], busy: undefined, notice: { kind: "presale" } });
  });

  test("while seats are held the basket is closed", async () => {
    const { session, state } = await open((_request, response) => json(response, 201, held([11])));
    session.choose([11]);
    await session.requestHold();
    session.toggle(21);
    expect(state().selected).toEqual([11]);
    expect(state().notice).toEqual({ kind: "frozen" });
  });

  test("when the server's time is over the seats are released with an announcement", async () => {
    const { session, state } = await open((_request, response) => json(response, 201, held([11], -5)));
    session.choose([11]);
    await session.requestHold();
    session.tick();
    expect(state()).toMatchObject({ hold: undefined, selected: [], notice: { kind: "expired" } });
    expect(kept.size).toBe(0);
  });

  test("more time moves the end and counts the extension", async () => {
    const later = new Date(Date.now() + 900_000).toISOString();
    const { session, state } = await open((request, response) =>
      isReserve(request)
        ? json(response, 201, held([11]))
        : json(response, 200, { expires_at: later, extensions_remaining: 0 }),
    );
    session.choose([11]);
    await session.requestHold();
    await session.extend();
    expect(state().hold).toMatchObject({ expiresAt: Date.parse(later), extensionsRemaining: 0 });
  });

  test("released seats are free on the own map at once", async () => {
    const { session, state } = await open((request, response) =>
      isReserve(request) ? json(response, 201, held([11])) : void response.writeHead(204).end(),
    );
    session.choose([11]);
    await session.requestHold();
    session.takeChanges([[11, 1, 1]]);
    await session.release();
    expect(state()).toMatchObject({ hold: undefined, selected: [], notice: { kind: "released" } });
    expect(readState(state().board.states, 11)).toBe(0);
  });

  test("standing places that were snatched away are replaced by others and held in the same breath", async () => {
    let asked = 0;
    const { session, state } = await open((_request, response, body) => {
      asked += 1;
      const { seat_ids } = JSON.parse(body) as { seat_ids: number[] };
      if (asked === 1) json(response, 409, { error: "seat_unavailable", unavailable_seats: seat_ids.slice(0, 1) });
      else json(response, 201, held(seat_ids));
    });
    session.setStanding(3, 2);
    await session.requestHold();
    expect(asked).toBe(2);
    expect(state().hold?.seatIds).toHaveLength(2);
  });
});

describe("seats that cost nothing", () => {
  const unproven = (response: ServerResponse) => json(response, 403, { error: "email_unproven", message: "" });

  test("ask a stranger to sign in, keep the choice, and are asked for again by the page that is opened afterwards", async () => {
    const { session, state } = await open((_request, response) => unproven(response));
    session.choose([11, 12]);
    await session.requestHold();
    expect(state()).toMatchObject({ selected: [11, 12], busy: undefined, notice: { kind: "sign-in" } });
    session.keepBasket();
    const bodies: string[] = [];
    const again = await open((_request, response, body) => {
      bodies.push(body);
      json(response, 201, held([11, 12]));
    });
    await again.session.restore();
    expect(bodies.map((body) => (JSON.parse(body) as { seat_ids: number[] }).seat_ids)).toEqual([[11, 12]]);
    expect(again.state()).toMatchObject({ hold: { seatIds: [11, 12] }, notice: undefined });
  });

  test("are asked for again once, and the notice comes back for those who did not sign in", async () => {
    const { session } = await open();
    session.choose([11]);
    session.keepBasket();
    const back = await open((_request, response) => unproven(response));
    await back.session.restore();
    expect(back.state()).toMatchObject({ selected: [11], notice: { kind: "sign-in" } });
    const reloaded = await open();
    await reloaded.session.restore();
    expect(reloaded.state()).toMatchObject({ selected: [], notice: undefined });
  });

  test.each([
    ["too old", JSON.stringify({ seatIds: [11], until: Date.now() - 1 })],
    ["not ours", "{"],
    ["of another kind", JSON.stringify({ seatIds: "11", until: Date.now() + 60_000 })],
  ])("are not asked for again when the kept choice is %s", async (_why, text) => {
    kept.set("fairseat-wanted-7", text);
    const { session, state } = await open();
    await session.restore();
    expect(state()).toMatchObject({ selected: [], notice: undefined });
    expect(kept.size).toBe(0);
  });
});

describe("a lone seat", () => {
  test("is announced before holding, with a better choice; a buyer who insists is judged by the server", async () => {
    const hold = vi.fn();
    const { session, state } = await open((_request, response) => {
      hold();
      json(response, 422, { error: "orphan_seat", stranded: [1], suggestion: [1, 2] });
    });
    session.choose([2, 3]);
    await session.requestHold();
    const notice = state().notice;
    if (notice?.kind !== "lone") throw new Error("the lone seat was not seen");
    expect(notice.stranded).toEqual([1]);
    expect(hold).not.toHaveBeenCalled();
    await session.requestHold();
    expect(hold).toHaveBeenCalledOnce();
    expect(state().notice).toEqual({ kind: "lone", stranded: [1], suggestion: [1, 2] });
    session.accept();
    expect(state().selected).toEqual([1, 2]);
  });
});

import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { readState } from "#lib/seating/seat-state";
import { held, isReserve, json, seatSessions } from "./testing/seat-sessions.ts";

const { open, kept } = seatSessions();

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

  test("while the sale is paused nothing is asked for, what is chosen and held stays, and afterwards it can be held", async () => {
    let asked = 0;
    const { session, state } = await open((_request, response) => {
      asked += 1;
      json(response, 201, held([11]));
    });
    session.setPaused(true);
    session.choose([11]);
    await session.requestHold();
    expect([asked, state().selected, state().busy]).toEqual([0, [11], undefined]);
    session.setPaused(false);
    await session.requestHold();
    session.setPaused(true);
    expect([asked, state().hold?.seatIds, state().isPaused]).toEqual([1, [11], true]);
  });

  test("a hold that meets a pause is told so, until the sale goes on", async () => {
    const { session, state } = await open((_request, response) =>
      json(response, 403, { error: "sale_paused", message: "", retry_after_seconds: 15 }),
    );
    session.choose([11]);
    await session.requestHold();
    expect(state()).toMatchObject({ selected: [11], busy: undefined, notice: { kind: "sale-paused" } });
    session.setPaused(true);
    expect(state().notice).toEqual({ kind: "sale-paused" });
    session.setPaused(false);
    expect(state().notice).toBeUndefined();
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

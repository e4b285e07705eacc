import { describe, expect, test } from "vitest";
import type { QueueStatusWire } from "#lib/waiting-room/contract";
import type { OwnTicket } from "./own-ticket.ts";
import { queueView, type ShownSoFar, spokenPlace } from "./queue-view.ts";

const status: QueueStatusWire = {
  ...{ event_id: 1, phase: "open", is_cancelled: false, is_paused: false, held_back: null, pass_seconds: 120 },
  ...{ opens_at: "2027-01-01T10:00:00.000Z", serving_position: 100, last_position: 2_000, waiting: 1_900 },
  ...{ rate_per_minute: 120, pace_per_minute: 120, forecast: null, available_seats: 5_000 },
  levels: [
    { price_level_id: 1, available_seats: 4_000, seats_per_person: 1 },
    { price_level_id: 2, available_seats: 850, seats_per_person: 0.54 },
  ],
  draw: { seed_hash: "", seed: null, salt: null, drawn_at: null, tickets: 0 },
  updated_at: "2027-01-01T10:00:00.000Z",
};
const NOTHING: ShownSoFar = { wait: undefined, way: undefined };
const aTicket = (state: OwnTicket["state"], number: number | null): OwnTicket => ({
  ...{ id: "00000000-0000-7000-8000-000000000001", state, number, claimUntil: null },
});
const viewOf = (ticket: OwnTicket | undefined, given: Partial<QueueStatusWire> = {}, shown = NOTHING) =>
  queueView({ ...status, ...given }, ticket, shown);

describe("the waiting room's text", () => {
  test("derives the place from the public status and the buyer's number alone", () => {
    expect(viewOf(aTicket("waiting", 1_601))).toEqual({
      ...{ kind: "waiting", ahead: 1_500, range: { fromSeconds: 720, toSeconds: 960 }, why: undefined },
      chances: [
        { id: 1, chance: "likely", left: 4_000 },
        { id: 2, chance: "uncertain", left: 850 },
      ],
      share: 1 - 1_500 / 1_601,
    });
  });

  test("shows the range and the way that were shown before, with the reason, not those of this look alone", () => {
    const range = { fromSeconds: 600, toSeconds: 780 };
    const wait = { range, why: "slower", before: undefined, aboveSinceMs: 1, ahead: 1_400, wasPaused: false } as const;
    const way = { number: 1_601, ahead: 1_400, share: 0.2 };
    expect(viewOf(aTicket("waiting", 1_601), {}, { wait, way })).toMatchObject({
      ...{ range, why: "slower", ahead: 1_400, share: 0.2 },
    });
    // Those of another number are not this buyer's.
    expect(viewOf(aTicket("waiting", 1_700), {}, { wait, way })).toMatchObject({ ahead: 1_599 });
  });

  test("counts no one ahead who left, and those inside who have not chosen among those who take seats", () => {
    const forecast = {
      steady_per_minute: 120,
      spread: 0.2,
      free_places: 0,
      inside: 0,
      choosing: 1_000,
      waiting_share: 0.5,
    };
    expect(viewOf(aTicket("waiting", 1_601), { forecast })).toMatchObject({ ahead: 750 });
    const chance = (choosing: number) => viewOf(aTicket("waiting", 1_601), { forecast: { ...forecast, choosing } });
    expect(chance(0)).toMatchObject({ chances: [{}, { chance: "likely" }] });
    expect(chance(1_500)).toMatchObject({ chances: [{ chance: "likely" }, { chance: "unlikely" }], why: undefined });
  });

  test("names no time to someone for whom no seats are likely to be left, and says why", () => {
    const forecast = {
      steady_per_minute: 120,
      spread: 0.2,
      free_places: 0,
      inside: 0,
      choosing: 4_000,
      waiting_share: 1,
    };
    expect(viewOf(aTicket("waiting", 1_601), { forecast })).toMatchObject({
      ...{ ahead: 1_500, range: undefined, why: "too_late" },
      chances: [{ chance: "unlikely" }, { chance: "unlikely" }],
    });
  });

  test("names no time either where seats are only perhaps left, and says on what it depends", () => {
    const forecast = {
      steady_per_minute: 120,
      spread: 0.2,
      free_places: 0,
      inside: 0,
      choosing: 1_650,
      waiting_share: 1,
    };
    expect(viewOf(aTicket("waiting", 1_601), { forecast })).toMatchObject({
      ...{ ahead: 1_500, range: undefined, why: "uncertain" },
      chances: [{ chance: "uncertain" }, { chance: "unlikely" }],
    });
  });

  test("never counts fewer than zero people ahead, even after a missed call", () => {
    expect(viewOf(aTicket("waiting", 40))).toMatchObject({ kind: "waiting", ahead: 0, share: 1 });
  });

  test("gives no time before the pace is known", () => {
    expect(viewOf(aTicket("waiting", 300), { pace_per_minute: null })).toMatchObject({
      kind: "waiting",
      range: undefined,
    });
  });

  test("says before anything else that the event is cancelled, to all", () => {
    const cancelled = { phase: "closed", is_cancelled: true } as const;
    for (const ticket of [undefined, aTicket("waiting", 40), aTicket("called", 3)])
      expect(viewOf(ticket, cancelled)).toEqual({ kind: "cancelled" });
  });

  test("lets a called buyer in before anything else, and reports a missed call and an end each in its words", () => {
    expect(viewOf(aTicket("admitted", 3), { phase: "closed" }).kind).toBe("entering");
    expect(viewOf({ ...aTicket("called", 3), claimUntil: "2027-01-01T10:02:00.000Z" })).toEqual({
      kind: "called",
      claimUntil: "2027-01-01T10:02:00.000Z",
    });
    for (const state of ["missed", "ended", "removed"] as const) expect(viewOf(aTicket(state, 3)).kind).toBe(state);
  });

  test("invites a visitor without a ticket, and shows the draw to one who has joined", () => {
    expect(viewOf(undefined)).toEqual({ kind: "outside", isOpen: true });
    expect(viewOf(aTicket("joined", null), { phase: "before" }).kind).toBe("before");
    expect(viewOf(aTicket("joined", null), { phase: "drawing" }).kind).toBe("drawing");
    expect(viewOf(aTicket("joined", null)).kind).toBe("drawing");
    expect(viewOf(undefined, { phase: "closed" }).kind).toBe("closed");
    expect(viewOf(undefined, { phase: "free" }).kind).toBe("entering");
  });
});

test("screen readers announce the place at round numbers, and the last three one by one", () => {
  expect([1_340, 1_001, 1_000, 999, 4, 3, 2, 1, 0].map(spokenPlace)).toEqual([
    2_000, 2_000, 1_000, 1_000, 5, 3, 2, 1, 0,
  ]);
});

import { describe, expect, test } from "vitest";
import type { QueueStatusWire } from "#lib/waiting-room/contract";
import { queueView, spokenPlace } from "./queue-view.ts";

const status: QueueStatusWire = {
  event_id: 1,
  phase: "open",
  is_cancelled: false,
  is_paused: false,
  held_back: null,
  opens_at: "2027-01-01T10:00:00.000Z",
  serving_position: 100,
  last_position: 2_000,
  waiting: 1_900,
  rate_per_minute: 120,
  pace_per_minute: 120,
  available_seats: 5_000,
  draw: { seed_hash: "", seed: null, salt: null, drawn_at: null, tickets: 0 },
  updated_at: "2027-01-01T10:00:00.000Z",
};

describe("the waiting room's text", () => {
  test("derives the place from the public status and the buyer's number alone", () => {
    expect(queueView(status, { state: "waiting", number: 1_601 })).toEqual({
      kind: "waiting",
      ahead: 1_500,
      range: { fromSeconds: 720, toSeconds: 960 },
      chance: "likely",
      share: 1 - 1_500 / 1_601,
    });
  });

  test("never counts fewer than zero people ahead, even after a missed call", () => {
    expect(queueView(status, { state: "waiting", number: 40 })).toMatchObject({ kind: "waiting", ahead: 0, share: 1 });
  });

  test("gives no time before the pace is known", () => {
    const early = queueView({ ...status, pace_per_minute: null }, { state: "waiting", number: 300 });
    expect(early).toMatchObject({ kind: "waiting", range: undefined });
  });

  test("says before anything else that the event is cancelled, to all", () => {
    const cancelled = { ...status, phase: "closed", is_cancelled: true } as const;
    for (const ticket of [undefined, { state: "waiting", number: 40 }, { state: "called", number: 3 }] as const) {
      expect(queueView(cancelled, ticket)).toEqual({ kind: "cancelled" });
    }
  });

  test("lets a called buyer in before anything else, and reports a missed call", () => {
    expect(queueView({ ...status, phase: "closed" }, { state: "admitted", number: 3 }).kind).toBe("called");
    expect(queueView(status, { state: "missed", number: 3 }).kind).toBe("over");
    expect(queueView(status, { state: "ended", number: 3 }).kind).toBe("over");
  });

  test("invites a visitor without a ticket, and shows the draw to one who has joined", () => {
    expect(queueView(status, undefined)).toEqual({ kind: "outside", isOpen: true });
    expect(queueView({ ...status, phase: "before" }, { state: "joined", number: null }).kind).toBe("before");
    expect(queueView({ ...status, phase: "drawing" }, { state: "joined", number: null }).kind).toBe("drawing");
    expect(queueView(status, { state: "joined", number: null }).kind).toBe("drawing");
    expect(queueView({ ...status, phase: "closed" }, undefined).kind).toBe("closed");
  });
});

test("screen readers announce the place at round numbers, and the last three one by one", () => {
  expect([1_340, 1_001, 1_000, 999, 4, 3, 2, 1, 0].map(spokenPlace)).toEqual([
    2_000, 2_000, 1_000, 1_000, 5, 3, 2, 1, 0,
  ]);
});

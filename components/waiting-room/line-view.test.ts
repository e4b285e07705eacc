import { describe, expect, test } from "vitest";
import type { QueueStatusView } from "#lib/waiting-room/contract";
import { lineView, spokenPlace } from "./line-view.ts";

const status: QueueStatusView = {
  event_id: 1,
  phase: "open",
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

describe("what the waiting room says", () => {
  test("is one's place from the public line and the own number alone", () => {
    expect(lineView(status, { state: "waiting", number: 1_601 })).toEqual({
      kind: "waiting",
      ahead: 1_500,
      range: { fromSeconds: 720, toSeconds: 960 },
      chance: "likely",
      share: 1 - 1_500 / 1_601,
    });
  });

  test("never goes below nobody ahead, also for somebody who was passed over and came back", () => {
    expect(lineView(status, { state: "waiting", number: 40 })).toMatchObject({ kind: "waiting", ahead: 0, share: 1 });
  });

  test("says no time before the pace is known", () => {
    const early = lineView({ ...status, pace_per_minute: null }, { state: "waiting", number: 300 });
    expect(early).toMatchObject({ kind: "waiting", range: undefined });
  });

  test("is one's turn before all else, and over when it was missed", () => {
    expect(lineView({ ...status, phase: "closed" }, { state: "admitted", number: 3 }).kind).toBe("turn");
    expect(lineView(status, { state: "missed", number: 3 }).kind).toBe("over");
    expect(lineView(status, { state: "ended", number: 3 }).kind).toBe("over");
  });

  test("invites who is outside, and waits for the draw with who is not", () => {
    expect(lineView(status, undefined)).toEqual({ kind: "outside", isOpen: true });
    expect(lineView({ ...status, phase: "before" }, { state: "joined", number: null }).kind).toBe("before");
    expect(lineView({ ...status, phase: "drawing" }, { state: "joined", number: null }).kind).toBe("drawing");
    expect(lineView(status, { state: "joined", number: null }).kind).toBe("drawing");
    expect(lineView({ ...status, phase: "closed" }, undefined).kind).toBe("closed");
  });
});

test("the place is said aloud at round marks, and the last three one by one", () => {
  expect([1_340, 1_001, 1_000, 999, 4, 3, 2, 1, 0].map(spokenPlace)).toEqual([
    2_000, 2_000, 1_000, 1_000, 5, 3, 2, 1, 0,
  ]);
});

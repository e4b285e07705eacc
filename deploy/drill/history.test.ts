import { describe, expect, test } from "vitest";
import { checkHistory, type SeatChange, type SeenAnswer } from "./history.ts";

const change = (
  version: number,
  status: SeatChange["status"],
  owner: string | null,
  more: Partial<SeatChange> = {},
) => ({
  ...{ seatId: 1, version, status, owner, heldUntilMs: status === "HELD" ? 1_000 : null, atMs: version * 10 },
  ...more,
});
const seen = (kind: SeenAnswer["kind"], owner: string, startMs: number, endMs = startMs + 5): SeenAnswer => ({
  ...{ kind, owner, seatIds: [1], startMs, endMs },
});

const SOLD = [change(0, "AVAILABLE", null), change(1, "HELD", "a"), change(2, "BOOKED", "a")];

describe("a history that fits", () => {
  test("a seat is held and paid", () => {
    expect(checkHistory(SOLD, [seen("held", "a", 8), seen("paid", "a", 18)])).toEqual([]);
  });

  test("a seat is released and goes to another buyer; a lapsed hold is taken over", () => {
    const released = [...SOLD.slice(0, 2), change(2, "AVAILABLE", null), change(3, "HELD", "b")];
    const answers = [seen("held", "a", 8), seen("released", "a", 18), seen("held", "b", 28)];
    expect(checkHistory(released, answers)).toEqual([]);
    expect(checkHistory([...SOLD.slice(0, 2), change(2, "HELD", "b", { atMs: 1_000 })], [])).toEqual([]);
  });

  test("requests that overlap may take effect in either order", () => {
    const released = [...SOLD.slice(0, 2), change(2, "AVAILABLE", null), change(3, "HELD", "b")];
    expect(checkHistory(released, [seen("held", "b", 5, 40), seen("held", "a", 20, 30)])).toEqual([]);
  });
});

describe("a history that does not fit is named:", () => {
  test.each([
    ["a version twice", [...SOLD, change(2, "BOOKED", "b")], [], "made twice, for a and for b"],
    ["a version missing", [change(1, "HELD", "a"), change(3, "BOOKED", "a")], [], "follows version 1"],
    ["a sold seat sold again", [...SOLD, change(3, "BOOKED", "b")], [], "BOOKED of a became BOOKED of b"],
    ["a hold taken over in its time", [...SOLD.slice(0, 2), change(2, "HELD", "b", { atMs: 999 })], [], "HELD of a"],
    ["an answer without a change", SOLD, [seen("held", "b", 8)], "b was told held, and no version says so"],
    ["a sale that was undone in silence", SOLD.slice(0, 2), [seen("paid", "a", 18)], "a was told paid"],
    [
      "time that goes back",
      [...SOLD.slice(0, 2), change(2, "AVAILABLE", null), change(3, "HELD", "b")],
      [seen("held", "b", 8), seen("held", "a", 18)],
      "a was told held at version 1, after b at 3",
    ],
  ] as const)("%s", (_, changes, answers, words) => {
    expect(checkHistory(changes, answers)).toContainEqual(expect.stringContaining(words));
  });
});

import { describe, expect, test } from "vitest";
import { type Counted, judgeAttention } from "./judge-attention.ts";

const NOW = Date.parse("2026-11-29T20:00:00Z");
const hours = (count: number) => new Date(NOW + count * 3_600_000);
const CALM: Counted = {
  troubles: { payment: 0, dispute: 0, evidenceDueAt: null },
  ...{ failedRefunds: 0, stopped: 0, reviews: 0, holding: 0, allocations: [] },
};

describe("what needs attention", () => {
  test("is nothing while nothing is counted", () => {
    expect(judgeAttention(CALM, NOW)).toEqual([]);
  });

  test("stands in the order of urgency, with its count and when it is due", () => {
    const counted: Counted = {
      troubles: { payment: 2, dispute: 1, evidenceDueAt: hours(30) },
      ...{ failedRefunds: 3, stopped: 400, reviews: 5, holding: 6 },
      allocations: [{ free: 7, releaseAt: hours(2) }],
    };
    expect(judgeAttention(counted, NOW)).toEqual([
      { kind: "payments_stuck", count: 2, due_at: null },
      { kind: "queue_stopped", count: 400, due_at: null },
      { kind: "refunds_failed", count: 3, due_at: null },
      { kind: "disputes_open", count: 1, due_at: hours(30).toISOString() },
      { kind: "reviews_open", count: 5, due_at: null },
      { kind: "holding_unusual", count: 6, due_at: null },
      { kind: "seats_released_soon", count: 7, due_at: hours(2).toISOString() },
    ]);
  });

  test("of orders is left out for who may not read them", () => {
    expect(judgeAttention({ ...CALM, troubles: undefined, failedRefunds: undefined }, NOW)).toEqual([]);
  });

  test("of allocations are the free seats that are released within a day, the next release first", () => {
    const allocations = [
      { free: 4, releaseAt: hours(23) },
      { free: 2, releaseAt: hours(1) },
      { free: 9, releaseAt: hours(25) },
      { free: 0, releaseAt: hours(1) },
      { free: 8, releaseAt: null },
    ];
    expect(judgeAttention({ ...CALM, allocations }, NOW)).toEqual([
      { kind: "seats_released_soon", count: 6, due_at: hours(1).toISOString() },
    ]);
  });
});

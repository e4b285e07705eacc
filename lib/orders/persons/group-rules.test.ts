import { describe, expect, test } from "vitest";
import { judgeRisk } from "#lib/protection/risk/judge-risk";
import { type GroupTotal, groupSignals } from "./group-rules.ts";

const LIMITS = { seats: 4, promoOrders: 1 };
const group = (given: Partial<GroupTotal>): GroupTotal => ({
  ...{ kind: "CARD", seats: 8, buyers: 2, promoOrders: 0 },
  ...given,
});

describe("what a group of orders adds to the risk", () => {
  test("grows from the limit of one person to twice as much, for cards and for mail addresses alike", () => {
    const card = (seats: number) => groupSignals([group({ seats })], LIMITS).card_over_limit;
    expect([1, 4, 5, 6, 8, 400].map(card)).toEqual([0, 0, 0.25, 0.5, 1, 1]);
    expect(groupSignals([group({ kind: "MAIL", seats: 6 })], LIMITS)).toEqual({
      ...{ card_over_limit: 0, mail_over_limit: 0.5, promo_over_limit: 0 },
    });
  });

  test("is nothing for one buyer, whose limit was lowered since", () => {
    expect(groupSignals([group({ seats: 40, buyers: 1, promoOrders: 9 })], LIMITS)).toEqual({
      ...{ card_over_limit: 0, mail_over_limit: 0, promo_over_limit: 0 },
    });
  });

  test("counts a promo code once a person, and not at all without a limit", () => {
    const groups = [group({ seats: 2, promoOrders: 2 })];
    expect(groupSignals(groups, LIMITS).promo_over_limit).toBe(1);
    expect(groupSignals(groups, { ...LIMITS, promoOrders: null }).promo_over_limit).toBe(0);
  });

  test("is never high by the card alone or the mailbox alone", () => {
    for (const kind of ["CARD", "MAIL"] as const)
      expect(judgeRisk(groupSignals([group({ kind, seats: 4_000, promoOrders: 90 })], LIMITS)).band).toBe("middle");
  });
});

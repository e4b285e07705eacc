import { describe, expect, test } from "vitest";
import { judgeRefund, type RefundAsked, type RefundFacts } from "./judge-refund.ts";
import { goodwillMinor, judgeRefundEnd, type RefundKind } from "./refund-rules.ts";

const NOW = new Date("2026-11-28T12:00:00Z");
const later = (ms: number) => new Date(NOW.getTime() + ms);

const ticket = (number: string, unitMinor = 4_500, isUsed = false) => {
  return { id: `id-${number}`, number, seatId: Number(number), unitMinor, isUsed };
};
const refund = (amountMinor: number, ticketIds: string[] = [], kind: RefundKind = "REQUESTED") => {
  return { kind, amountMinor, ticketIds, addOnIds: [] as string[] };
};

const facts = (over: Partial<RefundFacts> = {}): RefundFacts => ({
  now: NOW,
  order: { status: "PAID", totalMinor: 9_000, addOnsMinor: 0 },
  event: { isCancelled: false, refundUntil: later(1) },
  payment: { status: "CAPTURED", amountMinor: 9_000 },
  ...{ refunds: [], refundCount: 0, addOns: [], forfeitedMinor: 0 },
  priceMinor: 9_000,
  live: [ticket("1"), ticket("2")],
  ...over,
});

const asked = (over: Partial<RefundAsked> = {}): RefundAsked => ({
  ...{ kind: "whole", numbers: [], amountMinor: null, reason: "requested", byOwner: true },
  ...{ actor: "user:1", key: "k", stepMinor: 1, gatewayId: null },
  ...over,
});

describe("a refund is refused", () => {
  test.each([
    ["when all went back", "nothing_left", { order: { status: "REFUNDED", totalMinor: 9_000, addOnsMinor: 0 } }, {}],
    ["when the order is not paid", "not_paid", { order: { status: "PENDING", totalMinor: 9_000, addOnsMinor: 0 } }, {}],
    ["when the order failed", "not_paid", { order: { status: "FAILED", totalMinor: 9_000, addOnsMinor: 0 } }, {}],
    ["when nothing was paid", "nothing_paid", { order: { status: "PAID", totalMinor: 0, addOnsMinor: 0 } }, {}],
    ["when no payment is known", "payment_under_way", { payment: undefined }, {}],
    [
      "while the money is not taken yet",
      "payment_under_way",
      { payment: { status: "AUTHORIZED", amountMinor: 9_000 } },
      {},
    ],
    ["while the bank disputes the payment", "disputed", { payment: { status: "DISPUTED", amountMinor: 9_000 } }, {}],
    ["when the bank took the payment back", "disputed", { payment: { status: "LOST", amountMinor: 9_000 } }, {}],
    ["where the event takes nothing back", "no_returns", { event: { isCancelled: false, refundUntil: null } }, {}],
    ["at the end of the time for it", "too_late", { event: { isCancelled: false, refundUntil: NOW } }, {}],
    ["for a ticket that is not among the live ones", "ticket_gone", {}, { kind: "tickets", numbers: ["1", "9"] }],
    ["for a sum above what is left", "too_much", {}, { kind: "amount", byOwner: false, amountMinor: 9_001 }],
    [
      "for a sum finer than the gateway's step",
      "too_fine",
      {},
      { kind: "amount", byOwner: false, amountMinor: 15, stepMinor: 10 },
    ],
    ["for a sum of nothing", "nothing_left", {}, { kind: "amount", byOwner: false, amountMinor: 0 }],
    ["when goodwill has given all of it", "nothing_left", { refunds: [refund(9_000)] }, {}],
  ] as [string, string, Partial<RefundFacts>, Partial<RefundAsked>][])("%s: %s", (_when, said, given, wish) => {
    expect(judgeRefund(facts(given), asked(wish)).said).toBe(said);
  });

  test("by its owner when one of the tickets was used, and names it", () => {
    const used = facts({ live: [ticket("1"), ticket("2", 4_500, true)] });
    expect(judgeRefund(used, asked())).toMatchObject({ said: "checked_in", used: ["2"] });
    expect(judgeRefund(used, asked({ byOwner: false })).said).toBe("ok");
    expect(judgeRefund(used, asked({ kind: "tickets", numbers: ["1"] })).said).toBe("ok");
  });

  test("with what is left told, where too much is asked for", () => {
    const some = facts({ refunds: [refund(1_000)] });
    const tooMuch = asked({ kind: "amount", byOwner: false, amountMinor: 8_001 });
    expect(judgeRefund(some, tooMuch)).toMatchObject({ said: "too_much", restMinor: 8_000 });
  });
});

describe("the policy for owners", () => {
  test.each([
    ["binds no staff", { event: { isCancelled: false, refundUntil: null } }, { byOwner: false }],
    ["binds nobody when the event was cancelled", { event: { isCancelled: true, refundUntil: null } }, {}],
    ["holds until the last moment", { event: { isCancelled: false, refundUntil: later(1) } }, {}],
  ] as [string, Partial<RefundFacts>, Partial<RefundAsked>][])("%s", (_what, given, wish) => {
    expect(judgeRefund(facts(given), asked(wish)).said).toBe("ok");
  });
});

describe("what goes back", () => {
  const chosenOf = (judged: ReturnType<typeof judgeRefund>) =>
    judged.said === "ok" ? judged.chosen.map(({ number }) => number) : judged.said;

  test("for the whole order is all that is left, with all live tickets", () => {
    const judged = judgeRefund(facts({ refunds: [refund(1_000)] }), asked());
    expect(judged).toMatchObject({ said: "ok", amountMinor: 8_000, isWhole: true });
    expect(chosenOf(judged)).toEqual(["1", "2"]);
  });

  test("for one ticket is its price, less its part of the discount; the order is not whole yet", () => {
    const discounted = facts({
      order: { status: "PAID", totalMinor: 6_000, addOnsMinor: 0 },
      payment: { status: "CAPTURED", amountMinor: 6_000 },
    });
    const judged = judgeRefund(discounted, asked({ kind: "tickets", numbers: ["1"] }));
    expect(judged).toMatchObject({ said: "ok", amountMinor: 3_000, isWhole: false });
  });

  test("for the last live ticket is all that is left", () => {
    const last = facts({
      live: [ticket("2")],
      refunds: [refund(4_500, ["id-1"])],
      order: { status: "PARTIALLY_REFUNDED", totalMinor: 9_000, addOnsMinor: 0 },
    });
    expect(judgeRefund(last, asked({ kind: "tickets", numbers: ["2"] }))).toMatchObject({
      amountMinor: 4_500,
      isWhole: true,
    });
  });

  test("for a sum is the sum, and takes no ticket", () => {
    const judged = judgeRefund(facts(), asked({ kind: "amount", byOwner: false, amountMinor: 9_000 }));
    expect(judged).toMatchObject({ said: "ok", amountMinor: 9_000, isWhole: false });
    expect(chosenOf(judged)).toEqual([]);
  });

  test("at the gateway without us is recorded as it is, and takes the tickets when it leaves nothing", () => {
    const made = (amountMinor: number) => asked({ kind: "gateway", byOwner: false, amountMinor, gatewayId: "re_1" });
    expect(judgeRefund(facts(), made(100))).toMatchObject({ said: "ok", amountMinor: 100, isWhole: false });
    expect(judgeRefund(facts(), made(9_000))).toMatchObject({ said: "ok", amountMinor: 9_000, isWhole: true });
    expect(judgeRefund(facts({ refunds: [refund(500)] }), made(9_000))).toMatchObject({
      amountMinor: 8_500,
      isWhole: true,
    });
  });

  test("counts refunds that are promised, whatever became of them, and goodwill only what came without a ticket", () => {
    expect(goodwillMinor([refund(100), refund(200, ["t"]), refund(400, [], "AT_GATEWAY")])).toBe(500);
    expect(goodwillMinor([refund(100, [], "LATE_PAYMENT"), refund(100, [], "SURPLUS")])).toBe(0);
  });
});

describe("add-ons of an order that stays", () => {
  const programmes = (over: Partial<RefundFacts["addOns"][number]> = {}) => {
    return { addOnId: "p", quantity: 3, returned: 0, totalMinor: 1_500, returnedMinor: 0, ...over };
  };
  const withAddOns = (over: Partial<RefundFacts> = {}) =>
    facts({
      order: { status: "PAID", totalMinor: 10_500, addOnsMinor: 1_500 },
      payment: { status: "CAPTURED", amountMinor: 10_500 },
      addOns: [programmes()],
      ...over,
    });
  const some = (quantity: number, over: Partial<RefundAsked> = {}) =>
    asked({ kind: "add_ons", byOwner: false, addOns: [{ addOnId: "p", quantity }], ...over });

  test("go back with their part of the price, and no ticket does", () => {
    expect(judgeRefund(withAddOns(), some(1))).toMatchObject({
      ...{ said: "ok", amountMinor: 500, chosen: [], isWhole: false },
      addOns: [{ addOnId: "p", quantity: 1, minor: 500 }],
    });
    const oneGone = withAddOns({
      addOns: [programmes({ returned: 1, returnedMinor: 500 })],
      refunds: [{ ...refund(500), addOnIds: ["p"] }],
    });
    expect(judgeRefund(oneGone, some(2))).toMatchObject({ amountMinor: 1_000, isWhole: false });
    expect(judgeRefund(oneGone, asked())).toMatchObject({ amountMinor: 10_000, addOns: [{ quantity: 2 }] });
  });

  test("go back together with a ticket, and with the last one all that are left", () => {
    expect(judgeRefund(withAddOns(), some(1, { numbers: ["1"] }))).toMatchObject({
      amountMinor: 5_000,
      isWhole: false,
    });
    expect(judgeRefund(withAddOns(), some(1, { numbers: ["1", "2"] }))).toMatchObject({
      ...{ amountMinor: 10_500, isWhole: true },
      addOns: [{ quantity: 3, minor: 1_500 }],
    });
  });

  test("are refused when so many are not left, and beside no live ticket", () => {
    expect(judgeRefund(withAddOns(), some(4)).said).toBe("add_on_gone");
    expect(judgeRefund(withAddOns({ addOns: [programmes({ returned: 3 })] }), some(1)).said).toBe("add_on_gone");
    expect(judgeRefund(withAddOns({ addOns: [] }), some(1)).said).toBe("add_on_gone");
    expect(judgeRefund(withAddOns({ live: [] }), some(1)).said).toBe("add_on_gone");
    expect(judgeRefund(withAddOns(), some(1, { numbers: ["9"] })).said).toBe("ticket_gone");
  });

  test("are refused when the order has another refund than was seen", () => {
    expect(judgeRefund(withAddOns({ refundCount: 1 }), some(1, { seenRefunds: 0 })).said).toBe("changed");
    expect(judgeRefund(withAddOns({ refundCount: 1 }), some(1, { seenRefunds: 1 })).said).toBe("ok");
  });

  test("leave the price of tickets that were given up without money where it is", () => {
    const forfeited = withAddOns({ live: [ticket("1")], forfeitedMinor: 4_500 });
    expect(judgeRefund(forfeited, some(1))).toMatchObject({ said: "ok", amountMinor: 500 });
  });
});

describe("the gateway's answer on a refund", () => {
  const is = (status: "PENDING" | "SUCCEEDED" | "FAILED", attempt = 1) => ({ status, attempt, amountMinor: 700 });

  test.each([
    ["counts the money that is back", is("PENDING"), { status: "SUCCEEDED", attempt: 1 }, { movedMinor: 700 }],
    ["counts nothing that was refused", is("PENDING"), { status: "FAILED", attempt: 1 }, { movedMinor: 0 }],
    ["takes back what came back to us", is("SUCCEEDED"), { status: "FAILED", attempt: 1 }, { movedMinor: -700 }],
    ["says nothing the second time", is("SUCCEEDED"), { status: "SUCCEEDED", attempt: 1 }, undefined],
    ["says nothing of one that failed", is("FAILED"), { status: "SUCCEEDED", attempt: 1 }, undefined],
    ["says nothing of an attempt before the last", is("PENDING", 2), { status: "FAILED", attempt: 1 }, undefined],
  ] as const)("%s", (_what, refund, ended, moved) => {
    expect(judgeRefundEnd(refund, ended)).toEqual(moved);
  });
});

import { describe, expect, test } from "vitest";
import { decideDispute } from "./dispute-rules.ts";

const payment = { status: "CAPTURED" as const, amountMinor: 9_000, refundedMinor: 0, lostMinor: 0, elsewhereMinor: 0 };
const open = { status: "open" as const, isWithdrawn: true, amountMinor: 9_000 };
const known = { status: "OPEN" as const, isWithdrawn: true };

test("part of a payment in dispute never takes a ticket", () => {
  const part = { ...open, amountMinor: 4_000 };
  expect(decideDispute(undefined, part, { payment, policy: "VOID" })).toMatchObject({
    payment: "DISPUTED",
    tickets: "live",
  });
});

test("what is left after a refund is all there is", () => {
  const left = { ...payment, refundedMinor: 5_000 };
  const part = { ...open, amountMinor: 4_000 };
  expect(decideDispute(undefined, part, { payment: left, policy: "VOID" })).toMatchObject({ tickets: "suspended" });
});

test("a dispute of a payment that went back records its loss and moves nothing else", () => {
  const refunded = { ...payment, status: "REFUNDED" as const, refundedMinor: 9_000 };
  const lost = { ...open, status: "lost" as const };
  expect(decideDispute(undefined, lost, { payment: refunded, policy: "VOID" })).toMatchObject({
    payment: undefined,
    lostMinor: 9_000,
    tickets: "untouched",
  });
});

test("a decision is final, and what is known says nothing new", () => {
  const disputed = { ...payment, status: "DISPUTED" as const };
  expect(decideDispute(known, open, { payment: disputed, policy: "KEEP" })).toBeUndefined();
  for (const status of ["WON", "LOST"] as const) {
    const closed = { status, isWithdrawn: status === "LOST" };
    expect(decideDispute(closed, open, { payment, policy: "KEEP" })).toBeUndefined();
  }
});

test("money that is put back before the decision ends the dispute of the payment, not the dispute", () => {
  const disputed = { ...payment, status: "DISPUTED" as const };
  expect(decideDispute(known, { ...open, isWithdrawn: false }, { payment: disputed, policy: "VOID" })).toMatchObject({
    dispute: { status: "OPEN", isWithdrawn: false },
    payment: "CAPTURED",
    tickets: "live",
    isClosed: false,
  });
});

test("a dispute that is won takes nothing, though the gateway still says withdrawn", () => {
  const disputed = { ...payment, status: "DISPUTED" as const };
  expect(decideDispute(known, { ...open, status: "won" }, { payment: disputed, policy: "VOID" })).toMatchObject({
    dispute: { status: "WON", isWithdrawn: false },
    payment: "CAPTURED",
    lostMinor: 0,
    tickets: "live",
  });
});

test("no more is lost than was paid", () => {
  const lost = { ...open, status: "lost" as const, amountMinor: 10_000 };
  expect(decideDispute(undefined, lost, { payment, policy: "KEEP" })).toMatchObject({ lostMinor: 9_000 });
  const twice = { ...payment, status: "LOST" as const, lostMinor: 4_000 };
  expect(decideDispute(undefined, lost, { payment: twice, policy: "KEEP" })).toMatchObject({ lostMinor: 5_000 });
});

test.each(["CREATED", "REQUIRES_ACTION", "AUTHORIZED", "CANCELED", "FAILED", "REFUNDED"] as const)(
  "a dispute moves neither a payment that is %s nor its order's tickets",
  (status) => {
    const other = { ...payment, status };
    expect(decideDispute(undefined, open, { payment: other, policy: "VOID" })).toMatchObject({
      payment: undefined,
      tickets: "untouched",
    });
  },
);

test("tickets that were suspended are live again where the organizer keeps them by now", () => {
  const disputed = { ...payment, status: "DISPUTED" as const };
  const lost = { ...open, status: "lost" as const };
  expect(decideDispute(known, lost, { payment: disputed, policy: "KEEP" })).toMatchObject({
    payment: "LOST",
    tickets: "live",
  });
});

describe("of two disputes of one payment", () => {
  const part = { ...open, amountMinor: 4_000 };
  const disputed = { ...payment, status: "DISPUTED" as const };

  test("both together take the tickets when they are about all of it", () => {
    const beside = { ...disputed, elsewhereMinor: 5_000 };
    expect(decideDispute(undefined, part, { payment: beside, policy: "VOID" })).toMatchObject({ tickets: "suspended" });
  });

  test("one that is won leaves the payment disputed while the other is open", () => {
    const beside = { ...disputed, elsewhereMinor: 5_000 };
    expect(decideDispute(known, { ...part, status: "won" }, { payment: beside, policy: "VOID" })).toMatchObject({
      payment: undefined,
      tickets: "live",
    });
    const all = { ...disputed, elsewhereMinor: 9_000 };
    expect(decideDispute(known, { ...part, status: "won" }, { payment: all, policy: "VOID" })).toMatchObject({
      payment: undefined,
      tickets: "suspended",
    });
  });

  test("one that is lost voids no ticket for good before the other is decided", () => {
    const beside = { ...disputed, elsewhereMinor: 5_000 };
    expect(decideDispute(known, { ...part, status: "lost" }, { payment: beside, policy: "VOID" })).toMatchObject({
      payment: undefined,
      lostMinor: 4_000,
      tickets: "suspended",
    });
  });

  test("the last one decides: with one lost the payment is lost, and with all of it the tickets", () => {
    const last = { ...open, amountMinor: 5_000 };
    const lostOne = { ...disputed, lostMinor: 4_000 };
    const decided = (status: "won" | "lost") =>
      decideDispute(known, { ...last, status }, { payment: lostOne, policy: "VOID" });
    expect(decided("won")).toMatchObject({ payment: "LOST", lostMinor: 0, tickets: "live" });
    expect(decided("lost")).toMatchObject({ payment: "LOST", lostMinor: 5_000, tickets: "void" });
  });

  test("a second one about the rest of a payment that is lost in part takes the tickets", () => {
    const lostOne = { ...payment, status: "LOST" as const, lostMinor: 4_000 };
    const rest = { ...open, amountMinor: 5_000 };
    expect(decideDispute(undefined, rest, { payment: lostOne, policy: "VOID" })).toMatchObject({
      payment: undefined,
      tickets: "suspended",
    });
  });
});

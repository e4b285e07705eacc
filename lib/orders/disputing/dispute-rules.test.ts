import { expect, test } from "vitest";
import { decideDispute } from "./dispute-rules.ts";

const payment = { status: "CAPTURED" as const, amountMinor: 9_000, refundedMinor: 0, lostMinor: 0 };
const open = { status: "open" as const, isWithdrawn: true, amountMinor: 9_000 };
const known = { status: "OPEN" as const, isWithdrawn: true };

test("part of a payment in dispute never takes a ticket", () => {
  const part = { ...open, amountMinor: 4_000 };
  expect(decideDispute(undefined, part, { payment, policy: "VOID" })).toMatchObject({
    payment: "DISPUTED",
    tickets: "stay",
  });
});

test("what is left after a refund is all there is", () => {
  const left = { ...payment, refundedMinor: 5_000 };
  const part = { ...open, amountMinor: 4_000 };
  expect(decideDispute(undefined, part, { payment: left, policy: "VOID" })).toMatchObject({ tickets: "suspend" });
});

test("a dispute of a payment that went back records its loss and moves nothing else", () => {
  const refunded = { ...payment, status: "REFUNDED" as const, refundedMinor: 9_000 };
  const lost = { ...open, status: "lost" as const };
  expect(decideDispute(undefined, lost, { payment: refunded, policy: "VOID" })).toMatchObject({
    payment: undefined,
    lostMinor: 9_000,
    tickets: "stay",
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
    tickets: "restore",
    isClosed: false,
  });
});

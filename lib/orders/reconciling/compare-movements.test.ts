import { expect, test } from "vitest";
import type { GatewayMovement } from "#lib/payments/gateway";
import { compareMovements, type LedgerMovementRow } from "./compare-movements.ts";

const span = { from: new Date("2026-11-28T00:00:00Z"), until: new Date("2026-11-29T00:00:00Z") };
const noon = new Date("2026-11-28T12:00:00Z");
const same = { kind: "captured", amountMinor: 9_000, currency: "EUR", at: noon } as const;
const ours = (n: number, change: Partial<LedgerMovementRow> = {}): LedgerMovementRow => {
  return { ...same, id: `tx-${n}`, gatewayPaymentId: `pi_${n}`, ...change };
};
const theirs = (n: number, change: Partial<GatewayMovement> = {}): GatewayMovement => {
  return { ...same, id: `txn_${n}`, gatewayPaymentId: `pi_${n}`, feeMinor: 0, ...change };
};

test("equal books have no difference, in any order", () => {
  const many = Array.from({ length: 1_000 }, (_, n) => n);
  const books = { ours: many.map((n) => ours(n)), theirs: many.map((n) => theirs(n)).reverse() };
  expect(compareMovements(books, span)).toEqual([]);
});

test("each kind of difference is found to the cent, with the ids of both sides", () => {
  const books = {
    ours: [ours(1), ours(2), ours(4, { amountMinor: 9_001 })],
    theirs: [theirs(1), theirs(3), theirs(4)],
  };
  expect(compareMovements(books, span)).toEqual([
    { what: "missing_there", ours: ours(2) },
    { what: "other_amount", ours: ours(4, { amountMinor: 9_001 }), theirs: theirs(4) },
    { what: "missing_here", theirs: theirs(3) },
  ]);
});

test("two equal refunds of one payment are two: one that is missing is found", () => {
  const refund = { kind: "refunded", amountMinor: -500 } as const;
  const books = { ours: [ours(1, refund)], theirs: [theirs(1, refund), theirs(1, { ...refund, id: "txn_again" })] };
  expect(compareMovements(books, span)).toMatchObject([{ what: "missing_here", theirs: { id: "txn_again" } }]);
});

test("a movement on the other side of midnight by one clock is no difference, and the next day's own are not this day's", () => {
  const early = { at: new Date(span.from.getTime() - 1) };
  const late = { at: span.until };
  expect(compareMovements({ ours: [ours(1, early)], theirs: [theirs(1, { at: span.from })] }, span)).toEqual([]);
  expect(compareMovements({ ours: [ours(1, early)], theirs: [theirs(2, late)] }, span)).toEqual([]);
});

test("a movement without a payment of ours is missing here", () => {
  const { gatewayPaymentId: _, ...foreign } = theirs(1);
  expect(compareMovements({ ours: [], theirs: [foreign] }, span)).toEqual([{ what: "missing_here", theirs: foreign }]);
});

test("another currency is another movement", () => {
  const books = { ours: [ours(1)], theirs: [theirs(1, { currency: "USD" })] };
  expect(compareMovements(books, span).map(({ what }) => what)).toEqual(["missing_there", "missing_here"]);
});

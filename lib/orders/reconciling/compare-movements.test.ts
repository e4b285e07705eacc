import { expect, test } from "vitest";
import type { GatewayMovement } from "#lib/payments/gateway";
import { compareMovements, type Known, type LedgerMovementRow } from "./compare-movements.ts";

const span = {
  from: new Date("2026-11-28T00:00:00Z"),
  until: new Date("2026-11-29T00:00:00Z"),
  aroundUntil: new Date("2026-11-29T06:00:00Z"),
};
type Books = Pick<Known, "ours" | "theirs"> & Partial<Known>;
const compared = (books: Books) => compareMovements({ feesMinor: new Map(), awaited: [], failed: [], ...books }, span);
const differences = (books: Books) => compared(books).differences;
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
  expect(differences(books)).toEqual([]);
});

test("each kind of difference is found to the cent, with the ids of both sides", () => {
  const books = {
    ours: [ours(1), ours(2), ours(4, { amountMinor: 9_001 })],
    theirs: [theirs(1), theirs(3), theirs(4)],
  };
  expect(differences(books)).toEqual([
    { what: "missing_there", ours: ours(2) },
    { what: "other_amount", ours: ours(4, { amountMinor: 9_001 }), theirs: theirs(4) },
    { what: "missing_here", theirs: theirs(3) },
  ]);
});

test("two equal refunds of one payment are two: one that is missing is found", () => {
  const refund = { kind: "refunded", amountMinor: -500 } as const;
  const books = { ours: [ours(1, refund)], theirs: [theirs(1, refund), theirs(1, { ...refund, id: "txn_again" })] };
  expect(differences(books)).toMatchObject([{ what: "missing_here", theirs: { id: "txn_again" } }]);
});

test("a movement on the other side of midnight by one clock is no difference, and the next day's own are not this day's", () => {
  const early = { at: new Date(span.from.getTime() - 1) };
  const late = { at: span.until };
  expect(differences({ ours: [ours(1, early)], theirs: [theirs(1, { at: span.from })] })).toEqual([]);
  expect(differences({ ours: [ours(1, early)], theirs: [theirs(2, late)] })).toEqual([]);
});

test("a movement without a payment of ours is missing here", () => {
  const { gatewayPaymentId: _, ...foreign } = theirs(1);
  expect(differences({ ours: [], theirs: [foreign] })).toEqual([{ what: "missing_here", theirs: foreign }]);
});

test("another currency is another movement", () => {
  const books = { ours: [ours(1)], theirs: [theirs(1, { currency: "USD" })] };
  expect(differences(books).map(({ what }) => what)).toEqual(["missing_there", "missing_here"]);
});

test("a fee that is not the one we booked is a difference of its own, and the sums say by how much", () => {
  const books = { ours: [ours(1), ours(2)], theirs: [theirs(1, { feeMinor: 161 }), theirs(2, { feeMinor: 161 })] };
  const { differences, totals } = compared({
    ...books,
    feesMinor: new Map([
      ["txn_1", 161],
      ["txn_2", 160],
    ]),
  });
  expect(differences).toMatchObject([{ what: "other_fee", theirs: { id: "txn_2" }, bookedMinor: 160 }]);
  const amountMinor = 18_000;
  expect(totals).toEqual([
    { currency: "EUR", ours: { amountMinor, feeMinor: 321 }, theirs: { amountMinor, feeMinor: 322 } },
  ]);
});

const refund = { kind: "refunded", amountMinor: -500 } as const;
const awaited = [{ gatewayPaymentId: "pi_1", amountMinor: 500 }];

test("a refund that we still wait for is in transit and no difference; one more of the same amount is", () => {
  const moved = [theirs(1, refund), theirs(1, { ...refund, id: "txn_again" })];
  expect(compared({ ours: [], theirs: moved, awaited })).toMatchObject({
    differences: [{ what: "missing_here", theirs: { id: "txn_again" } }],
    inTransit: [{ theirs: { id: "txn_1" }, arrivedAt: null }],
  });
  expect(differences({ ours: [], theirs: [theirs(1, { ...refund, amountMinor: -501 })], awaited })).toHaveLength(1);
});

test("one that failed before it counted went out and came back, each once and to the cent", () => {
  const failed = [{ gatewayPaymentId: "pi_1", amountMinor: 500 }];
  const back = theirs(1, { kind: "refund_returned", amountMinor: 500, id: "txn_back" });
  expect(compared({ ours: [], theirs: [theirs(1, refund), back], failed })).toMatchObject({
    ...{ differences: [], inTransit: [] },
  });
  expect(differences({ ours: [], theirs: [back, { ...back, id: "txn_twice" }], failed })).toMatchObject([
    { what: "missing_here", theirs: { id: "txn_twice" } },
  ]);
  expect(differences({ ours: [], theirs: [{ ...back, amountMinor: 501 }], failed })).toHaveLength(1);
  expect(differences({ ours: [], theirs: [theirs(1, { amountMinor: 500 })], failed })).toHaveLength(1);
});

test("one that arrived days later is known by the day it left and by the day it came", () => {
  const arrivedAt = new Date("2026-12-03T09:00:00Z");
  const late = ours(1, { ...refund, at: arrivedAt });
  expect(compared({ ours: [late], theirs: [theirs(1, refund)] })).toMatchObject({
    differences: [],
    inTransit: [{ theirs: { id: "txn_1" }, arrivedAt }],
  });
  const left = theirs(1, { ...refund, at: new Date("2026-11-24T09:00:00Z") });
  expect(compared({ ours: [ours(1, refund)], theirs: [left] })).toMatchObject({ differences: [], inTransit: [] });
});

import { expect, test } from "vitest";
import { PAYMENT_STATUSES, type PaymentStatus } from "#lib/payments/state";
import { RESERVATION_STATUSES } from "#lib/reservations/state";
import { ORDER_STATUSES } from "../state.ts";
import { mayOpenAttempt } from "./attempt-rules.ts";

const now = new Date("2026-11-28T12:00:00Z");
const later = new Date("2026-11-28T12:05:00Z");
const books = {
  now,
  order: { status: "PENDING" },
  reservation: { status: "PAYING", expiresAt: later },
  payments: [{ status: "FAILED" }],
} as const;

test("a further attempt opens while the order is pending, its reservation is being paid, and there is time", () => {
  expect(ORDER_STATUSES.filter((status) => mayOpenAttempt({ ...books, order: { status } }))).toEqual(["PENDING"]);
  const reserved = RESERVATION_STATUSES.filter((status) =>
    mayOpenAttempt({ ...books, reservation: { status, expiresAt: later } }),
  );
  expect(reserved).toEqual(["PAYING"]);
  expect(mayOpenAttempt({ ...books, reservation: { status: "PAYING", expiresAt: now } })).toBe(false);
});

test("a further attempt opens beside those that take no money any more, and beside no other", () => {
  const beside = (status: PaymentStatus) => mayOpenAttempt({ ...books, payments: [{ status }, { status: "FAILED" }] });
  expect(PAYMENT_STATUSES.filter(beside)).toEqual(["CANCELED", "FAILED", "REFUNDED", "DISPUTED", "LOST"]);
  expect(mayOpenAttempt({ ...books, payments: [] })).toBe(true);
});

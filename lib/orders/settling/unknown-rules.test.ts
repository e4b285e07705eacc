import { expect, test } from "vitest";
import { PAYMENT_STATUSES } from "#lib/payments/state";
import { mayCloseUnknown, UNKNOWN_MS } from "./unknown-rules.ts";

const createdAt = new Date("2026-11-01T12:00:00Z");
const after = (ms: number) => new Date(createdAt.getTime() + ms);

test("a payment that its gateway does not know is closed after a day, and not a moment before", () => {
  expect(mayCloseUnknown({ status: "REQUIRES_ACTION", createdAt }, after(UNKNOWN_MS - 1))).toBe(false);
  expect(mayCloseUnknown({ status: "REQUIRES_ACTION", createdAt }, after(UNKNOWN_MS))).toBe(true);
});

test("only what is open is closed: money in our books is not", () => {
  const closed = PAYMENT_STATUSES.filter((status) => mayCloseUnknown({ status, createdAt }, after(UNKNOWN_MS)));
  expect(closed).toEqual(["CREATED", "REQUIRES_ACTION", "AUTHORIZED"]);
});

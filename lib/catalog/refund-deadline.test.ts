import { describe, expect, test } from "vitest";
import { refundDeadline, termsKept } from "./refund-deadline.ts";

const at = (time: string) => new Date(`2027-03-${time}:00Z`);
const bought = (time: string, returnUntil: Date | null = null) => ({ createdAt: at(time), returnUntil });
const startsAt = at("20T20:00");
const now = at("01T12:00");
const noChange = { startsAt, movedAt: null, returnUntil: null };

/** The terms of an event whose policy changed at noon from one to another. */
function changed(from: number | null, to: number | null, kept: unknown = []) {
  const keptTerms = termsKept({ refundUntilHours: from, keptTerms: kept, holdSeconds: 600 }, to, now);
  return { ...noChange, refundUntilHours: to, keptTerms };
}

describe("an order keeps the terms it was bought under", () => {
  test.each([
    ["fewer hours are left", 24, 48, at("19T20:00")],
    ["nothing is taken back any more", 24, null, at("19T20:00")],
    ["more hours are left", 48, 24, at("19T20:00")],
    ["tickets are taken back at last", null, 24, at("19T20:00")],
    ["nothing changes", 24, 24, at("19T20:00")],
    ["nothing was ever taken back", null, null, null],
  ] as const)("where %s", (_what, from, to, expected) => {
    expect(refundDeadline(changed(from, to), bought("01T11:59"))).toEqual(expected);
  });

  test("and later orders have the new ones", () => {
    expect(refundDeadline(changed(24, 48), bought("01T13:00"))).toEqual(at("18T20:00"));
    expect(refundDeadline(changed(24, null), bought("01T13:00"))).toBeNull();
  });

  test("also where its seats were held before the change and paid for after it", () => {
    expect(refundDeadline(changed(24, 48), bought("01T12:19"))).toEqual(at("19T20:00"));
    expect(refundDeadline(changed(24, 48), bought("01T12:20"))).toEqual(at("18T20:00"));
  });

  test("through one change after another", () => {
    const early = [{ before: at("01T10:00").toISOString(), refundUntilHours: 12 }];
    const twice = changed(24, 48, early);
    expect(refundDeadline(twice, bought("01T09:00"))).toEqual(at("20T08:00"));
    expect(refundDeadline(twice, bought("01T11:00"))).toEqual(at("19T20:00"));
    expect(refundDeadline(twice, bought("02T11:00"))).toEqual(at("18T20:00"));
  });
});

test("terms that a later and better promise covers are not kept twice", () => {
  const first = changed(48, 72).keptTerms;
  expect(termsKept({ refundUntilHours: 24, keptTerms: first, holdSeconds: 600 }, null, now)).toEqual([
    { before: at("01T12:20").toISOString(), refundUntilHours: 24 },
  ]);
});

test("an order whose seat got worse has its own date, a later one of the event's wins, and none lies beyond the start", () => {
  const never = { ...noChange, refundUntilHours: null, keptTerms: [] };
  expect(refundDeadline(never, bought("01T13:00", at("15T12:00")))).toEqual(at("15T12:00"));
  expect(refundDeadline(never, bought("01T13:00", at("25T12:00")))).toEqual(startsAt);
  expect(refundDeadline({ ...never, refundUntilHours: 24 }, bought("01T13:00", at("15T12:00")))).toEqual(
    at("19T20:00"),
  );
});

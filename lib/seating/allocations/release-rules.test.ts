import { expect, test } from "vitest";
import { type ReleaseSeat, soldOutReleases } from "./release-rules.ts";

const seat = (id: number, more: Partial<ReleaseSeat> = {}): ReleaseSeat => ({
  ...{ id, section: 0, levelId: 1, allocationId: null, isGone: false },
  ...more,
});
const accessible = (releaseScope: "HOUSE" | "SECTION" | "LEVEL" | null) => ({
  id: 1,
  kind: "ACCESSIBLE",
  releaseScope,
});
const released = (
  scope: "HOUSE" | "SECTION" | "LEVEL" | null,
  seats: ReleaseSeat[],
  others: { id: number; kind: string }[] = [],
) =>
  soldOutReleases([accessible(scope), ...others.map((each) => ({ ...each, releaseScope: null }))], seats).flatMap(
    ({ seatIds }) => seatIds,
  );

const PLACES = [seat(1, { allocationId: 1 }), seat(2, { allocationId: 1, section: 1, levelId: 2 })];

test("accessible places are released with the last other seat of the house", () => {
  expect(released("HOUSE", [...PLACES, seat(3)])).toEqual([]);
  expect(released("HOUSE", [...PLACES, seat(3, { isGone: true })])).toEqual([1, 2]);
});

test("or of their section, or of their price level", () => {
  const others = [seat(3, { isGone: true }), seat(4, { section: 1, levelId: 2 })];
  expect(released("SECTION", [...PLACES, ...others])).toEqual([1]);
  expect(released("LEVEL", [...PLACES, ...others])).toEqual([1]);
  expect(released("LEVEL", [...PLACES, seat(3, { section: 1 }), seat(4, { isGone: true, levelId: 2 })])).toEqual([2]);
});

test("seats of a promoter count until they are sold, those of the house never", () => {
  const other = seat(3, { allocationId: 2 });
  expect(released("HOUSE", [...PLACES, other], [{ id: 2, kind: "PROMOTER" }])).toEqual([]);
  expect(released("HOUSE", [...PLACES, other], [{ id: 2, kind: "HOUSE" }])).toEqual([1, 2]);
  expect(released("HOUSE", [...PLACES, other], [{ id: 2, kind: "ACCESSIBLE" }])).toEqual([1, 2]);
});

test("without such a rule nothing is released, and what is sold stays", () => {
  expect(released(null, PLACES)).toEqual([]);
  expect(released("HOUSE", [seat(1, { allocationId: 1, isGone: true })])).toEqual([]);
});

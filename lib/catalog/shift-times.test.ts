import { expect, test } from "vitest";
import { OPEN_DATE_MS } from "#lib/platform/open-date";
import { copyTimes, shiftTimes } from "./shift-times.ts";

const at = (iso: string) => Date.parse(iso);
const times = {
  startsAtMs: at("2027-03-20T19:00:00Z"), // 20:00 in Madrid, winter
  endsAtMs: at("2027-03-20T23:30:00Z"), // 00:30 the next day
  doorsAtMs: at("2027-03-20T18:00:00Z"),
  salesStartAtMs: at("2027-01-20T09:00:00Z"),
  salesEndAtMs: at("2027-03-20T19:00:00Z"),
};
const here = { timeZone: "Europe/Madrid", nowMs: at("2026-12-01T00:00:00Z") };

test("the clocks on the wall stay, over a change of the clocks and over midnight", () => {
  expect(shiftTimes(times, at("2027-06-20T18:00:00Z"), here)).toEqual({
    startsAtMs: at("2027-06-20T18:00:00Z"), // 20:00, summer
    endsAtMs: at("2027-06-20T22:30:00Z"), // 00:30
    doorsAtMs: at("2027-06-20T17:00:00Z"),
    salesStartAtMs: at("2027-04-22T08:00:00Z"), // 10:00 still
    salesEndAtMs: at("2027-06-20T18:00:00Z"),
  });
});

test("an end in an hour that does not exist or comes twice stays after the start", () => {
  const late = { ...times, endsAtMs: at("2027-03-21T01:30:00Z") }; // 02:30
  const jumped = shiftTimes(late, at("2027-03-27T19:00:00Z"), here);
  expect(new Date(jumped.endsAtMs).toISOString()).toBe("2027-03-28T01:30:00.000Z"); // 03:30
  const twice = shiftTimes(late, at("2027-10-30T18:00:00Z"), here);
  expect(new Date(twice.endsAtMs).toISOString()).toBe("2027-10-31T00:30:00.000Z"); // 02:30 for the first time
});

test("a sale that would begin in the past begins now", () => {
  const nowMs = at("2027-06-01T00:00:00Z");
  expect(shiftTimes(times, at("2027-06-20T18:00:00Z"), { ...here, nowMs }).salesStartAtMs).toBe(nowMs);
});

test("the copy of an event without a date keeps its length alone, and no hour of the year that stands for it", () => {
  const hour = 3_600_000;
  const at = (ms: number) => new Date(ms);
  const row = {
    ...{ startsAt: at(OPEN_DATE_MS), doorsAt: at(OPEN_DATE_MS), endsAt: at(OPEN_DATE_MS + 2 * hour) },
    ...{ salesStartAt: at(0), salesEndAt: at(hour), timeZone: "Europe/Madrid" },
  };
  const startsAtMs = Date.UTC(2030, 4, 1, 18);
  expect(copyTimes(row, startsAtMs, { nowMs: Date.UTC(2029, 0, 1) })).toEqual({
    ...{ startsAtMs, doorsAtMs: startsAtMs - hour, endsAtMs: startsAtMs + 2 * hour },
    ...{ salesStartAtMs: Date.UTC(2029, 0, 1), salesEndAtMs: startsAtMs },
  });
});

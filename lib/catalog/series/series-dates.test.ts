import { describe, expect, test } from "vitest";
import { seriesRule } from "./series-contract.ts";
import { datesOf } from "./series-dates.ts";

const madrid = { timeZone: "Europe/Madrid", max: 100 };
const read = (rule: object, at = madrid) => datesOf(seriesRule.parse(rule), at);
const localsOf = (rule: object, at = madrid) => {
  const found = read(rule, at);
  return found.ok ? found.dates.map(({ local }) => local) : found.problems;
};

const FRIDAYS = { weekdays: ["friday"], from: "2027-03-01", until: "2027-03-31", times: ["20:00"] };

describe("the dates of a series", () => {
  test("each weekday between two days, at each hour, in order", () => {
    expect(localsOf(FRIDAYS)).toEqual(["2027-03-05T20:00", "2027-03-12T20:00", "2027-03-19T20:00", "2027-03-26T20:00"]);
    const both = {
      weekdays: ["sunday", "saturday"],
      from: "2027-03-06",
      until: "2027-03-07",
      times: ["20:00", "16:00"],
    };
    expect(localsOf(both)).toEqual(["2027-03-06T16:00", "2027-03-06T20:00", "2027-03-07T16:00", "2027-03-07T20:00"]);
  });

  test("leave out whole days and single dates, and hold single ones besides, each once", () => {
    const rule = {
      ...FRIDAYS,
      skip: ["2027-03-12", "2027-03-26T20:00"],
      also: ["2027-03-28T18:00", "2027-03-05T20:00"],
    };
    expect(localsOf(rule)).toEqual(["2027-03-05T20:00", "2027-03-19T20:00", "2027-03-28T18:00"]);
  });

  test("keep their hour on the venue's clocks over a change of the clocks", () => {
    const found = read({ ...FRIDAYS, from: "2027-03-26", until: "2027-04-02" });
    expect(found.ok && found.dates.map(({ startsAtMs }) => new Date(startsAtMs).toISOString())).toEqual([
      "2027-03-26T19:00:00.000Z",
      "2027-04-02T18:00:00.000Z",
    ]);
  });

  test("an hour that the clocks jump over is the hour after it, one that comes twice is the first", () => {
    const found = read({ also: ["2027-03-28T02:30", "2027-10-31T02:30"] });
    expect(found.ok && found.dates).toEqual([
      { local: "2027-03-28T02:30", startsAtMs: Date.parse("2027-03-28T01:30:00Z"), clocks: "never" },
      { local: "2027-10-31T02:30", startsAtMs: Date.parse("2027-10-31T00:30:00Z"), clocks: "twice" },
    ]);
  });

  test.each([
    [{}, "weekdays", "name weekdays or single dates"],
    [{ ...FRIDAYS, from: undefined }, "from", "say from which day on"],
    [{ ...FRIDAYS, times: [] }, "times", "say at which hours"],
    [{ ...FRIDAYS, until: "2027-02-01" }, "until", "must not be before the first day"],
    [{ ...FRIDAYS, until: "2030-04-01" }, "until", "must be within three years"],
    [{ also: ["2027-02-30T20:00"] }, "also", "there is no 2027-02-30T20:00"],
    [
      { ...FRIDAYS, skip: ["2027-03-05", "2027-03-12", "2027-03-19", "2027-03-26"] },
      "weekdays",
      "no date is left: name weekdays or single dates",
    ],
  ])("a rule that means no dates says where: %j", (rule, path, message) => {
    expect(localsOf(rule)).toEqual([{ path, message }]);
  });

  test("more dates than are made at a time are refused with their number", () => {
    expect(localsOf(FRIDAYS, { ...madrid, max: 3 })).toEqual([
      { path: "until", message: "means 4 dates; at most 3 are made at a time" },
    ]);
  });
});

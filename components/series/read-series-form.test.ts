import { expect, test } from "vitest";
import { NO_SERIES, readSeriesForm } from "./read-series-form.ts";

test("weekdays, hours and lines of dates are read as the API takes them", () => {
  const draft = {
    ...{ weekdays: ["friday" as const], from: "2027-03-01", until: "2027-03-31", times: "20:00, 16.30 9h15" },
    ...{ also: "2027-04-02 18:30\n\n2027-04-03T9:00", skip: "2027-03-12\n2027-03-19 20:00" },
  };
  expect(readSeriesForm(draft)).toEqual({
    rule: {
      ...{ weekdays: ["friday"], from: "2027-03-01", until: "2027-03-31", times: ["20:00", "16:30", "09:15"] },
      ...{ also: ["2027-04-02T18:30", "2027-04-03T09:00"], skip: ["2027-03-12", "2027-03-19T20:00"] },
    },
    wrong: {},
    missing: [],
  });
});

test("a line that is no date is named, and hours count only with weekdays", () => {
  const draft = { ...NO_SERIES, times: "late", also: "next Friday", skip: "Easter" };
  expect(readSeriesForm(draft).wrong).toEqual({ also: "next Friday", skip: "Easter" });
  expect(readSeriesForm({ ...draft, weekdays: ["monday"] }).wrong).toMatchObject({ times: "late" });
});

test("what is missing is named: weekdays or a date, and with weekdays their days and hours", () => {
  const missing = (part: Partial<typeof NO_SERIES>) => readSeriesForm({ ...NO_SERIES, ...part }).missing;
  expect(missing({})).toEqual(["weekdays"]);
  expect(missing({ also: "2027-04-02 18:30" })).toEqual([]);
  expect(missing({ weekdays: ["monday"], from: "2027-03-01", times: " " })).toEqual(["until", "times"]);
});

import { expect, test } from "vitest";
import { OPEN_DATE_MS } from "#lib/platform/open-date";
import { changeForDate } from "./change-for-date.ts";

test("a date that is to be announced takes words of a change and no times, nor gives any", () => {
  const change = { title: "New", start_time: "2030-05-01T20:00:00.000Z", end_time: "2030-05-01T22:00:00.000Z" };
  const before = { title: "Old", start_time: "2030-05-01T19:00:00.000Z", end_time: "2030-05-01T21:00:00.000Z" };
  const [dated, open] = [Date.UTC(2030, 4, 1, 19), OPEN_DATE_MS];
  for (const [fromMs, toMs] of [
    [dated, open],
    [open, dated],
  ] as const) {
    const facts = { before, now: before, fromMs, toMs, timeZone: "Europe/Madrid", overwrite: true };
    expect(changeForDate(change, facts)).toEqual({ wanted: { title: "New" }, kept: ["start_time", "end_time"] });
  }
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countdownText, spokenMoment } from "./countdown-text.ts";
import { type DateStyle, dateText, posterParts } from "./date-text.ts";
import { pagesShown } from "./pages-shown.ts";

describe("a countdown", () => {
  it.each([
    [600_000, "10:00"],
    [599_999, "10:00"],
    [61_000, "1:01"],
    [1, "0:01"],
    [0, "0:00"],
    [-5_000, "0:00"],
    [3_661_000, "1:01:01"],
  ])("of %i ms reads %s", (leftMs, text) => {
    expect(countdownText(leftMs)).toBe(text);
  });

  it("is read out once at five minutes, two, one and thirty seconds, even when the clock jumps", () => {
    expect(spokenMoment(300_400, 299_900)).toBe(300);
    expect(spokenMoment(299_900, 299_400)).toBeUndefined();
    expect(spokenMoment(290_000, 55_000)).toBe(60);
    expect(spokenMoment(30_001, 30_000)).toBe(30);
  });
});

describe("a date", () => {
  const at = "2026-11-14T23:30:00Z";

  it("is the day and hour of the venue, wherever the reader and the server are", () => {
    expect(dateText(at, { timeZone: "Europe/Madrid", style: "full", locale: "en" })).toBe(
      "Sunday, 15 November 2026 at 00:30 CET",
    );
    expect(dateText(at, { timeZone: "America/New_York", style: "full", locale: "en" })).toMatch(
      /^Saturday, 14 November 2026 at 18:30/,
    );
    expect(dateText(at, { timeZone: "Europe/Madrid", style: "date", locale: "es" })).toBe(
      "domingo, 15 de noviembre de 2026",
    );
  });

  it("carries its zone in every style when the clocks change that night, so that an hour that comes twice is clear", () => {
    const say = (moment: string, style: DateStyle) =>
      dateText(moment, { timeZone: "Europe/Madrid", style, locale: "en", nowMs: Date.parse(at) });
    expect(say("2026-10-25T00:30:00Z", "time")).toBe("02:30 CEST");
    expect(say("2026-10-25T01:30:00Z", "time")).toBe("02:30 CET");
    expect(say("2026-10-25T01:30:00Z", "short")).toMatch(/^Sun,? 25 Oct, 02:30 CET$/);
    expect(say("2026-10-25T01:30:00Z", "date")).toBe("Sunday, 25 October 2026");
    expect(say("2026-11-14T18:30:00Z", "time")).toBe("19:30");
    expect(say("2026-11-14T18:30:00Z", "short")).toMatch(/^Sat,? 14 Nov, 19:30$/);
  });

  it("names its year where it is not this one by the venue's calendar, in every style that names a day", () => {
    const say = (moment: string, style: DateStyle, now = at) =>
      dateText(moment, { timeZone: "Europe/Madrid", style, locale: "en", nowMs: Date.parse(now) });
    expect(say("2041-03-04T19:00:00Z", "short")).toMatch(/^Mon,? 4 Mar 2041, 20:00$/);
    expect(say("2041-03-04T19:00:00Z", "day")).toMatch(/^Mon,? 4 Mar 2041$/);
    expect(say("2041-03-04T19:00:00Z", "online")).toMatch(/^Mon,? 4 Mar 2041, 20:00 (CET|GMT\+1)$/);
    expect(say("2041-03-04T19:00:00Z", "time")).toBe("20:00");
    expect(say("2041-03-04T19:00:00Z", "short", "2041-12-01T00:00:00Z")).toMatch(/^Mon,? 4 Mar, 20:00$/);
    expect(say("2026-12-31T22:30:00Z", "day")).toMatch(/^Thu,? 31 Dec$/);
    expect(say("2026-12-31T23:30:00Z", "day")).toMatch(/^Fri,? 1 Jan 2027$/);
    expect(say("2026-12-31T23:30:00Z", "day", "2026-12-31T23:10:00Z")).toMatch(/^Fri,? 1 Jan$/);
  });

  it("on a ticket has its year and its zone", () => {
    expect(dateText(at, { timeZone: "Europe/Madrid", style: "kept", locale: "en" })).toBe(
      "Sun, 15 Nov 2026, 00:30 CET",
    );
    expect(dateText(at, { timeZone: "Europe/Madrid", style: "kept", locale: "es" })).toBe(
      "dom, 15 nov 2026, 00:30 CET",
    );
  });

  it("on a poster is a weekday, a large day and a month", () => {
    expect(posterParts(at, "Europe/Madrid", "en")).toEqual({ weekday: "Sun", day: "15", month: "Nov", year: "2026" });
    expect(posterParts(at, "America/Bogota", "es")).toEqual({ weekday: "sáb", day: "14", month: "nov", year: "2026" });
  });
});

describe("the pages of a list", () => {
  it.each([
    [1, 1, [1]],
    [1, 3, [1, 2, 3]],
    [5, 12, [1, "gap", 4, 5, 6, "gap", 12]],
    [3, 12, [1, 2, 3, 4, "gap", 12]],
    [4, 6, [1, 2, 3, 4, 5, 6]],
    [12, 12, [1, "gap", 11, 12]],
  ])("page %i of %i shows %j", (page, pageCount, shown) => {
    expect(pagesShown(page, pageCount)).toEqual(shown);
  });

  it("always lead to the first, the last and the current one, in order, with no gap hiding a single page", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }), (a, b) => {
        const [page, pageCount] = [Math.min(a, b), Math.max(a, b)];
        const shown = pagesShown(page, pageCount);
        expect(shown).toEqual(expect.arrayContaining([1, page, pageCount]));
        shown.forEach((entry, i) => {
          const [before, after] = [shown[i - 1], shown[i + 1]];
          if (entry === "gap") expect(Number(after) - Number(before)).toBeGreaterThan(2);
          else if (typeof before === "number") expect(entry - before).toBe(1);
        });
      }),
    );
  });
});

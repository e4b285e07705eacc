import { expect, test } from "vitest";
import { OPEN_DATE_MS } from "#lib/platform/open-date";
import { DEFAULT_RULES, emptyEvent, isSaleUnset } from "./event-draft.ts";
import { NO_MOMENT } from "./moment-draft.ts";
import { readStep } from "./read-draft.ts";

const here = { timeZone: "Europe/Madrid", categories: [0], now: "2029-12-01T00:00:00.000Z" };
const draft = { ...emptyEvent("EUR"), ...DEFAULT_RULES };
const typed = { day: "1", month: "5", year: "2030", time: "20:00", offset: "" };

test("a form keeps an event without a date as it is, and asks every other one for its start and end", () => {
  expect(readStep("when", draft, { ...here, isOpen: true })).toEqual({ body: {}, wrong: {} });
  expect(readStep("when", draft, here).wrong).toEqual({ start_time: "moment.empty", end_time: "moment.empty" });
});

test("with a start typed its end is asked for, and what is empty follows the start", () => {
  const started = { ...draft, start: typed, end: NO_MOMENT };
  expect(readStep("when", started, { ...here, isOpen: true }).wrong).toEqual({ end_time: "moment.empty" });
  const whole = { ...started, end: { ...typed, time: "22:00" } };
  expect(readStep("when", whole, { ...here, isOpen: true, salesStart: "2029-01-01T00:00:00.000Z" })).toMatchObject({
    body: { sales_start_time: "2029-01-01T00:00:00.000Z", sales_end_time: "2030-05-01T18:00:00.000Z" },
    wrong: {},
  });
});

test("a sale that had not begun is told from one that was ended", () => {
  const start_time = new Date(OPEN_DATE_MS).toISOString();
  const at = (ms: number) => new Date(Date.UTC(2029, 0, 1) + ms).toISOString();
  expect(isSaleUnset({ start_time, sales_start_time: at(0), sales_end_time: at(1) })).toBe(true);
  expect(isSaleUnset({ start_time, sales_start_time: at(0), sales_end_time: at(60_000) })).toBe(false);
  expect(isSaleUnset({ start_time: at(0), sales_start_time: at(0), sales_end_time: at(1) })).toBe(false);
});

import { expect, test } from "vitest";
import { isNearClockChange, isSameDay } from "./local-time.ts";

test("days are those of the place", () => {
  expect(isSameDay("2026-11-14T19:30:00Z", "2026-11-14T22:59:00Z", "Europe/Madrid")).toBe(true);
  expect(isSameDay("2026-11-14T19:30:00Z", "2026-11-14T23:30:00Z", "Europe/Madrid")).toBe(false);
  expect(isSameDay("2026-11-14T19:30:00Z", "2026-11-15T03:00:00Z", "America/Bogota")).toBe(true);
});

test("the clocks change in the nights in which they do", () => {
  // Clocks of Spain go back at 2026-10-25T01:00:00Z, those of New York on the first Sunday of November, those of Bogotá never.
  expect(isNearClockChange("2026-10-24T20:00:00Z", "Europe/Madrid")).toBe(true);
  expect(isNearClockChange("2026-10-25T00:30:00Z", "Europe/Madrid")).toBe(true);
  expect(isNearClockChange("2026-10-26T20:00:00Z", "Europe/Madrid")).toBe(false);
  expect(isNearClockChange("2027-03-28T00:30:00Z", "Europe/Madrid")).toBe(true);
  expect(isNearClockChange("2026-11-01T05:30:00Z", "America/New_York")).toBe(true);
  expect(isNearClockChange("2026-10-25T00:30:00Z", "America/Bogota")).toBe(false);
  // Lord Howe moves its clocks by half an hour.
  expect(isNearClockChange("2026-10-03T15:00:00Z", "Australia/Lord_Howe")).toBe(true);
});

import { expect, test } from "vitest";
import { momentOf, typedMoment } from "./typed-moment.ts";

test.each([
  ["2026-11-29T20:00", "Europe/Madrid", "2026-11-29T19:00:00.000Z"],
  ["2026-07-01T20:00", "Europe/Madrid", "2026-07-01T18:00:00.000Z"],
  ["2026-07-01T20:00", "America/New_York", "2026-07-02T00:00:00.000Z"],
  ["2026-07-01T20:00", "Asia/Kolkata", "2026-07-01T14:30:00.000Z"],
])("%s in %s is %s, and is read back so", (typed, timeZone, iso) => {
  expect(momentOf(typed, timeZone)).toBe(iso);
  expect(typedMoment(iso, timeZone)).toBe(typed);
});

test("an hour that comes twice is the first one, and one that never comes is not lost", () => {
  expect(momentOf("2026-10-25T02:30", "Europe/Madrid")).toBe("2026-10-25T00:30:00.000Z");
  expect(momentOf("2026-03-29T02:30", "Europe/Madrid")).toBe("2026-03-29T01:30:00.000Z");
});

test.each(["", "tomorrow", "2026-13-40T20:00"])("%j is no moment", (typed) => {
  expect(momentOf(typed, "Europe/Madrid")).toBeUndefined();
});

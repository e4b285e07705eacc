import { expect, test } from "vitest";
import { partWord } from "#lib/catalog/event-move";
import { isOpenDate, OPEN_DATE_MS } from "#lib/platform/open-date";
import { DATE_STYLES, type DateStyle, dateText, posterParts } from "./date-text.ts";

const open = new Date(OPEN_DATE_MS).toISOString();
const known = "2030-05-01T18:00:00.000Z";

test("a date that is not known is written in words, in every style and language, and never as the moment that stands for it", () => {
  for (const style of Object.keys(DATE_STYLES) as DateStyle[])
    for (const [locale, words] of [
      ["en", "New date to be announced"],
      ["es", "Nueva fecha por anunciar"],
    ] as const)
      expect(dateText(open, { timeZone: "Europe/Madrid", style, locale })).toBe(words);
  expect(Object.values(posterParts(open, "Europe/Madrid", "en")).join("")).toBe("?");
  expect(isOpenDate(known)).toBe(false);
});

test("a start that goes to no date, or comes from there, has a sentence of its own", () => {
  expect(partWord("time", known, open)).toBe("timeOpen");
  expect(partWord("time", open, known)).toBe("timeSet");
  expect(partWord("time", known, known)).toBe("time");
  expect(partWord("venue", open, open)).toBe("venue");
});

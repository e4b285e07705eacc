import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanParagraphs, cleanText, hasControls } from "./clean-text.ts";

describe("a cleaned text", () => {
  test.each<[string, string, string]>([
    ["is composed", "Parkett Su\u0308d", "Parkett Süd"],
    ["has one space where blanks stood", "\u00a0Parkett\u00a0 \t\u3000Süd\u2009", "Parkett Süd"],
    ["has no blanks at its ends", " Ann  May ", "Ann May"],
    ["is one line", "Parkett\r\nSüd\u2028Ost\u0085West", "Parkett Süd Ost West"],
    ["cannot turn its neighbours around", "Stalls \u202e12", "Stalls 12"],
    ["hides nothing", "A\u200b\u2060\ufeff\u00ad\u061c\u200e1", "A1"],
    ["has no control character", "A\0\x07\x1b[31m\x7f\x9b", "A[31m"],
    ["has no half of a pair", "A\ud800B\udfff", "AB"],
    ["is empty when it only looks empty", "\u3164\u2800\u115f\uffa0\u200b", ""],
    ["has no joiner where nothing joins", "A\u200dB\u200cC", "ABC"],
    ["has no tag that no flag carries", "A\u{e0041}\u{e0042}", "A"],
  ])("%s", (_title, given, clean) => {
    expect(cleanText(given)).toBe(clean);
  });

  test.each(["Ann", "Zoë", "山田太郎", "🎟️ two", "👨‍👩‍👧", "👩🏽‍🚀", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "می‌خواهم", "क्‍ष", "\u0600١٢"])(
    "of %s is the same",
    (text) => {
      expect(cleanText(text)).toBe(text);
      expect(cleanParagraphs(text)).toBe(text);
    },
  );

  test("stays the same when it is cleaned again, has no blank at its ends and no control anywhere", () => {
    const odd = fc.constantFrom(
      "\u202e",
      "\u200b",
      "\u200d",
      "\u00a0",
      "\0",
      "\u0308",
      "u",
      "\u1160",
      "\ud800",
      "👩",
      "\n",
    );
    const any = fc.array(fc.oneof(odd, fc.string({ unit: "binary", maxLength: 3 })), { maxLength: 12 });
    fc.assert(
      fc.property(any, (parts) => {
        const clean = cleanText(parts.join(""));
        expect(cleanText(clean)).toBe(clean);
        expect(clean.trim()).toBe(clean);
        expect(hasControls(clean)).toBe(false);
        expect(clean).toBe(clean.normalize("NFC"));
        const paragraphs = cleanParagraphs(parts.join(""));
        expect(cleanParagraphs(paragraphs)).toBe(paragraphs);
      }),
      { numRuns: 2_000 },
    );
  });

  test("of a hundred thousand characters is done at once", () => {
    expect(cleanText("\u00a0\u200b".repeat(50_000))).toBe("");
    expect(cleanText(`a ${" ".repeat(100_000)}b\u00a0`)).toBe("a b");
  });
});

test("cleaned paragraphs keep their lines and one empty line between two", () => {
  expect(cleanParagraphs("\n One \r\n\r\n\r\n\r\n two\u202e\u2028three\n")).toBe("One\n\ntwo\nthree");
});

test("white space is no control character, and all other controls are", () => {
  expect(hasControls("a\tb\nc\r\nd\u0085")).toBe(false);
  for (const bad of ["\0", "\x07", "\x0b", "\x7f", "\x9b", "\ud800", "\udfff\ud800"])
    expect(hasControls(bad)).toBe(true);
});

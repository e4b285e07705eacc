import { expect, test } from "vitest";
import { localizedText, textFor } from "./localized-text.ts";

test("a text is read in the reader's language, else in the one it was written in", () => {
  expect(textFor({ en: "Hello", es: "Hola" }, "es")).toEqual({ text: "Hola", language: "es" });
  expect(textFor({ es: "Hola" }, "en")).toEqual({ text: "Hola", language: "es" });
  expect(textFor({ en: "" }, "es")).toBeUndefined();
});

test("an empty language is left out, and an unknown one or a control character is refused", () => {
  expect(localizedText(9).parse({ en: "  ", es: "Hola " })).toEqual({ es: "Hola" });
  for (const wrong of [{ fr: "Salut" }, { en: "a\u0000b" }, { en: "1234567890" }, "text", null])
    expect(localizedText(9).safeParse(wrong).success).toBe(false);
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LANGUAGES } from "#lib/platform/localized-text";
import { LOCALES, negotiateLocale } from "./locales.ts";

describe("the language of a page", () => {
  it.each([
    ["es", "en-US,en;q=0.9", "es"],
    [undefined, "es-MX,es;q=0.9,en;q=0.5", "es"],
    [undefined, "en;q=0.4, es;q=0.8", "es"],
    [undefined, "de-DE,de;q=0.9,es;q=0.5,en;q=0.4", "es"],
    [undefined, "es;q=0, en", "en"],
    [undefined, "fr,de", "en"],
    [undefined, null, "en"],
    ["xx", "es", "es"],
  ] as const)("chosen %j and asked for %j is %s", (chosen, header, expected) => {
    expect(negotiateLocale(chosen, header)).toBe(expected);
  });

  it("is a supported one for every header", () => {
    fc.assert(
      fc.property(fc.option(fc.string(), { nil: undefined }), fc.string(), (chosen, header) =>
        LOCALES.includes(negotiateLocale(chosen, header)),
      ),
    );
  });
});

it("organizers write to visitors in the same languages", () => {
  expect([...LANGUAGES].toSorted()).toEqual([...LOCALES].toSorted());
});

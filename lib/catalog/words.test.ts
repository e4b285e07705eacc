import fc from "fast-check";
import { expect, test } from "vitest";
import { nearestWord, wordsOf } from "./words.ts";

const vocabulary = [
  "schubert",
  "schumann",
  "philharmonic",
  "traviata",
  "tosca",
  "kammersaal",
  "neon",
  "tide",
  "carmen",
];

test("a name spelt as it sounds is found", () => {
  expect(nearestWord("shubert", vocabulary)).toBe("schubert");
  expect(nearestWord("filarmonica", vocabulary)).toBe("philharmonic");
  expect(nearestWord("travita", vocabulary)).toBe("traviata");
  expect(nearestWord("tsoca", vocabulary)).toBe("tosca");
  expect(nearestWord("camersal", vocabulary)).toBe("kammersaal");
});

test("half of a misspelt word is understood already", () => {
  expect(nearestWord("shub", vocabulary)).toBe("schubert");
});

test("a word that resembles nothing has no nearest word", () => {
  expect(nearestWord("xylophone", vocabulary)).toBeUndefined();
  expect(nearestWord("zzzz", vocabulary)).toBeUndefined();
});

test("a known word is its own nearest", () => {
  fc.assert(fc.property(fc.constantFrom(...vocabulary), (word) => nearestWord(word, vocabulary) === word));
});

test("any typed text becomes a few short words of letters and digits", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (typed) => {
      const words = wordsOf(typed);
      expect(words.length).toBeLessThanOrEqual(8);
      for (const word of words) {
        expect(word).toMatch(/^[\p{L}\p{M}\p{N}]+$/u);
        expect([...word].length).toBeLessThanOrEqual(40);
      }
    }),
  );
  expect(wordsOf("  La Traviata & la TRAVIATA! ")).toEqual(["la", "traviata"]);
});

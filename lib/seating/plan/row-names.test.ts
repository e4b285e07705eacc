import { expect, test } from "vitest";
import { rowNames } from "./row-names.ts";

const names = (text: string, count: number) => {
  const found = rowNames(text, count);
  return found.ok ? found.names.join(" ") : found;
};

test("spans of letters, doubled letters and numbers stand beside single names", () => {
  expect(names("AA-CC, A–D", 7)).toBe("AA BB CC A B C D");
  expect(names("1-3 12 Box", 5)).toBe("1 2 3 12 Box");
  expect(names("3-1", 3)).toBe("3 2 1");
  expect(names("a-c", 3)).toBe("a b c");
});

test("I, or I and O, are left out of spans where only then there is a name for each row", () => {
  expect(names("H-K", 4)).toBe("H I J K");
  expect(names("H-K", 3)).toBe("H J K");
  expect(names("H-P", 7)).toBe("H J K L M N P");
});

test("a text with more or fewer names than rows says how many it has", () => {
  expect(rowNames("A-D", 9)).toEqual({ ok: false, why: "count", count: 4 });
  expect(rowNames("", 1)).toEqual({ ok: false, why: "count", count: 0 });
});

test("a span that leads nowhere, or to thousands of names, is named", () => {
  for (const span of ["A-9", "D-B", "AA-C", "A-b", "1-99999", "x".repeat(81)])
    expect(rowNames(`A ${span}`, 3)).toEqual({ ok: false, why: "span", span });
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { lineDifference } from "./line-difference.ts";

const shown = (before: string, after: string) =>
  lineDifference(before, after).map(({ change, line }) => `${{ same: " ", added: "+", removed: "-" }[change]}${line}`);

test("what stays, goes and comes is said line by line", () => {
  expect(shown("a\nb\nc", "a\nx\nc")).toEqual([" a", "-b", "+x", " c"]);
  expect(shown("", "a")).toEqual(["+a"]);
  expect(shown("a\nb", "b")).toEqual(["-a", " b"]);
  expect(shown("a\n\nb", "a\n\nb\n\nc")).toEqual([" a", " ", " b", "+", "+c"]);
});

test("both texts can be read from the difference", () => {
  const text = fc.array(fc.constantFrom("a", "b", "c", ""), { maxLength: 12 }).map((lines) => lines.join("\n"));
  const without = (lines: ReturnType<typeof lineDifference>, change: string) =>
    lines.flatMap((each) => (each.change === change ? [] : [each.line])).join("\n");
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = lineDifference(before, after);
      expect(without(lines, "added")).toBe(before);
      expect(without(lines, "removed")).toBe(after);
    }),
  );
});

import { expect, test } from "vitest";
import { inertText } from "./inert-text.ts";

test("what a spreadsheet would run gets an apostrophe, and other text stays", () => {
  for (const text of ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1", "－1", "＠A1"])
    expect(inertText(text)).toBe(`'${text}`);
  for (const text of ["", "Nadia", "1-2", "'=1", " =1"]) expect(inertText(text)).toBe(text);
});

import { expect, test } from "vitest";
import { BATCH_MAX } from "./promo-contract.ts";
import { readCodeList } from "./read-code-list.ts";

const codesIn = (list: string) => readCodeList(list).codes.map(({ code }) => code);

test.each([
  ["one a line", "ABCD\nEFGH\r\nIJKM\n", ["ABCD", "EFGH", "IJKM"]],
  ["the first column of CSV", 'ABCD;Ann\n"EFGH";Ben', ["ABCD", "EFGH"]],
  ["a column named code, with a mark at the head of the file", "\uFEFFname,Code\nAnn,ABCD\nBen,EFGH", ["ABCD", "EFGH"]],
  ["without blank lines and blanks around them", "  ABCD \n\n\t\n", ["ABCD"]],
])("codes are read as %s", (_how, list, codes) => {
  expect(codesIn(list)).toEqual(codes);
});

test("each line that stands against a list is named with its number and why", () => {
  const { codes, problems } = readCodeList(`code\nSAVE10\nAB\n\nsave-lO\n---\n${"X".repeat(41)}`);
  expect(codes).toEqual([{ line: 2, code: "SAVE10", key: "SAVEIO" }]);
  expect(problems).toEqual([
    { line: 3, code: "AB", problem: "length" },
    { line: 5, code: "save-lO", problem: "repeated", like: "SAVE10" },
    { line: 6, code: "---", problem: "characters" },
    { line: 7, code: "X".repeat(40), problem: "length" },
  ]);
});

test("a list of 100,000 codes is read whole, one of more is not", () => {
  const list = Array.from({ length: BATCH_MAX }, (_, i) => `CODE-${i + 500_000}`);
  expect(readCodeList(list.join("\n"))).toMatchObject({ isTooLong: false });
  expect(readCodeList([...list, "MORE"].join("\n"))).toMatchObject({ isTooLong: true });
});

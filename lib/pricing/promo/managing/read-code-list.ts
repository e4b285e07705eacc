import { cleanText, hasControls } from "#lib/platform/clean-text";
import { promoKey } from "../promo-key.ts";
import { BATCH_MAX, CODE_MAX, CODE_MIN } from "./promo-contract.ts";

export const LINE_PROBLEMS = ["length", "characters", "repeated", "taken"] as const;
/** What is wrong with a line of a list, counted from 1. `like`: the code of the list or the event that it cannot be told from. */
export type LineProblem = {
  readonly line: number;
  readonly code: string;
  readonly problem: (typeof LINE_PROBLEMS)[number];
  readonly like?: string;
};
export type ListedCode = { readonly line: number; readonly code: string; readonly key: string };

/**
 * The codes of a list: one a line, or CSV with commas, semicolons or tabs that has them in its first column or in one named `code`. Blank
 * lines are left out. Two codes that cannot be told apart, by case or look, are a problem of the second. Pure and browser-safe.
 */
export function readCodeList(list: string): { codes: ListedCode[]; problems: LineProblem[]; isTooLong: boolean } {
  const lines = list.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const head = cellsOf(lines[0] ?? "").map((cell) => cell.toLowerCase());
  const column = Math.max(head.indexOf("code"), 0);
  const known = new Map<string, string>();
  const codes: ListedCode[] = [];
  const problems: LineProblem[] = [];
  for (const [index, text] of lines.entries()) {
    if (index === 0 && head.includes("code")) continue;
    const cell = cellsOf(text)[column] ?? "";
    const code = cleanText(cell);
    if (code === "") continue;
    if (codes.length === BATCH_MAX) return { codes, problems, isTooLong: true };
    const line = index + 1;
    const key = promoKey(code);
    const like = known.get(key);
    if (code.length < CODE_MIN || code.length > CODE_MAX)
      problems.push({ line, code: code.slice(0, CODE_MAX), problem: "length" });
    else if (hasControls(cell) || !/[\p{L}\p{N}]/u.test(code)) problems.push({ line, code, problem: "characters" });
    else if (like !== undefined) problems.push({ line, code, problem: "repeated", like });
    else {
      known.set(key, code);
      codes.push({ line, code, key });
    }
  }
  return { codes, problems, isTooLong: false };
}

/** The cells of a line; quotes around one are cut, since no code has a line break or a separator in it. */
function cellsOf(line: string): string[] {
  return line.split(/[,;\t]/).map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, "$1")
      .trim(),
  );
}

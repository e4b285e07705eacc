import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { accepted, bytesOf, problemsOf, seatNames } from "../testing/import-results.ts";
import { type ImportChoices, importLayout } from "./import-venue.ts";

type Cell = string | number | { readonly shared: number } | { readonly formula: number } | { readonly day: number };
type Sheet = {
  readonly name: string;
  readonly rows: readonly (readonly (Cell | undefined)[])[];
  readonly state?: string;
};

/** A workbook as Excel writes it: shared strings, empty cells left out, numbers as they are stored. */
function workbook(sheets: readonly Sheet[], shared: readonly string[] = []): Uint8Array {
  const cell = (value: Cell | undefined, at: string) => {
    if (value === undefined) return "";
    if (typeof value === "number") return `<c r="${at}"><v>${value}</v></c>`;
    if (typeof value === "string") return `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
    if ("day" in value) return `<c r="${at}" s="1"><v>${value.day}</v></c>`;
    if ("shared" in value) return `<c r="${at}" t="s"><v>${value.shared}</v></c>`;
    return `<c r="${at}"><f>1+1</f><v>${value.formula}</v></c>`;
  };
  const parts: Record<string, Uint8Array> = {
    "xl/workbook.xml": bytesOf(
      `<workbook xmlns:r="x"><sheets>${sheets.map(({ name, state = "visible" }, i) => `<sheet name="${name}" state="${state}" r:id="rId${i + 1}"/>`).join("")}</sheets></workbook>`,
    ),
    "xl/_rels/workbook.xml.rels": bytesOf(
      `<Relationships>${sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`).join("")}</Relationships>`,
    ),
    "xl/styles.xml": bytesOf(
      `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[Red]0.0&quot;day&quot;"/></numFmts><cellXfs><xf numFmtId="164"/><xf numFmtId="16"/></cellXfs></styleSheet>`,
    ),
    "xl/sharedStrings.xml": bytesOf(
      `<sst>${shared.map((text) => `<si><r><t>${text}</t></r><rPh><t>reading</t></rPh></si>`).join("")}</sst>`,
    ),
  };
  sheets.forEach(({ rows }, s) => {
    const lines = rows.map((row, r) => {
      const cells = row.map((value, c) => cell(value, `${String.fromCharCode(65 + c)}${r + 1}`));
      return `<row r="${r + 1}">${cells.join("")}</row>`;
    });
    parts[`xl/worksheets/sheet${s + 1}.xml`] = bytesOf(
      `<worksheet><sheetData>${lines.join("")}</sheetData></worksheet>`,
    );
  });
  return zipSync(parts);
}

const opened = (bytes: Uint8Array, choices: ImportChoices = {}) =>
  importLayout({ fileName: "hall.xlsx", bytes }, choices);
const HEADER = ["section", "row", "seat", "x", "y", "category"];
const PLAN: Sheet = {
  name: "Plan",
  rows: [
    HEADER,
    [{ shared: 0 }, "A", 1, 0, 0, "K"],
    [{ shared: 0 }, "A", 2, 0.1 + 20.2, 0, "K"],
    [undefined, undefined],
    [{ shared: 0 }, "A", 3, { formula: 41 }, 0, "K"],
  ],
};

describe("an Excel workbook", () => {
  test("is read like a list: shared and rich texts, numbers, results of formulas, rows without content left out", () => {
    const { layout, report } = accepted(opened(workbook([PLAN], ["Parkett &amp; Süd"])));
    expect(seatNames(layout)).toEqual(["Parkett & Süd A 1", "Parkett & Süd A 2", "Parkett & Süd A 3"]);
    expect(report.notes.filter((note) => note.includes("sheet"))).toEqual([]);
  });

  test("gives its first visible sheet, or the one that is named", () => {
    const other = { name: "Other", rows: [HEADER, ["T", "B", 9, 0, 0, "K"]] };
    const book = workbook([{ ...PLAN, name: "Hidden", state: "hidden" }, other, PLAN], ["S"]);
    const first = accepted(opened(book));
    expect(seatNames(first.layout)).toEqual(["T B 9"]);
    expect(first.report.notes).toContain("read the sheet Other; not used: Plan (choose one with --sheet)");
    expect(seatNames(accepted(opened(book, { sheet: "Plan" })).layout)).toHaveLength(3);
    expect(problemsOf(opened(book, { sheet: "Hall" }))).toEqual([
      { reason: "has no sheet Hall; its sheets are Other, Plan" },
    ]);
  });

  test("notes where it made a date of a label", () => {
    const rows = [HEADER, ["S", "A", 1, 0, 0, "K"], ["S", "A", { day: 46_054 }, 20, 0, "K"]];
    const { layout, report } = accepted(opened(workbook([{ name: "P", rows }])));
    expect(seatNames(layout)).toEqual(["S A 1", "S A 2026-02-01"]);
    expect(report.notes.join()).toContain("cell C3 holds a date; if it was a label such as 1-2");
  });

  test("reports problems with the row of the sheet", () => {
    const rows = [HEADER, ["S", "A", 1, 0, 0, "K"], [], ["S", "A", 1, 20, 0, "K"]];
    expect(problemsOf(opened(workbook([{ name: "P", rows }])))).toEqual([
      { line: 4, reason: "section S row A seat 1 is already on line 2" },
    ]);
  });

  test("that is damaged, or unpacks to more than any plan, is refused", () => {
    const book = workbook([PLAN], ["S"]);
    expect(problemsOf(opened(book.slice(0, -60)))[0]?.reason).toMatch(/damaged Excel workbook|is an archive/);
    const bomb = zipSync({
      "xl/workbook.xml": bytesOf("x"),
      "xl/worksheets/sheet1.xml": new Uint8Array(70 * 1024 * 1024),
    });
    expect(problemsOf(opened(bomb))).toEqual([{ reason: "unpacks to more than 64 MB" }]);
  });
});

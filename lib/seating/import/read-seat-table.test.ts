import { describe, expect, test } from "vitest";
import { placesOf } from "../layout.ts";
import { accepted, imported, problemsOf, seatNames } from "../testing/import-results.ts";
import { importLayout } from "./import-venue.ts";

const HEADER = "section,row,seat,x,y,category";
const ROW = ["S,A,1,0,0,A", "S,A,2,20,0,A", "S,A,3,40,0,A"];
const LIST = [HEADER, ...ROW].join("\n");
const SEATS = ["S A 1", "S A 2", "S A 3"];

function encoded(text: string, encoding: "utf16le" | "latin1", mark: readonly number[] = []): Uint8Array {
  return Uint8Array.from([...mark, ...Buffer.from(text, encoding)]);
}
const bytes = (given: Uint8Array) => importLayout({ fileName: "hall.csv", bytes: given });

describe("a list as spreadsheets write it", () => {
  test.each<[string, string]>([
    ["with semicolons", LIST.replaceAll(",", ";")],
    ["with tabs", LIST.replaceAll(",", "\t")],
    ["with bars", LIST.replaceAll(",", "|")],
    ["with a line that says the delimiter", `sep=;\r\n${LIST.replaceAll(",", ";")}`],
    ["with a byte order mark before that line", `\uFEFFsep=|\r\n${LIST.replaceAll(",", "|")}`],
    ["with empty lines at its end", `${LIST}\n,,,,,\n,,,,,\n`],
    ["with columns that have no name", LIST.replaceAll("\n", ",,\n").concat(",,")],
    [
      "with a comma in a quoted cell of a header of semicolons",
      LIST.replaceAll(",", ";").replace("category", '"category"'),
    ],
  ])("%s has all its seats and nothing to note of its columns", (_title, text) => {
    const { layout, report } = accepted(imported(text));
    expect(seatNames(layout)).toEqual(SEATS);
    expect(report.notes.filter((note) => note.includes("column"))).toEqual([]);
  });

  test("with decimal commas keeps its distances", () => {
    const text = "section;row;seat;x;y;category\nS;A;1;0,0;0,0;A\nS;A;2;20,5;0,0;A\nS;A;3;61,5;0,0;A";
    const x = accepted(imported(text)).layout.sections[0]?.rows[0]?.x ?? [];
    expect(((x[2] ?? 0) - (x[1] ?? 0)) / ((x[1] ?? 0) - (x[0] ?? 0))).toBeCloseTo(2, 1);
  });

  test("counts the cells that its header has: nameless ones count, and only cells with content are too many", () => {
    expect(problemsOf(imported(`${HEADER},,\nS,A,1,0,0,A,,,,`))).toEqual([]);
    expect(problemsOf(imported(`${HEADER},,\nS,A,1,0,0,A,,,x`))[0]?.reason).toBe("has 9 cells where the header has 8");
  });

  test("names its columns as it likes", () => {
    const text = LIST.replace("seat", "Number").replace("category", "Price zone");
    const columns = { seat: "number", category: "Price zone" };
    expect(seatNames(accepted(imported(text, { columns })).layout)).toEqual(SEATS);
    expect(problemsOf(imported(text))[0]?.reason).toBe(
      "missing column: seat, category; the columns are section, row, Number, x, y, Price zone. If one of them has another name, say which: --map seat=Number",
    );
  });

  test("without coordinates is laid out by rows behind each other, which is noted", () => {
    const text = "section,row,seat,category\nS,A,1,K\nS,A,2,K\nS,B,1,K\nT,A,1,K";
    const { layout, report } = accepted(imported(text));
    const at = new Map(placesOf(layout).map((p, i) => [seatNames(layout)[i], p]));
    expect((at.get("S A 2")?.x ?? 0) - (at.get("S A 1")?.x ?? 0)).toBe(20);
    expect(at.get("S B 1")?.y).toBeGreaterThan(at.get("S A 1")?.y ?? 0);
    expect(at.get("T A 1")?.y).toBeGreaterThan(at.get("S B 1")?.y ?? 0);
    expect(report.notes.join()).toContain("laid out by rows");
    expect(problemsOf(imported("section,row,seat,x,category\nS,A,1,0,K"))[0]?.reason).toContain("missing column: y");
  });

  test("may have seats in no row around a table, but no seat that lost its row", () => {
    const { layout } = accepted(imported(`${HEADER}\nTable 1,,1,0,0,A\nTable 1,,2,20,0,A`));
    expect(layout.sections[0]?.rows).toMatchObject([{ label: "", numbers: ["1", "2"] }]);
    expect(problemsOf(imported(`${LIST}\nS,,4,60,0,A`))).toEqual([{ line: 5, reason: "row is empty" }]);
  });
});

describe("a list in another encoding", () => {
  const german = `${HEADER}\nParkett Süd,A,1,0,0,A\nParkett Süd,A,2,20,0,A`;

  test.each([
    ["UTF-16 with its mark", encoded(german, "utf16le", [0xff, 0xfe]), "UTF-16, little-endian"],
    ["UTF-16 without one", encoded(german, "utf16le"), "UTF-16, little-endian"],
    ["big-endian UTF-16", swapped(encoded(german, "utf16le", [0xff, 0xfe])), "UTF-16, big-endian"],
    ["Windows-1252", encoded(german, "latin1"), "line 2 is not UTF-8, so the file was read as Windows-1252"],
  ])("%s is read, with a note", (_title, given, note) => {
    const { layout, report } = accepted(bytes(given));
    expect(layout.sections[0]?.name).toBe("Parkett Süd");
    expect(report.notes.join("\n")).toContain(note);
  });

  test("that is none is refused with the line", () => {
    const binary = Uint8Array.from([...Buffer.from(`${HEADER}\nS,A,1,0,0,A\nS,A,2,0,0,`), 0xfc, 0x00, 0x81]);
    expect(problemsOf(bytes(binary))).toEqual([
      { line: 3, reason: expect.stringContaining("is no text from here on") },
    ]);
  });
});

function swapped(given: Uint8Array): Uint8Array {
  return Uint8Array.from(given, (_, i) => given[i ^ 1] ?? 0);
}

describe("labels of a list", () => {
  test("that look alike are one label, so no seat is sold twice", () => {
    const twice = imported(
      [HEADER, "Süd,A,1,0,0,K", "Su\u0308d,\u0410,1,20,0,K", "Süd\u00a0,A,\uff11,40,0,K"].join("\n"),
    );
    expect(problemsOf(twice)).toEqual([
      { line: 3, reason: "section Süd row A seat 1 is already on line 2" },
      { line: 4, reason: "section Süd row A seat \uff11 is already on line 2" },
    ]);
    const { layout, report } = accepted(imported([HEADER, "S,A,1,0,0,K", "S,\u0410,2,20,0,\u041a"].join("\n")));
    expect(seatNames(layout)).toEqual(["S A 1", "S A 2"]);
    expect(layout.categories).toEqual([{ name: "K" }]);
    expect(report.notes.join()).toContain("row А is written in two ways that look alike");
  });

  test("lose what nobody sees, with a note", () => {
    const { layout, report } = accepted(
      imported([HEADER, "Stalls \u202e12,A\u200b,1,0,0,K", "Stalls 12,A,2,20,0,K"].join("\n")),
    );
    expect(seatNames(layout)).toEqual(["Stalls 12 A 1", "Stalls 12 A 2"]);
    expect(report.notes).toContain("invisible characters are left out of section Stalls 12");
  });
});

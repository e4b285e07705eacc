import { type UnzipFileInfo, unzipSync } from "fflate";
import { LAYOUT_PLACES_MAX } from "../check-layout.ts";
import { UnreadableFile } from "./raw-plan.ts";
import type { TableLine } from "./read-delimited.ts";
import { parseXml, type XmlElement } from "./xml-tree.ts";

/** What the parts of a workbook may hold unpacked; a zip of a few kilobytes can unpack to gigabytes. */
const PART_BYTES_MAX = 64 * 1024 * 1024;
const COLUMNS_MAX = 200;

/**
 * The lines of one sheet of an Excel workbook (ECMA-376, .xlsx): the sheet that is named, else the first visible one. Cells are
 * text as it is stored; a formula counts by its last result. Throws UnreadableFile.
 */
export function readXlsx(bytes: Uint8Array, sheetName: string | undefined): { lines: TableLine[]; notes: string[] } {
  const part = openWorkbook(bytes);
  const sheets = sheetsOf(part);
  const visible = sheets.filter(({ isHidden }) => !isHidden);
  const names = visible.map(({ name }) => name).join(", ");
  const sheet = sheetName === undefined ? visible[0] : sheets.find(({ name }) => name === sheetName);
  if (sheet === undefined)
    throw new UnreadableFile({ reason: `has no sheet ${sheetName ?? ""}; its sheets are ${names}` });
  const shared = childrenOf(part("xl/sharedStrings.xml"), "sst", "si").map(textOf);
  const reading: Reading = { shared, dateStyles: dateStylesOf(part("xl/styles.xml")), dates: [] };
  const rows = childrenOf(part(sheet.path), "worksheet", "sheetData", "row").slice(0, LAYOUT_PLACES_MAX + 2);
  const lines = rows.map((row, i) => ({ line: Number(row.attributes.r ?? i + 1), cells: cellsOf(row, reading) }));
  const others = visible.filter(({ name }) => name !== sheet.name).map(({ name }) => name);
  const notes =
    sheetName === undefined && others.length > 0
      ? [`read the sheet ${sheet.name}; not used: ${others.join(", ")} (choose one with --sheet)`]
      : [];
  const [date] = reading.dates;
  if (date !== undefined)
    notes.push(`${date} holds a date; if it was a label such as 1-2, format its column as text and type it again`);
  return { lines: lines.filter(({ cells }) => cells.some((cell) => cell.trim() !== "")), notes };
}

type Reading = {
  readonly shared: readonly string[];
  readonly dateStyles: ReadonlySet<string>;
  /** The cells with dates met so far. */
  readonly dates: string[];
};

type Part = (path: string) => XmlElement | undefined;

function openWorkbook(bytes: Uint8Array): Part {
  const wanted = ({ name, originalSize }: UnzipFileInfo) => {
    if (!/^xl\/(workbook|sharedStrings|styles|_rels\/workbook\.xml|worksheets\/[^/]+)\.(xml|rels)$/.test(name))
      return false;
    if (originalSize > PART_BYTES_MAX)
      throw new UnreadableFile({ reason: `unpacks to more than ${PART_BYTES_MAX / 1024 / 1024} MB` });
    return true;
  };
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, { filter: wanted });
  } catch (cause) {
    if (cause instanceof UnreadableFile) throw cause;
    throw new UnreadableFile({ reason: "is a damaged Excel workbook; save it again" });
  }
  return (path) => {
    const found = files[path];
    return found && parseXml(new TextDecoder().decode(found));
  };
}

type Sheet = { readonly name: string; readonly path: string; readonly isHidden: boolean };

function sheetsOf(part: Part): Sheet[] {
  const targets = new Map(
    childrenOf(part("xl/_rels/workbook.xml.rels"), "Relationships", "Relationship").map(({ attributes }) => [
      attributes.Id,
      attributes.Target ?? "",
    ]),
  );
  const sheets = childrenOf(part("xl/workbook.xml"), "workbook", "sheets", "sheet");
  return sheets.map(({ attributes }) => {
    const target = targets.get(attributes["r:id"]) ?? "";
    const path = target.startsWith("/") ? target.slice(1) : `xl/${target}`;
    return { name: attributes.name ?? "", path, isHidden: (attributes.state ?? "visible") !== "visible" };
  });
}

/** The cells of a row in their columns; rows leave out the empty ones. */
function cellsOf(row: XmlElement, reading: Reading): string[] {
  const cells: string[] = [];
  for (const cell of row.children.filter(({ name }) => name === "c")) {
    const at = cell.attributes.r === undefined ? cells.length : columnOf(cell.attributes.r);
    if (at >= COLUMNS_MAX) continue;
    while (cells.length < at) cells.push("");
    cells[at] = cellText(cell, reading);
  }
  return cells;
}

/** "C7" is the third column, 2. */
function columnOf(reference: string): number {
  const letters = /^[A-Z]+/i.exec(reference)?.[0] ?? "A";
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function cellText(cell: XmlElement, { shared, dateStyles, dates }: Reading): string {
  const value = cell.children.find(({ name }) => name === "v")?.text ?? "";
  if (cell.attributes.t === "s") return shared[Number(value)] ?? "";
  if (cell.attributes.t === "inlineStr")
    return cell.children
      .filter(({ name }) => name === "is")
      .map(textOf)
      .join("");
  if (cell.attributes.t === "e") return "";
  const isNumber = value !== "" && (cell.attributes.t ?? "n") === "n";
  if (isNumber && dateStyles.has(cell.attributes.s ?? "0")) {
    dates.push(`cell ${cell.attributes.r ?? ""}`);
    return dateText(Number(value));
  }
  // Excel stores 0.1 + 0.2 with all its digits; what it shows has at most fifteen.
  return isNumber ? String(Number(Number(value).toPrecision(15))) : value;
}

/** Days are counted from the last of 1899 but one. */
function dateText(days: number): string {
  const date = new Date(Math.round((days - 25_569) * 86_400_000));
  return Number.isNaN(date.getTime()) ? String(days) : date.toISOString().slice(0, 10);
}

/** The cell styles that show a number as a date or time: the built-in formats 14 to 22 and 45 to 47, and those with letters of dates. */
function dateStylesOf(styles: XmlElement | undefined): ReadonlySet<string> {
  const own = childrenOf(styles, "styleSheet", "numFmts", "numFmt")
    .filter(({ attributes }) => /[dmyhs]/i.test((attributes.formatCode ?? "").replace(/"[^"]*"|\[[^\]]*\]|\\./g, "")))
    .map(({ attributes }) => attributes.numFmtId);
  const isDate = (id: string | undefined) => {
    const format = Number(id);
    return own.includes(id) || (format >= 14 && format <= 22) || (format >= 45 && format <= 47);
  };
  const formats = childrenOf(styles, "styleSheet", "cellXfs", "xf");
  return new Set(formats.flatMap(({ attributes }, i) => (isDate(attributes.numFmtId) ? [String(i)] : [])));
}

/** A rich text is several runs; the guides for its pronunciation (`rPh`) are none. */
function textOf(element: XmlElement): string {
  if (element.name === "t") return element.text;
  return element.name === "rPh" ? "" : element.children.map(textOf).join("");
}

/** The elements at the end of a path of names. */
function childrenOf(root: XmlElement | undefined, ...path: readonly string[]): readonly XmlElement[] {
  return path.reduce<readonly XmlElement[]>(
    (elements, name) => elements.flatMap(({ children }) => children.filter((child) => child.name === name)),
    root === undefined ? [] : [root],
  );
}

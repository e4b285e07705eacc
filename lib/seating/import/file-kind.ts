/** What a file is by its first bytes or words. */
export type FileKind = "xlsx" | "svg" | "json" | "table" | { readonly unreadable: string };

/** Files that people take for a seating plan, by their first bytes, with the way out. */
const SIGNATURES: readonly (readonly [bytes: string, words: string])[] = [
  ["%PDF", "is a PDF; ask for the plan's data, or draw it from the PDF"],
  ["\x89PNG", "is a picture (PNG); a plan needs its seats as data"],
  ["\xff\xd8\xff", "is a picture (JPEG); a plan needs its seats as data"],
  ["GIF8", "is a picture (GIF); a plan needs its seats as data"],
  ["RIFF", "is a picture (WebP) or a sound; a plan needs its seats as data"],
  ["\xd0\xcf\x11\xe0", "is an Excel workbook of before 2007 (.xls); save it as .xlsx or CSV"],
  ["\x1f\x8b", "is compressed (gzip); unpack it first"],
  ["7z\xbc\xaf", "is an archive (7z); unpack it first"],
  ["Rar!", "is an archive (RAR); unpack it first"],
  ["{\\rtf", "is a text document (RTF); save the table as CSV"],
  ["AC10", "is an AutoCAD drawing (DWG); export it as SVG with an id on each seat"],
];

/** Names the kind of a file by its content; its name may say anything. */
export function fileKindOf(bytes: Uint8Array): FileKind {
  const head = latin1(bytes.subarray(0, 16));
  const known = SIGNATURES.find(([start]) => head.startsWith(start));
  if (known !== undefined) return { unreadable: known[1] };
  return head.startsWith("PK\x03\x04") ? zipKindOf(bytes) : "table";
}

/** A zip by the names of its entries, which its local headers carry uncompressed. */
function zipKindOf(bytes: Uint8Array): FileKind {
  const names = latin1(bytes.subarray(-65_536)) + latin1(bytes.subarray(0, 65_536));
  if (names.includes("xl/workbook.xml")) return "xlsx";
  if (names.includes("word/document.xml")) return { unreadable: "is a Word document; save the table as CSV or .xlsx" };
  if (names.includes("opendocument.spreadsheet"))
    return { unreadable: "is an OpenDocument spreadsheet (.ods); save it as .xlsx or CSV" };
  if (names.includes("Index/Document.iwa")) return { unreadable: "is a Numbers document; export it as .xlsx or CSV" };
  return { unreadable: "is an archive (zip); unpack it first" };
}

/** The kind of a text by its first words. */
export function textKindOf(text: string): FileKind {
  const start = text.slice(0, 4_000).trimStart();
  if (/^[{[]/.test(start)) return "json";
  if (/^0\s*\r?\n\s*SECTION\b/.test(start))
    return { unreadable: "is a DXF drawing; export it as SVG with an id on each seat" };
  if (!start.startsWith("<")) return "table";
  if (/<svg[\s>]/i.test(text.slice(0, 20_000)) && !/^<!doctype html|^<html/i.test(start)) return "svg";
  if (/^<!doctype html|^<html/i.test(start)) return { unreadable: "is a web page (HTML); save the table as CSV" };
  return { unreadable: "is XML, but no SVG drawing" };
}

/** One character a byte. The decoder that is called latin1 reads Windows-1252, which differs. */
function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { bytesOf, problemsOf } from "../testing/import-results.ts";
import { importLayout } from "./import-venue.ts";

const zip = (name: string) =>
  zipSync({ [name]: bytesOf("x"), mimetype: bytesOf("application/vnd.oasis.opendocument.spreadsheet") }, { level: 0 });
const plainZip = zipSync({ "plan.csv": bytesOf("x") });

test.each<[string, Uint8Array, RegExp]>([
  ["a PDF", bytesOf("%PDF-1.7\n"), /^is a PDF/],
  ["a PNG", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), /^is a picture \(PNG\)/],
  ["a JPEG", Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]), /^is a picture \(JPEG\)/],
  ["an old workbook", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /\(\.xls\); save it as \.xlsx or CSV$/],
  ["an OpenDocument sheet", zip("content.xml"), /^is an OpenDocument spreadsheet/],
  ["a Word document", zip("word/document.xml"), /^is a Word document/],
  ["an archive", plainZip, /^is an archive \(zip\)/],
  ["a compressed file", Uint8Array.from([0x1f, 0x8b, 8, 0]), /^is compressed/],
  ["a text document", bytesOf("{\\rtf1 plan}"), /^is a text document \(RTF\)/],
  ["a DXF drawing", bytesOf("  0\r\nSECTION\r\n"), /^is a DXF drawing/],
  ["a web page", bytesOf("<!DOCTYPE html><html><svg></svg></html>"), /^is a web page/],
  ["some XML", bytesOf("<?xml version='1.0'?><plan/>"), /^is XML, but no SVG/],
  [
    "an SVG without seats",
    bytesOf("<svg><rect width='9' height='9'/></svg>"),
    /^is an SVG drawing of 1 shapes, none of them marked as a seat/,
  ],
  ["GeoJSON", bytesOf('{"type":"FeatureCollection","features":[]}'), /^is GeoJSON, not a pretix/],
])("%s is named by its content, whatever its name says", (_title, bytes, reason) => {
  for (const fileName of ["plan.csv", "plan.json"]) {
    const problems = problemsOf(importLayout({ fileName, bytes }));
    expect(problems).toHaveLength(1);
    expect(problems[0]?.reason).toMatch(reason);
  }
});

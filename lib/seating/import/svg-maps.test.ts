import { deflateRawSync } from "node:zlib";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { accepted, bytesOf, imported, problemsOf, seatNames } from "../testing/import-results.ts";
import { fieldsOfFile } from "./file-fields.ts";
import { importLayout } from "./import-venue.ts";

const svg = (body: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400">${body}</svg>`;
const seats = (draw: (i: number, x: number, y: number) => string) =>
  Array.from({ length: 8 }, (_, i) => draw(i, 40 + (i % 4) * 20, 60 + (i >> 2) * 25)).join("");

describe("a drawing that says its seats in its own way", () => {
  test("is read by data attributes", () => {
    const text = svg(
      seats(
        (i, x, y) =>
          `<circle cx="${x}" cy="${y}" r="8" data-block="Left" data-reihe="${i >> 2}" data-platz="${i % 4}"/>`,
      ),
    );
    const { layout } = accepted(
      imported(text, { svg: { section: "data-block", row: "data-reihe", seat: "data-platz" } }),
    );
    expect(seatNames(layout).slice(0, 2)).toEqual(["Left 0 0", "Left 0 1"]);
  });

  test("is read by the text on a seat, the group around it and parts of its class, for every shape", () => {
    const shapes = [
      (x: number, y: number) => `<circle cx="${x}" cy="${y}" r="8" class="row-A B"/>`,
      (x: number, y: number) => `<rect x="${x - 8}" y="${y - 8}" width="16" height="16" class="row-A B"/>`,
      (x: number, y: number) => `<ellipse cx="${x}" cy="${y}" rx="8" ry="7" class="row-A B"/>`,
      (x: number, y: number) => `<use href="#chair" x="${x - 8}" y="${y - 8}" class="row-A B"/>`,
    ];
    for (const shape of shapes) {
      const body = Array.from({ length: 4 }, (_, i) => {
        const x = 40 + i * 20;
        return `${shape(x, 60)}<text x="${x}" y="64" font-size="8" text-anchor="middle">${i + 1}</text>`;
      }).join("");
      const text = svg(`<defs><rect id="chair" width="16" height="16"/></defs><g id="Balcony">${body}</g>`);
      const map = { section: "group", row: "class:2", seat: "text" };
      const { layout } = accepted(imported(text, { svg: map }));
      expect(seatNames(layout)).toEqual(["Balcony A 1", "Balcony A 2", "Balcony A 3", "Balcony A 4"]);
      expect(layout.sections[0]?.rows[0]?.x.map((x, _, all) => x - (all[0] ?? 0))).toEqual([0, 20, 40, 60]);
    }
  });

  test("shows what may be mapped, and says when nothing is where the map says", () => {
    const text = svg(seats((i, x, y) => `<circle cx="${x}" cy="${y}" r="8" id="p${i}" data-platz="${i}"/>`));
    expect(fieldsOfFile(bytesOf(text), undefined)).toEqual([
      { name: "id", examples: ["p0", "p1", "p2"] },
      { name: "text", examples: [] },
      { name: "data-platz", examples: ["0", "1", "2"] },
    ]);
    expect(problemsOf(imported(text, { svg: { seat: "data-chair" } }))[0]?.reason).toContain(
      "none of which says a seat in its data-chair",
    );
  });
});

describe("a drawing that is made to do harm", () => {
  const chairs = seats((i, x, y) => `<circle cx="${x}" cy="${y}" r="8" id="seat-A-${i}"/>`);

  test("is read without its scripts and references, and says so", () => {
    const text = svg(
      `<script>alert(1)</script><image href="http://10.0.0.1/x.png"/><g onclick="steal()">${chairs}</g><rect style="fill:url(https://x.example/y)"/>`,
    );
    const { layout, report } = accepted(imported(text));
    expect(report.notes).toContain("scripts and embedded content are left out: 2");
    expect(report.notes).toContain("references to other files are not followed: 2");
    expect(JSON.stringify(layout)).not.toMatch(/script|10\.0\.0\.1|steal|x\.example/);
  });

  test("that is deeper than its reader can walk is refused", () => {
    const depth = 50_000;
    const text = svg(`${"<g>".repeat(depth)}${chairs}${"</g>".repeat(depth)}`);
    expect(problemsOf(imported(text))).toEqual([{ reason: "nests its elements more than 200 deep" }]);
  });

  test("with entities that multiply each other does not grow", () => {
    const text = `<!DOCTYPE svg [<!ENTITY a "${"x".repeat(100)}"><!ENTITY b "&a;&a;&a;&a;">]>${svg(`<text x="1" y="1">&b;</text>${chairs}`)}`;
    expect(JSON.stringify(accepted(imported(text)).layout)).not.toContain("xxxx");
  });
});

test("a workbook that unpacks to more than its header says is not unpacked", () => {
  const sheet = bytesOf(`<worksheet>${" ".repeat(70 * 1024 * 1024)}</worksheet>`);
  const honest = zipSync({ "xl/workbook.xml": bytesOf("<workbook/>"), "xl/worksheets/sheet1.xml": sheet });
  expect(problemsOf(importLayout({ fileName: "bomb.xlsx", bytes: honest }))).toEqual([
    { reason: "unpacks to more than 64 MB" },
  ]);
  const lying = honest.slice();
  const view = new DataView(lying.buffer);
  for (let at = 0; at + 30 < lying.length; at++) {
    const isCentral = view.getUint32(at, true) === 0x02014b50;
    if (isCentral || view.getUint32(at, true) === 0x04034b50) view.setUint32(at + (isCentral ? 24 : 22), 10, true);
  }
  expect(importLayout({ fileName: "bomb.xlsx", bytes: lying }).ok).toBe(false);
  expect(deflateRawSync(sheet).byteLength).toBeLessThan(200_000);
});

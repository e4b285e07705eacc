import { describe, expect, test } from "vitest";
import { gridHall } from "../../testing/grid-hall.ts";
import { expandPlan } from "../expand-plan.ts";
import { aFullPlan } from "../testing/any-plan.ts";
import { exportPdf } from "./export-pdf.ts";

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");
const pageOf = (text: string) => /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(text)?.slice(1).map(Number);

describe("a hall for the wall", () => {
  test("is one page of A3 or larger with its fonts in it and no picture", async () => {
    const text = textOf(await exportPdf(expandPlan(aFullPlan())));
    expect(text.startsWith("%PDF-1.")).toBe(true);
    expect(text).toMatch(/\/Type \/Pages\s+\/Count 1\b/);
    expect(pageOf(text)?.sort((a, b) => a - b)).toEqual([841.89, 1190.55]);
    expect(text.match(/\/FontFile2/g)).toHaveLength(2);
    expect(text).not.toContain("/Subtype /Image");
  });

  test("of many seats is A2, so that each can be told from the next", async () => {
    const text = textOf(await exportPdf(gridHall([{ rows: 20, blocks: [150, 150] }])));
    expect(pageOf(text)?.sort((a, b) => a - b)).toEqual([1190.55, 1683.78]);
  });
});

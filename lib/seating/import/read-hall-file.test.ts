import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { needs } from "#lib/platform/testing/needs";
import { sharedFile } from "#lib/platform/testing/shared-file";
import { bytesOf } from "../testing/import-results.ts";
import { importOptions } from "./import-contract.ts";
import { withApiOptions } from "./option-words.ts";
import { type HallFileRead, readHallFile } from "./read-hall-file.ts";

const folder = sharedFile("cases");
const wordsOf = (read: HallFileRead) => (read.ok ? read.hall.report.notes : read.problems.map(({ reason }) => reason));

describe("advice of a file that is uploaded", () => {
  test("names the API's options, which the API takes", () => {
    const advice = withApiOptions('name it: --map y=z; say how many: --standing "Floor=100"');
    expect(advice).toBe('name it: columns {"y":"z"}; say how many: standing {"Floor":100}');
    expect(importOptions.safeParse({ columns: { y: "z" }, standing: { Floor: 100 } }).success).toBe(true);
    expect(withApiOptions("--standing Bar: no area of the plan is called so")).toBe(
      "standing, Bar: no area of the plan is called so",
    );
  });

  test("shows the first labels and the columns that may be mapped", () => {
    const read = readHallFile({ fileName: "x", bytes: bytesOf("Block,row,seat\nA,1,7\n"), choices: {} });
    expect(read).toMatchObject({
      ok: false,
      problems: [{ line: 1, reason: expect.stringContaining('columns {"section":"Block"}') }],
      fields: [{ name: "Block", examples: ["A"] }, { name: "row" }, { name: "seat", examples: ["7"] }],
    });
  });
});

describe("no shared case", needs(folder, "../shared/cases is not on this machine"), () => {
  test("advises an option of the command line", () => {
    const files = readdirSync(folder ?? "").filter((name) => !name.endsWith(".mjs"));
    for (const name of files) {
      const bytes = readFileSync(join(folder ?? "", name));
      expect(wordsOf(readHallFile({ fileName: name, bytes, choices: {} })).join("\n"), name).not.toMatch(
        /(^|\s)--[a-z]/,
      );
    }
  });
});

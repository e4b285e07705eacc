import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { needs } from "#lib/platform/testing/needs";
import { sharedFile } from "#lib/platform/testing/shared-file";
import { checkLayout } from "../check-layout.ts";
import { seatNames } from "../testing/import-results.ts";
import { type ImportChoices, importLayout } from "./import-venue.ts";

/**
 * Every plan in ../shared/cases and ../shared/venues with its right outcome. The table is printed, so that a reader sees what an
 * import says; a file without an entry fails.
 */
type Outcome = {
  readonly choices?: ImportChoices;
  /** Seats, sections, seats never sold and wheelchair places of an import. */
  readonly imports?: readonly [seats: number, sections: number, unsold?: number, wheelchairs?: number];
  /** The problems of a refusal, in order, each with its line or path. */
  readonly refuses?: readonly string[];
  /** Words that the notes must say. */
  readonly notes?: readonly string[];
  /** Words that no note may say. */
  readonly silent?: readonly string[];
  readonly named?: string;
  /** Full names of the first seats. */
  readonly seats?: readonly string[];
};

const ASKS = "--focus x,y";

const OUTCOMES: Readonly<Record<string, readonly Outcome[]>> = {
  "cases/bidi-override.csv": [{ imports: [3, 1], notes: ["invisible characters are left out of section Stalls 12"] }],
  "cases/companion.csv": [{ imports: [4, 1, 0, 1], notes: [ASKS] }],
  "cases/empty-row-table.csv": [{ imports: [6, 1], seats: ["Table 1  1", "Table 1  2"] }],
  "cases/excel-empty-columns.csv": [{ imports: [6, 1], silent: ["column"] }],
  "cases/excel-empty-tail.csv": [{ imports: [6, 1] }],
  "cases/import-me-twice.csv": [{ imports: [36, 1] }],
  "cases/lookalike-labels.csv": [
    {
      refuses: [4, 5, 6, 7].map(
        (line) =>
          `line ${line}: section Parkett Süd row A seat ${2 - (line % 2 === 0 ? 1 : 0)} is already on line ${line % 2 === 0 ? 2 : 3}`,
      ),
    },
  ],
  "cases/no-coordinates.csv": [{ imports: [2, 1], notes: ["laid out by rows", ASKS] }],
  "cases/plan-category-empty.pretix.json": [{ refuses: ["none of its 1 seats is for sale"] }],
  "cases/plan-category-nul.pretix.json": [{ refuses: ["categories[0].name: the name contains a control character"] }],
  "cases/plan-label-twice-guid-unique.pretix.json": [
    {
      refuses: [
        "zones[0].rows[1]: row 1 of Zone is already at zones[0].rows[0] with the same seats 1, 2; name one of them otherwise, or make a section of each block with --split-blocks",
      ],
    },
    { choices: { splitBlocks: true }, imports: [4, 2], notes: ["Zone, block 2 is a section of its own"] },
  ],
  "cases/plan-name-300.pretix.json": [{ imports: [3, 1], named: "H".repeat(80), notes: ["the name has 300 letters"] }],
  "cases/plan-row-label.pretix.json": [
    { imports: [2, 1], silent: ["not used"], seats: ["Zone Loge 3 Stuhl 1", "Zone Loge 3 Stuhl 2"] },
  ],
  "cases/plan-stage-backstage-bar.pretix.json": [
    { imports: [3, 1], notes: ["no shape of the plan is called a stage", ASKS] },
  ],
  "cases/plan-stage-palco.pretix.json": [{ imports: [3, 1], silent: ["stage"] }],
  "cases/rows-on-one-line-opera.csv": [
    {
      refuses: [
        "line 2: the rows A, B, C of section center_odd lie on one line; if their depth is in another column, name it: --map y=z",
        "line 5: the rows A, B, C of section center_even lie on one line",
      ],
    },
    { choices: { columns: { y: "z" } }, imports: [16, 3], notes: ["columns not used: id, level, price, y,"] },
  ],
  "cases/semicolon-decimal-comma.csv": [{ imports: [6, 1] }],
  "cases/sep-line.csv": [{ imports: [6, 1] }],
  "cases/two-seats-one-point.csv": [
    { refuses: ["line 8: section S row A seat 7 stands on section S row A seat 6 (on line 7)"] },
  ],
  "cases/windows-1252.csv": [{ imports: [6, 1], notes: ["line 2 is not UTF-8, so the file was read as Windows-1252"] }],
  "cases/y-up.csv": [
    { imports: [32, 1], notes: ["drawn below the front row", "import it with --y-up"] },
    { choices: { yUp: true }, imports: [32, 1], notes: ["drawn above the front row"] },
  ],
  "venues/02-show1-polygon.pretix.json": [{ imports: [1132, 1, 112], silent: ["stage", "seat_label"] }],
  "venues/03-amazing-venue.svg": [
    { imports: [152, 5], notes: ["ids are labels: seat-1-A-1 is section 1, row A, seat 1"], silent: ["stage"] },
  ],
  "venues/10-pretix-own-sample.pretix.json": [{ imports: [2, 1], notes: [ASKS] }],
  "venues/benedum-center.csv": [
    { imports: [2885, 6], notes: ["4 seats overlap another one", "(on line 1174)", "drawn above the front row"] },
  ],
  "venues/riethsporthalle.pretix.json": [{ imports: [1252, 6], notes: ["moved apart", "seats stand all round", ASKS] }],
};

/** Replayed against the running product, not imported. */
const NOT_PLANS = new Set(["cases/api-cases.mjs"]);

const folders = ["cases", "venues"].map((name) => ({ name, path: sharedFile(name) }));
const files = folders.flatMap(({ name, path }) =>
  path === undefined ? [] : readdirSync(path).map((file) => `${name}/${file}`),
);
const table: string[] = [];

afterAll(() => void process.stdout.write(`\n${table.join("\n")}\n`));

describe("the shared plans", needs(files[0], "../shared/cases and ../shared/venues are not on this machine"), () => {
  test("all have an outcome here", () => {
    expect(files.filter((file) => !NOT_PLANS.has(file)).toSorted()).toEqual(Object.keys(OUTCOMES).toSorted());
  });

  const runs = Object.entries(OUTCOMES).flatMap(([file, outcomes]) =>
    outcomes.map((outcome): [string, Outcome] => [file, outcome]),
  );

  test.each(runs)(
    "%s has the right outcome",
    (file, { choices = {}, imports, refuses, notes = [], silent = [], named, seats: names = [] }) => {
      const result = importLayout({ fileName: file, bytes: readFileSync(join(sharedFile(file) ?? "")) }, choices);
      const said = result.ok ? result.report.notes : result.refusal.problems.map(problemWords);
      const options = Object.keys(choices)
        .map((name) => ` + ${name}`)
        .join("");
      const { seats, sections, unsold, wheelchairs } = result.ok
        ? result.report
        : { seats: 0, sections: 0, unsold: 0, wheelchairs: 0 };
      const outcome = result.ok
        ? `${seats} seats, ${sections} sections, ${unsold} unsold, ${wheelchairs} wheelchairs`
        : "refused";
      table.push(`${file}${options} | ${outcome} | ${said.join("; ").slice(0, 160)}`);
      expect(result.ok, said.join("\n")).toBe(imports !== undefined);
      if (refuses !== undefined) {
        expect(said).toHaveLength(refuses.length);
        for (const [i, words] of refuses.entries())
          expect(said[i]?.startsWith(words), `${said[i]}\n${words}`).toBe(true);
      }
      if (!result.ok) return;
      expect([seats, sections, unsold, wheelchairs]).toEqual(
        [...(imports ?? []), 0, 0].slice(0, 2).concat(imports?.[2] ?? 0, imports?.[3] ?? 0),
      );
      expect(checkLayout(result.layout)).toEqual([]);
      for (const words of notes) expect(said.join("\n")).toContain(words);
      for (const words of silent) expect(said.join("\n")).not.toContain(words);
      if (named !== undefined) expect(result.layout.name).toBe(named);
      expect(seatNames(result.layout)).toEqual(expect.arrayContaining([...names]));
    },
  );
});

function problemWords({ line, path, reason }: { line?: number; path?: string; reason: string }): string {
  return `${line === undefined ? (path === undefined ? "" : `${path}: `) : `line ${line}: `}${reason}`;
}

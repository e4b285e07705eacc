import { readFileSync } from "node:fs";
import { sharedFile } from "#lib/platform/testing/shared-file";
import { checkLayout } from "../check-layout.ts";
import { type ImportChoices, importLayout } from "../import/import-venue.ts";
import type { Layout } from "../layout.ts";
import { hashLayout } from "../layout-hash.ts";
import { hallPlan } from "../plan/contract.ts";
import { expandPlan } from "../plan/expand-plan.ts";
import { exportPretix } from "../plan/export-plan/export-pretix.ts";
import { exportSeatList } from "../plan/export-plan/export-seat-list.ts";
import { exportSvg } from "../plan/export-plan/export-svg.ts";
import { planOfLayout } from "../plan/plan-of-layout.ts";
import { bytesOf, seatNames } from "./import-results.ts";

/** What a plan from outside becomes. */
export type PlanOutcome = {
  readonly choices?: ImportChoices;
  /** Seats, sections, seats never sold and wheelchair places of an import. */
  readonly imports?: readonly [seats: number, sections: number, unsold?: number, wheelchairs?: number];
  /** The beginnings of the problems of a refusal, in order, each with its line or path. */
  readonly refuses?: readonly string[];
  /** Words that the notes must say. */
  readonly notes?: readonly string[];
  /** Words that no note may say. */
  readonly silent?: readonly string[];
  readonly named?: string;
  /** Full names of the first seats. */
  readonly seats?: readonly string[];
};

/** A line of the table of shared cases: what was done, what came of it, and what of that is wrong. */
export type CaseRow = { readonly name: string; readonly outcome: string; readonly wrong: readonly string[] };

/** The lines as text, each with the verdict first. */
export function caseTable(rows: readonly CaseRow[]): string {
  return rows
    .map(({ name, outcome, wrong }) => [wrong.length === 0 ? "right" : "WRONG", name, outcome, ...wrong].join(" | "))
    .join("\n");
}

const ASKS = "--focus x,y";

/** Every plan in ../shared/cases and ../shared/venues, with the choices it is imported with and its right outcomes. */
export const SHARED_PLANS: Readonly<Record<string, readonly PlanOutcome[]>> = {
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

/** Imports a plan of the table and compares it with its outcome. */
export function playPlan(file: string, expected: PlanOutcome): CaseRow {
  const { choices = {} } = expected;
  const result = importLayout({ fileName: file, bytes: readFileSync(sharedFile(file) ?? "") }, choices);
  const said = result.ok ? result.report.notes : result.refusal.problems.map(problemWords);
  const options = Object.keys(choices).map((name) => ` + ${name}`);
  const { seats, sections, unsold, wheelchairs } = result.ok ? result.report : NOTHING;
  const back = result.ok ? wayBack(result.layout) : {};
  const lost = Object.entries(back).flatMap(([way, isSame]) => (isSame ? [] : [`${way} does not give the same hall`]));
  const outcome = result.ok
    ? `${seats} seats, ${sections} sections, ${unsold} unsold, ${wheelchairs} wheelchairs; the same by ${Object.keys(back).join(", ")}`
    : "refused";
  return {
    name: `${file}${options.join("")}`,
    outcome: `${outcome} | ${said.join("; ").slice(0, 160)}`,
    wrong: [...importFlaws(result, expected), ...wordFlaws(said, expected), ...lost],
  };
}

const EXPORTS = { pretix: exportPretix, csv: exportSeatList, svg: exportSvg };

/** Whether a hall comes out the same: as a plan that the designer takes, and by each export that is imported again. */
function wayBack(layout: Layout): Record<string, boolean> {
  const { hash } = hashLayout(layout);
  const plan = hallPlan.safeParse(JSON.parse(JSON.stringify(planOfLayout(layout))));
  const exported = Object.entries(EXPORTS).map(([format, write]): [string, boolean] => {
    const again = importLayout({ fileName: "hall", bytes: bytesOf(write(layout)) });
    return [format, again.ok && hashLayout(again.layout).hash === hash];
  });
  return { plan: plan.success && hashLayout(expandPlan(plan.data)).hash === hash, ...Object.fromEntries(exported) };
}

const NOTHING = { seats: 0, sections: 0, unsold: 0, wheelchairs: 0 };

function importFlaws(
  result: ReturnType<typeof importLayout>,
  { imports, named, seats: names = [] }: PlanOutcome,
): string[] {
  if (!result.ok) return imports ? ["it was refused"] : [];
  if (!imports) return ["it was imported"];
  const { seats, sections, unsold, wheelchairs } = result.report;
  const [wantedSeats, wantedSections, wantedUnsold = 0, wantedWheelchairs = 0] = imports;
  const wanted = [wantedSeats, wantedSections, wantedUnsold, wantedWheelchairs];
  const known = new Set(seatNames(result.layout));
  return [
    ...(String([seats, sections, unsold, wheelchairs]) === String(wanted) ? [] : [`it has not ${wanted.join(", ")}`]),
    ...checkLayout(result.layout),
    ...(named === undefined || result.layout.name === named ? [] : [`it is named ${result.layout.name}`]),
    ...names.filter((name) => !known.has(name)).map((name) => `there is no seat ${name}`),
  ];
}

function wordFlaws(said: readonly string[], { refuses, notes = [], silent = [] }: PlanOutcome): string[] {
  const all = said.join("\n");
  return [
    ...(refuses && refuses.length !== said.length ? [`${said.length} problems, not ${refuses.length}`] : []),
    ...(refuses ?? []).filter((words, i) => !said[i]?.startsWith(words)).map((words) => `it does not say: ${words}`),
    ...notes.filter((words) => !all.includes(words)).map((words) => `it does not say: ${words}`),
    ...silent.filter((words) => all.includes(words)).map((words) => `it says: ${words}`),
  ];
}

function problemWords({ line, path, reason }: { line?: number; path?: string; reason: string }): string {
  return `${line === undefined ? (path === undefined ? "" : `${path}: `) : `line ${line}: `}${reason}`;
}

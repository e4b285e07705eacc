import { readdirSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { needs } from "#lib/platform/testing/needs";
import { sharedFile } from "#lib/platform/testing/shared-file";
import { type CaseRow, caseTable, type PlanOutcome, playPlan, SHARED_PLANS } from "../testing/shared-plans.ts";

/**
 * Every plan in ../shared/cases and ../shared/venues with its right outcome. The table is printed, so that a reader sees what an
 * import says; a file without an entry fails. deploy/shared-cases.start.test.ts prints it again, with the cases over HTTP.
 */

/** Replayed against the running product, not imported. */
const NOT_PLANS = new Set(["cases/api-cases.mjs"]);

const files = ["cases", "venues"].flatMap((folder) => {
  const path = sharedFile(folder);
  return path === undefined ? [] : readdirSync(path).map((file) => `${folder}/${file}`);
});
const table: CaseRow[] = [];

afterAll(() => void process.stdout.write(`\n${caseTable(table)}\n`));

describe("the shared plans", needs(files[0], "../shared/cases and ../shared/venues are not on this machine"), () => {
  test("all have an outcome here", () => {
    expect(files.filter((file) => !NOT_PLANS.has(file)).toSorted()).toEqual(Object.keys(SHARED_PLANS).toSorted());
  });

  const runs = Object.entries(SHARED_PLANS).flatMap(([file, outcomes]) =>
    outcomes.map((outcome): [string, PlanOutcome] => [file, outcome]),
  );

  test.each(runs)("%s has the right outcome", (file, outcome) => {
    const row = playPlan(file, outcome);
    table.push(row);
    expect(row.wrong).toEqual([]);
  });
});

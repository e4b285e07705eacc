import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { needs } from "#lib/platform/testing/needs";
import { sharedFile } from "#lib/platform/testing/shared-file";
import { type ImportChoices, importLayout } from "../import/import-venue.ts";
import { hashLayout } from "../layout-hash.ts";
import { gridHall } from "../testing/grid-hall.ts";
import { hallPlan } from "./contract.ts";
import { expandPlan } from "./expand-plan.ts";
import { planOfLayout } from "./plan-of-layout.ts";
import { seatKeys } from "./seat-keys.ts";

const folders = ["cases", "venues"].map((name) => ({ name, path: sharedFile(name) }));
const files = folders.flatMap(({ name, path }) =>
  path === undefined ? [] : readdirSync(path).map((file) => `${name}/${file}`),
);

const CHOICES: Readonly<Record<string, ImportChoices>> = {
  "cases/plan-label-twice-guid-unique.pretix.json": { splitBlocks: true },
  "cases/rows-on-one-line-opera.csv": { columns: { y: "z" } },
};

describe("a layout", needs(files[0], "../shared/cases and ../shared/venues are not on this machine"), () => {
  test.each(files)("%s comes out of its plan as the same hall, or was refused by the import", (file) => {
    const bytes = readFileSync(join(sharedFile(file) ?? ""));
    const result = importLayout({ fileName: file, bytes }, CHOICES[file]);
    if (!result.ok) return;
    const plan = planOfLayout(result.layout);
    expect(hashLayout(expandPlan(plan)).hash).toBe(hashLayout(result.layout).hash);
    expect(hallPlan.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
    expect(new Set(seatKeys(plan)).size).toBe(result.report.seats);
  });
});

test("a hall with standing places comes out of its plan as the same hall", () => {
  const layout = gridHall(
    [
      { rows: 3, blocks: [4, 5] },
      { rows: 2, blocks: [3], category: 1 },
    ],
    40,
  );
  expect(hashLayout(expandPlan(planOfLayout(layout))).hash).toBe(hashLayout(layout).hash);
});

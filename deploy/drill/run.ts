/**
 * `npm run drill`: plays one fault after the other while orders are under way, and checks that nothing is lost, doubled or stuck.
 * `--only <words>` plays the faults whose name has these words, `--orders <n>` sets how many orders there are. docs/drill.md
 * explains the table.
 */
import { parseArgs } from "node:util";
import { build, isBuilt } from "../embedded/build.ts";
import { FAULTS } from "./faults.ts";
import { playFault, type Row } from "./play-fault.ts";

const { values } = parseArgs({
  options: { only: { type: "string", default: "" }, orders: { type: "string", default: "500" } },
});
const orders = Number(values.orders);
const faults = FAULTS.filter(({ name }) => name.includes(values.only));
if (!Number.isSafeInteger(orders) || orders < 8 || orders > 900 || faults.length === 0) {
  process.stderr.write(
    `--orders takes 8 to 900, --only a part of one of these names:\n${FAULTS.map(({ name }) => `  ${name}`).join("\n")}\n`,
  );
  process.exit(2);
}

const distDir = process.env.NEXT_DIST_DIR || ".next";
if (!isBuilt(distDir)) {
  process.stdout.write("Building the pages\n");
  await build(distDir, new AbortController().signal);
}
const rows: Row[] = [];
for (const [i, fault] of faults.entries()) {
  process.stdout.write(`${i + 1} of ${faults.length}: ${fault.name}\n`);
  rows.push(await playFault(fault, orders));
}
process.stdout.write(`\n${tableOf(rows)}\n`);
for (const { fault, problems } of rows) {
  for (const problem of problems.slice(0, 20)) process.stdout.write(`${fault}: ${problem}\n`);
}
process.exit(rows.some(({ verdict }) => verdict === "FAILED") ? 1 : 0);

function tableOf(table: readonly Row[]): string {
  const lines = [
    [
      ...["fault", "acknowledged", "lost", "invariants broken", "seats not linearizable"],
      ...["answers that failed", "looks until whole", "controls", "verdict"],
    ],
    ...table.map((row) => [
      row.fault,
      String(row.acknowledged),
      ...[row.lost, row.invariants, row.history].map(String),
      ...[row.failures, String(row.looks), row.controls, row.verdict],
    ]),
  ];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  return lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")).join("\n");
}

/**
 * `npm run bench [row]`: measures a row of the benchmarks against its contenders in one run on this machine, prints a table
 * and writes `bench/results/<row>.json`. Compare figures of the same run only.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { benchDesigner } from "./rows/designer.ts";
import { benchHold } from "./rows/hold.ts";
import { benchQueue } from "./rows/queue.ts";
import { benchQuote } from "./rows/quote.ts";
import { benchSettle } from "./rows/settle.ts";

const ROWS: Record<string, () => Promise<{ table: string; result: object }>> = {
  hold: benchHold,
  settle: benchSettle,
  designer: benchDesigner,
  quote: benchQuote,
  queue: benchQueue,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((row) => !Object.hasOwn(ROWS, row));
if (unknown.length > 0) {
  process.stderr.write(`There is no row ${unknown.join(", ")}: there are ${Object.keys(ROWS).join(", ")}.\n`);
  process.exit(1);
}
for (const row of wanted.length > 0 ? wanted : Object.keys(ROWS)) {
  const measured = await ROWS[row]?.();
  if (!measured) continue;
  mkdirSync("bench/results", { recursive: true });
  writeFileSync(`bench/results/${row}.json`, `${JSON.stringify(measured.result, null, 2)}\n`);
  process.stdout.write(`\n${measured.table}\n`);
}

/**
 * `npm run venue:import -- <file> [--name …] [--city …] [--country …] [--address …] [--timezone …] [--event]`: reads a
 * seat CSV or a pretix seating plan and stores it as a venue with its layout. `--event` puts an event on sale in it besides,
 * to try the hall at once. A file that is wrong is refused with line and reason, and nothing is written.
 */
import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { parseArgs } from "node:util";
import { importLayout } from "#lib/seating/import/import-venue";
import { withDatabase } from "./with-database.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    name: { type: "string" },
    city: { type: "string", default: "Pittsburgh" },
    country: { type: "string", default: "US" },
    address: { type: "string", default: "" },
    timezone: { type: "string", default: "America/New_York" },
    event: { type: "boolean", default: false },
  },
});
const [file] = positionals;
if (!file) fail("Name the file: npm run venue:import -- plan.csv");

const bytes = await readFile(file).catch((cause: Error) => fail(`The file cannot be read: ${cause.message}`));
const result = importLayout({ fileName: basename(file), bytes });
if (!result.ok) {
  const lines = result.refusal.problems.map((problem) => `  ${problem.line ? `line ${problem.line}: ` : problem.path ? `${problem.path}: ` : ""}${problem.reason}`);
  fail(`${basename(file)} was not imported:\n${lines.join("\n")}`);
}

const { layout, report } = result;
const name = values.name ?? titleOf(basename(file, extname(file)).replace(/\.pretix$/, ""), layout.name);
await withDatabase(async () => {
  const { storeVenue } = await import("../prisma/seed/store-venue.ts");
  const stored = await storeVenue({ ...values, name, layout, withEvent: values.event });
  process.stdout.write(`${name}: ${report.seats} seats in ${report.sections} sections, ${report.wheelchairs} wheelchair spaces\n`);
  for (const note of report.notes) process.stdout.write(`  note: ${note}\n`);
  process.stdout.write(`Stored as ${stored.venueSlug}${stored.eventSlug ? `, on sale at /events/${stored.eventSlug}` : ""}\n`);
});

function titleOf(fileName: string, layoutName: string): string {
  if (layoutName && layoutName !== fileName) return layoutName;
  return fileName.split(/[-_ ]+/).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ");
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/**
 * `npm run venue:import -- <file> [--name …] [--city …] [--country …] [--address …] [--timezone …] [--event]`: reads a
 * seat CSV or a pretix seating plan and stores it as a venue with its layout. `--event` also puts an event on sale in it, to
 * try the hall immediately. An invalid file is refused with line and reason, and nothing is written.
 */
import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { parseArgs } from "node:util";
import { importLayout } from "#lib/seating/import/import-venue";
import { readDotEnv } from "./read-dot-env.ts";
import { withDatabase } from "./with-database.ts";

try {
  readDotEnv();
  await importVenue();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}

async function importVenue(): Promise<void> {
  const { values, positionals } = readArguments();
  const [file] = positionals;
  if (!file) throw new Error("Name the file: npm run venue:import -- plan.csv");
  if (!isTimeZone(values.timezone)) throw new Error(`${values.timezone} is no time zone, such as Europe/Madrid.`);
  const { layout, report } = await readPlan(file);
  const name = values.name ?? titleOf(basename(file, extname(file)).replace(/\.pretix$/, ""), layout.name);
  await withDatabase(async () => {
    const { storeVenue } = await import("../prisma/seed/store-venue.ts");
    const stored = await storeVenue({ ...values, name, layout, withEvent: values.event });
    const lines = [
      `${name}: ${report.seats} seats in ${report.sections} sections, ${report.wheelchairs} wheelchair spaces`,
      ...report.notes.map((note) => `  note: ${note}`),
      `Stored as ${stored.venueSlug}${stored.eventSlug ? `, on sale at /events/${stored.eventSlug}` : ""}`,
    ];
    process.stdout.write(`${lines.join("\n")}\n`);
  });
}

function readArguments() {
  return parseArgs({
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
}

async function readPlan(file: string) {
  const bytes = await readFile(file).catch((cause: Error) => {
    throw new Error(`The file cannot be read: ${cause.message}`, { cause });
  });
  const result = importLayout({ fileName: basename(file), bytes });
  if (result.ok) return result;
  const lines = result.refusal.problems.map(({ line, path, reason }) => {
    const where = line ? `line ${line}: ` : path ? `${path}: ` : "";
    return `  ${where}${reason}`;
  });
  throw new Error(`${basename(file)} was not imported:\n${lines.join("\n")}`);
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

function titleOf(fileName: string, layoutName: string): string {
  if (layoutName && layoutName !== fileName) return layoutName;
  return fileName
    .split(/[-_ ]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
}

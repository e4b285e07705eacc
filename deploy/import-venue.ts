/**
 * `npm run venue:import -- <file>`: reads a list of seats, a pretix seating plan or an SVG drawing and stores it as a venue with
 * its layout, all of it or nothing. The same file again changes nothing; another plan of the venue is its next version. `--help`
 * lists the options. A file that cannot be imported is refused with line and reason.
 */
import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { cleanText } from "#lib/platform/clean-text";
import { LAYOUT_NAME_MAX } from "#lib/seating/check-layout";
import { type ImportChoices, importLayout } from "#lib/seating/import/import-venue";
import { IMPORT_HELP, readImportArguments } from "./import-arguments.ts";
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
  const asked = readImportArguments(process.argv.slice(2));
  if (asked.help) return void process.stdout.write(IMPORT_HELP);
  const { file, venue, choices, withEvent } = asked;
  const { layout, report } = await readPlan(file, choices);
  const name = cleanText(venue.name ?? titleOf(basename(file, extname(file)).replace(/\.pretix$/, ""), layout.name));
  if (name === "" || name.length > LAYOUT_NAME_MAX)
    throw new Error(`A hall's name has 1 to ${LAYOUT_NAME_MAX} characters: give it with --name.`);
  await withDatabase(async () => {
    const { storeVenue } = await import("../prisma/seed/store-venue.ts");
    const stored = await storeVenue({ ...venue, name, layout, withEvent });
    const unsold = report.unsold > 0 ? `, ${report.unsold} of them not for sale` : "";
    const sections = report.sections === 1 ? "1 section" : `${report.sections} sections`;
    const lines = [
      `${name}: ${report.seats} seats in ${sections}${unsold}, ${report.wheelchairs} wheelchair spaces`,
      ...report.notes.map((note) => `  note: ${note}`),
      `${storedWords(stored)}${stored.event ? `, ${stored.event.wasThere ? "already " : ""}on sale at /events/${stored.event.slug}` : ""}`,
    ];
    process.stdout.write(`${lines.join("\n")}\n`);
  });
}

function storedWords({
  venueSlug,
  version,
  wasThere,
}: {
  venueSlug: string;
  version: number;
  wasThere: boolean;
}): string {
  if (wasThere) return `Already there as ${venueSlug}, version ${version}`;
  return version === 1 ? `Stored as ${venueSlug}` : `Stored as version ${version} of ${venueSlug}`;
}

async function readPlan(file: string, choices: ImportChoices) {
  const bytes = await readFile(file).catch((cause: Error) => {
    throw new Error(`The file cannot be read: ${cause.message}`, { cause });
  });
  const result = importLayout({ fileName: basename(file), bytes }, choices);
  if (result.ok) return result;
  const lines = result.refusal.problems.map(({ line, path, reason }) => {
    const where = line ? `line ${line}: ` : path ? `${path}: ` : "";
    return `  ${where}${reason}`;
  });
  throw new Error(`${basename(file)} was not imported:\n${lines.join("\n")}`);
}

function titleOf(fileName: string, layoutName: string): string {
  if (layoutName && layoutName !== cleanText(fileName)) return layoutName;
  return fileName
    .split(/[-_ ]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
}

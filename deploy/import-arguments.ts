import { parseArgs } from "node:util";
import { cleanText } from "#lib/platform/clean-text";
import type { ImportChoices } from "#lib/seating/import/import-venue";
import { type ColumnNames, isSeatColumn } from "#lib/seating/import/read-seat-table";

export const IMPORT_HELP = `Turns a plan into a venue: npm run venue:import -- FILE [options]

FILE is one of
  a list of seats (.csv, .tsv, .xlsx) with the columns section, row, seat, category
      and mostly x, y (without them the seats are laid out by rows); kind may say
      wheelchair, companion or restricted
  a pretix seating plan (.json)
  an SVG drawing whose seats have ids such as seat-A-1 or seat-Stalls-A-1

  --map COLUMN=NAME      the list calls this column NAME: --map seat=Number
  --sheet NAME           the sheet of a workbook; its first one otherwise
  --split-blocks         a new section where a row name of a pretix zone comes again
  --y-up                 y grows upwards in the file
  --focus X,Y            where people look, in the file's units: --focus 400,-50
  --standing NAME=COUNT  sell COUNT standing places in the plan's area NAME
  --event                also put an event on sale in it

  --name, --city, --country, --address, --timezone   of the venue

A file that cannot be imported changes nothing. The same file again is already there;
another plan of a venue of the same name and city is its next version.
`;

const OPTIONS = {
  name: { type: "string" },
  city: { type: "string", default: "Pittsburgh" },
  country: { type: "string", default: "US" },
  address: { type: "string", default: "" },
  timezone: { type: "string", default: "America/New_York" },
  event: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
  map: { type: "string", multiple: true },
  sheet: { type: "string" },
  "split-blocks": { type: "boolean", default: false },
  "y-up": { type: "boolean", default: false },
  focus: { type: "string" },
  standing: { type: "string", multiple: true },
} as const;

export type ImportArguments =
  | { help: true }
  | {
      help: false;
      file: string;
      venue: { name: string | undefined; city: string; country: string; address: string; timezone: string };
      choices: ImportChoices;
      withEvent: boolean;
    };

/** The command's arguments. Throws an Error in one sentence for what it does not understand. */
export function readImportArguments(args: readonly string[]): ImportArguments {
  const { values, positionals } = parseArgs({ args: joinPoint(args), allowPositionals: true, options: OPTIONS });
  if (values.help) return { help: true };
  const [file, ...more] = positionals;
  if (!file) throw new Error("Name the file: npm run venue:import -- plan.csv (--help lists the options)");
  if (more.length > 0) throw new Error(`One file at a time: ${more.join(" ")} is too many.`);
  if (!isTimeZone(values.timezone)) throw new Error(`${values.timezone} is no time zone, such as Europe/Madrid.`);
  const { city, country, address, timezone } = values;
  if (!/^[A-Z]{2}$/.test(country)) throw new Error(`${country} is no country's two letters, such as ES.`);
  return {
    help: false,
    file,
    venue: { name: values.name, city: cleanText(city), country, address: cleanText(address), timezone },
    withEvent: values.event,
    choices: {
      columns: readColumns(values.map ?? []),
      sheet: values.sheet,
      splitBlocks: values["split-blocks"],
      yUp: values["y-up"],
      focus: values.focus === undefined ? undefined : readPoint(values.focus),
      standing: readStanding(values.standing ?? []),
    },
  };
}

/** A point west of the origin begins with a minus, which parseArgs takes for an option unless the two are joined. */
function joinPoint(args: readonly string[]): string[] {
  const isPoint = (at: number) => args[at - 1] === "--focus" && /^-?[\d.]/.test(args[at] ?? "");
  return args.flatMap((arg, i) => (isPoint(i) ? [] : isPoint(i + 1) ? [`${arg}=${args[i + 1]}`] : [arg]));
}

function readColumns(pairs: readonly string[]): ColumnNames {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, column = "", name = ""] = /^(\w+)=(.+)$/s.exec(pair) ?? [];
      if (!isSeatColumn(column))
        throw new Error(
          `--map ${pair}: write --map COLUMN=NAME, where COLUMN is section, row, seat, x, y, category or kind.`,
        );
      return [column, name];
    }),
  );
}

function readPoint(text: string): [number, number] {
  const [x, y, ...more] = text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  if (x === undefined || y === undefined || more.length > 0 || !Number.isFinite(x) || !Number.isFinite(y))
    throw new Error(`--focus ${text}: write a point of the file, such as --focus 400,-50.`);
  return [x, y];
}

function readStanding(pairs: readonly string[]): Map<string, number> {
  return new Map(
    pairs.map((pair): [string, number] => {
      const [, name = "", count = ""] = /^(.+)=([1-9]\d{0,5})$/s.exec(pair) ?? [];
      if (name === "")
        throw new Error(`--standing ${pair}: write --standing NAME=COUNT, such as --standing "Floor=300".`);
      return [name, Number(count)];
    }),
  );
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

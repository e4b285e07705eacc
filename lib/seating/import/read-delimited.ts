import { parse } from "csv-parse/sync";
import { LAYOUT_PLACES_MAX } from "../check-layout.ts";
import { UnreadableFile } from "./raw-plan.ts";

/** One line of a list of seats: its number in the file and its cells as text. */
export type TableLine = { readonly line: number; readonly cells: readonly string[] };

const DELIMITERS = [",", ";", "\t", "|"] as const;

/**
 * The lines of a list that is delimited by commas, semicolons, tabs or bars. A first line `sep=;`, as Excel writes it, says by
 * which; else the one that cuts the header into the most cells. Lines without content are left out. Throws UnreadableFile.
 */
export function readDelimited(text: string): TableLine[] {
  const said = /^\uFEFF?sep=(.)\r?\n/i.exec(text);
  const body = said === null ? text : text.slice(said[0].length);
  const delimiter = said?.[1] ?? sniff(body);
  const skipped = said === null ? 0 : 1;
  try {
    const entries: unknown = parse(body, {
      bom: true,
      info: true,
      delimiter,
      skip_empty_lines: true,
      // A short or long line is reported by its number and must not stop the reader.
      relax_column_count: true,
      // The header and one seat more than is accepted, so a list that is too long is detected without reading all of it.
      to: LAYOUT_PLACES_MAX + 2,
    });
    return (entries as { info: { lines: number }; record: string[] }[])
      .map(({ info, record }) => ({ line: info.lines + skipped, cells: record }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  } catch (cause) {
    const { lines, message } = cause as { lines?: number; message?: string };
    const reason = `is not valid CSV: ${message ?? String(cause)}`;
    throw new UnreadableFile(lines === undefined ? { reason } : { line: lines + skipped, reason });
  }
}

/** The delimiter that cuts the first line with content into the most cells; those in quotes do not count. */
function sniff(text: string): string {
  const header = (/[^\r\n]*\S[^\r\n]*/.exec(text)?.[0] ?? "").replace(/"(?:[^"]|"")*"/g, "");
  const count = (delimiter: string) => header.split(delimiter).length;
  return DELIMITERS.reduce<string>((best, each) => (count(each) > count(best) ? each : best), ",");
}

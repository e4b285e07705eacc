import { checkLayout, LAYOUT_PLACES_MAX, LAYOUT_SECTIONS_MAX } from "../check-layout.ts";
import { type Layout, placesOf, seatCountOf } from "../layout.ts";
import { assembleLayout } from "./assemble-layout.ts";
import { collectProblems, type FileProblem, type Problems, type RawPlan, UnreadableFile } from "./raw-plan.ts";
import { readPretixPlan } from "./read-pretix-plan.ts";
import { readSeatCsv } from "./read-seat-csv.ts";

export const VENUE_FILE_BYTES_MAX = 50 * 1024 * 1024;

export type ImportReport = {
  readonly seats: number;
  readonly sections: number;
  readonly wheelchairs: number;
  readonly notes: readonly string[];
};

export type ImportLayoutResult =
  | { readonly ok: true; readonly layout: Layout; readonly report: ImportReport }
  | {
      readonly ok: false;
      readonly refusal: { readonly code: "invalid_file"; readonly problems: readonly FileProblem[] };
    };

/**
 * Turns a seat CSV or a pretix seating plan into a layout. Pure: nothing is written. Refuses, with line or JSON path and
 * reason (the first twenty, then a count), a file that is over 50 MB, not UTF-8, malformed, without a required column or
 * without seats, or that has a seat twice, a coordinate that is not finite, or a category that the plan does not list.
 */
export function importLayout(file: { fileName: string; bytes: Uint8Array }): ImportLayoutResult {
  const problems = collectProblems();
  let plan: RawPlan | undefined;
  try {
    plan = read(file, problems);
  } catch (cause) {
    if (!(cause instanceof UnreadableFile)) throw cause;
    problems.add(cause.problem);
  }
  if (plan !== undefined && !problems.any && plan.seats.length === 0)
    problems.add({ reason: "there are 0 seats in it" });
  if (plan !== undefined && plan.seats.length > LAYOUT_PLACES_MAX) {
    problems.add({ reason: `has more than ${LAYOUT_PLACES_MAX} seats` });
  }
  if (plan !== undefined && new Set(plan.seats.map((seat) => seat.section)).size > LAYOUT_SECTIONS_MAX) {
    problems.add({ reason: `has more than ${LAYOUT_SECTIONS_MAX} sections` });
  }
  if (plan === undefined || problems.any) return refuse(problems);
  const { layout, notes } = assembleLayout(plan);
  for (const reason of checkLayout(layout)) problems.add({ reason });
  if (problems.any) return refuse(problems);
  const wheelchairs = placesOf(layout).filter((place) => place.kind === "WHEELCHAIR").length;
  return {
    ok: true,
    layout,
    report: {
      seats: seatCountOf(layout),
      sections: layout.sections.length,
      wheelchairs,
      notes: [...plan.notes, ...notes],
    },
  };
}

function refuse(problems: Problems): ImportLayoutResult {
  return { ok: false, refusal: { code: "invalid_file", problems: problems.list() } };
}

function read({ fileName, bytes }: { fileName: string; bytes: Uint8Array }, problems: Problems): RawPlan {
  if (bytes.byteLength > VENUE_FILE_BYTES_MAX) {
    throw new UnreadableFile({
      reason: `is ${Math.ceil(bytes.byteLength / 1024 / 1024)} MB, at most 50 MB are accepted`,
    });
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableFile({ line: lineOfBadByte(bytes), reason: "is not UTF-8 from here on" });
  }
  const name = fileName.replace(/^.*[\\/]/, "").replace(/(\.pretix)?\.\w+$/i, "") || "Venue";
  return /^\s*[{[]/.test(text) ? readPretixPlan(name, text, problems) : readSeatCsv(name, text, problems);
}

/** The line of the first byte that is invalid in UTF-8, found by halving. */
function lineOfBadByte(bytes: Uint8Array): number {
  const readable = (end: number) => {
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, end), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (readable(middle)) good = middle;
    else bad = middle;
  }
  return 1 + bytes.subarray(0, good).filter((byte) => byte === 10).length;
}

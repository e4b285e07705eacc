import { cleanText } from "#lib/platform/clean-text";
import { checkLayout, LAYOUT_NAME_MAX, LAYOUT_PLACES_MAX, LAYOUT_SECTIONS_MAX } from "../check-layout.ts";
import { type Layout, type Point, placesOf, seatCountOf } from "../layout.ts";
import { type Assembled, assembleLayout } from "./assemble-layout.ts";
import { decodeText } from "./decode-text.ts";
import { fileKindOf, textKindOf } from "./file-kind.ts";
import { layoutInFrame } from "./layout-frame.ts";
import { collectProblems, type FileProblem, type Problems, type RawPlan, UnreadableFile } from "./raw-plan.ts";
import { readDelimited } from "./read-delimited.ts";
import { readPretixPlan } from "./read-pretix-plan.ts";
import { type ColumnNames, depthHint, readSeatTable } from "./read-seat-table.ts";
import { readSvgPlan } from "./read-svg-plan.ts";
import { readXlsx } from "./read-xlsx.ts";
import type { SvgMap } from "./svg-sources.ts";

export const VENUE_FILE_BYTES_MAX = 50 * 1024 * 1024;

/** What a file cannot say itself. */
export type ImportChoices = {
  /** Names of the columns of a list, where they are not ours. */
  readonly columns?: ColumnNames;
  /** The sheet of a workbook; its first visible one when absent. */
  readonly sheet?: string | undefined;
  /** Whether a pretix zone is a section for each block, where row names come again. */
  readonly splitBlocks?: boolean;
  /** Whether y grows upwards in the file. */
  readonly yUp?: boolean;
  /** Where people look, in the file's units. */
  readonly focus?: Point | undefined;
  /** How many may stand in areas, by their names. */
  readonly standing?: ReadonlyMap<string, number>;
  /** Where a drawing says section, row and seat of its shapes. */
  readonly svg?: SvgMap | undefined;
};

export type ImportReport = {
  readonly seats: number;
  readonly sections: number;
  readonly wheelchairs: number;
  /** Seats of the plan that are never sold. */
  readonly unsold: number;
  readonly notes: readonly string[];
};

export type ImportLayoutResult =
  | { readonly ok: true; readonly layout: Layout; readonly report: ImportReport }
  | {
      readonly ok: false;
      readonly refusal: { readonly code: "invalid_file"; readonly problems: readonly FileProblem[] };
    };

/**
 * Turns a list of seats (CSV and its kin, .xlsx), a pretix seating plan or an SVG drawing into a layout. Pure: nothing is written.
 * Refuses, with line or JSON path and reason (the first twenty, then a count), a file that is over 50 MB, of another kind,
 * malformed, without a needed column or without seats for sale, or that has a seat twice, seats on top of each other, a
 * coordinate that is not finite, or a category that the plan does not list.
 */
export function importLayout(
  file: { fileName: string; bytes: Uint8Array },
  choices: ImportChoices = {},
): ImportLayoutResult {
  const problems = collectProblems();
  let read: Read | undefined;
  try {
    read = readFile(file, { problems, choices });
  } catch (cause) {
    if (!(cause instanceof UnreadableFile)) throw cause;
    problems.add(cause.problem);
  }
  const framed = read === undefined || problems.any ? undefined : takeFrame(read, choices);
  if (read !== undefined && framed === undefined) judgeSize(read.plan, problems);
  if (read === undefined || problems.any) return refuse(problems);
  const { layout, notes } = framed ?? assemble(read, { problems, choices });
  if (!problems.any) for (const reason of checkLayout(layout)) problems.add({ reason });
  if (problems.any) return refuse(problems);
  const places = placesOf(layout);
  return {
    ok: true,
    layout,
    report: {
      seats: seatCountOf(layout),
      sections: layout.sections.length,
      wheelchairs: places.filter((place) => place.kind === "WHEELCHAIR").length,
      unsold: places.filter((place) => layout.categories[place.category]?.sold === false).length,
      notes: firstNotes([...read.plan.notes, ...notes]),
    },
  };
}

const NOTES_SHOWN = 30;

function firstNotes(notes: readonly string[]): string[] {
  const more = notes.length - NOTES_SHOWN;
  return more > 0 ? [...notes.slice(0, NOTES_SHOWN), `and ${more} more notes`] : [...notes];
}

function judgeSize({ seats, categories }: RawPlan, problems: Problems): void {
  if (!problems.any && seats.length === 0) problems.add({ reason: "there are 0 seats in it" });
  else if (!problems.any && seats.every((seat) => categories[seat.category]?.isSold === false))
    problems.add({
      reason: `none of its ${seats.length} seats is for sale: they have no category, or one that says "not available"`,
    });
  if (seats.length > LAYOUT_PLACES_MAX) problems.add({ reason: `has more than ${LAYOUT_PLACES_MAX} seats` });
  if (new Set(seats.map((seat) => seat.section)).size > LAYOUT_SECTIONS_MAX) {
    problems.add({ reason: `has more than ${LAYOUT_SECTIONS_MAX} sections` });
  }
}

/** The layout that a file of ours carries, while its seats fit it and nobody asks for something else. */
function takeFrame({ plan }: Read, { focus, standing, yUp, splitBlocks, svg }: ImportChoices) {
  const isAsked =
    svg !== undefined || focus !== undefined || (standing?.size ?? 0) > 0 || yUp === true || splitBlocks === true;
  const layout = plan.frame === undefined || isAsked ? undefined : layoutInFrame(plan, plan.frame);
  return (
    layout && { layout, notes: ["the file was exported here: outlines, drawings and standing areas are as they were"] }
  );
}

type With = { readonly problems: Problems; readonly choices: ImportChoices };

function assemble({ plan, columnsHint }: Read, { problems, choices }: With): Assembled {
  const { focus, standing = new Map(), yUp = false } = choices;
  const assembled = assembleLayout(plan, { focus, standing, yUp, columnsHint });
  for (const problem of assembled.problems) problems.add(problem);
  return assembled;
}

function refuse(problems: Problems): ImportLayoutResult {
  return { ok: false, refusal: { code: "invalid_file", problems: problems.list() } };
}

type Read = { readonly plan: RawPlan; readonly columnsHint: string };

function readFile({ fileName, bytes }: { fileName: string; bytes: Uint8Array }, { problems, choices }: With): Read {
  if (bytes.byteLength > VENUE_FILE_BYTES_MAX) {
    throw new UnreadableFile({
      reason: `is ${Math.ceil(bytes.byteLength / 1024 / 1024)} MB, at most 50 MB are accepted`,
    });
  }
  const name = cleanText(fileName.replace(/^.*[\\/]/, "").replace(/(\.pretix)?\.\w+$/i, "")) || "Venue";
  const given = { problems, names: choices.columns ?? {} };
  const kind = fileKindOf(bytes);
  if (typeof kind === "object") throw new UnreadableFile({ reason: kind.unreadable });
  if (kind === "xlsx") {
    const { lines, notes } = readXlsx(bytes, choices.sheet);
    return asRead(readSeatTable(name, lines, given), notes, depthHint(lines));
  }
  const { text, notes } = decodeText(bytes);
  const textKind = textKindOf(text);
  if (typeof textKind === "object") throw new UnreadableFile({ reason: textKind.unreadable });
  if (textKind === "json")
    return asRead(readPretixPlan(name, text, { problems, splitBlocks: choices.splitBlocks ?? false }), notes);
  if (textKind === "svg") return asRead(readSvgPlan(name, text, { problems, map: choices.svg }), notes);
  const lines = readDelimited(text);
  return asRead(readSeatTable(name, lines, given), notes, depthHint(lines));
}

function asRead(plan: RawPlan, notes: readonly string[], columnsHint = ""): Read {
  const named = shortName(plan);
  return { plan: { ...named, notes: [...notes, ...named.notes] }, columnsHint };
}

/** A hall's name stands in titles and addresses of pages. */
function shortName(plan: RawPlan): RawPlan {
  const letters = [...plan.name];
  if (letters.length <= LAYOUT_NAME_MAX) return plan;
  const name = letters.slice(0, LAYOUT_NAME_MAX).join("").trim();
  return {
    ...plan,
    name,
    notes: [...plan.notes, `the name has ${letters.length} letters; the first ${LAYOUT_NAME_MAX} are kept`],
  };
}

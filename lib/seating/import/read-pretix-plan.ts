import { cleanText } from "#lib/platform/clean-text";
import { lookAlikeKey } from "#lib/platform/look-alike-key";
import { FRAME_NAME } from "./layout-frame.ts";
import { type PlanDraft, startPlan } from "./plan-draft.ts";
import { type PretixRow, type PretixSeat, type PretixZone, parsePretixPlan } from "./pretix-plan.ts";
import type { Place, Problems, RawPlan, SeatLetter } from "./raw-plan.ts";
import { readPretixArea } from "./read-pretix-area.ts";

const EXPECTED_KEYS: Readonly<Record<string, readonly string[]>> = {
  plan: ["name", "categories", "zones", "size", FRAME_NAME],
  zone: ["name", "position", "rows", "areas", "uuid", "displayed"],
  row: ["row_number", "row_number_position", "row_label", "seat_label", "seats", "position", "uuid", "wheelchair"],
  seat: ["seat_number", "seat_guid", "position", "category", "radius", "uuid", "wheelchair", "kind"],
};

/** What seats without a category are sold as: not at all. */
const NO_CATEGORY = "Not available";
const WORDS = { section: "zone name", row: "row_number", number: "seat_number" };

/**
 * Reads a pretix seating plan (zones with rows of seats and drawn areas; https://docs.pretix.eu, seating plan schema).
 * A seat's place is zone + row + seat position; its name is zone, row and seat, never its guid. Seats without a category, or of one
 * that says "not available", are not sold. Extra keys are named in the notes. A row name that comes again in its zone with the
 * same seats is a problem, unless `splitBlocks` starts a section of its own there. Problems carry the JSON path. Throws
 * UnreadableFile when the file is not a plan.
 */
export function readPretixPlan(
  fallbackName: string,
  text: string,
  { problems, splitBlocks }: { problems: Problems; splitBlocks: boolean },
): RawPlan {
  const plan = parsePretixPlan(text, problems);
  const draft = startPlan(problems);
  if (plan === undefined) return draft.finish(fallbackName);
  noteExtraKeys("plan", plan, draft);
  plan.categories.forEach(({ name }, i) => {
    draft.addCategory(name, { at: { path: `categories[${i}].name` } });
  });
  const blocks = new Map<string, Block>();
  plan.zones.forEach((zone, z) => {
    noteExtraKeys("zone", zone, draft);
    const named = cleanText(zone.name ?? "");
    const section = named || `Section ${z + 1}`;
    if (named === "") draft.note(`a zone without a name became ${section}`);
    readRows(zone, { section, path: `zones[${z}]`, blocks, splitBlocks, draft, problems });
    for (const [a, area] of (zone.areas ?? []).entries()) {
      const text = cleanText((typeof area.text === "string" ? area.text : area.text?.text) ?? "").slice(0, 80);
      const path = `zones[${z}].areas[${a}]`;
      draft.addArea({ ...readPretixArea(area, zone.position ?? { x: 0, y: 0 }), text, at: { path } });
    }
  });
  const { [FRAME_NAME]: frame } = plan;
  const finished = draft.finish(cleanText(plan.name ?? "") || fallbackName);
  return typeof frame === "string" ? { ...finished, frame } : finished;
}

type Reading = {
  readonly section: string;
  readonly path: string;
  /** The newest block of each zone's name; zones may share one. */
  readonly blocks: Map<string, Block>;
  readonly splitBlocks: boolean;
  readonly draft: PlanDraft;
  readonly problems: Problems;
};

function readRows(zone: PretixZone, reading: Reading): void {
  const { draft, problems, path } = reading;
  const sectionOf = startBlocks(reading);
  for (const [r, row] of (zone.rows ?? []).entries()) {
    noteExtraKeys("row", row, draft);
    const at = `${path}.rows[${r}]`;
    const label = rowLabel(row, r, reading);
    const section = sectionOf(label);
    const offset = {
      x: (zone.position?.x ?? 0) + (row.position?.x ?? 0),
      y: (zone.position?.y ?? 0) + (row.position?.y ?? 0),
    };
    const repeated: { number: string; before: Place }[] = [];
    row.seats.forEach((seat, s) => {
      noteExtraKeys("seat", seat, draft);
      const taken = draft.addSeat({
        ...{ section, row: label, number: seatLabel(row, seat, reading), words: WORDS },
        ...{
          x: offset.x + seat.position.x,
          y: offset.y + seat.position.y,
          kind: kindOf(seat, row.wheelchair === true),
        },
        ...{ category: categoryOf(seat, `${at}.seats[${s}]`, reading), at: { path: `${at}.seats[${s}]` } },
      });
      if (taken !== undefined) repeated.push({ number: taken.seat.number, before: taken.before });
    });
    if (repeated.length > 0) problems.add({ path: at, reason: repeatedWords(section, label, { at, repeated }) });
  }
}

/** One line for each row that repeats seats, however many they are. */
function repeatedWords(
  section: string,
  row: string,
  { at, repeated }: { at: string; repeated: readonly { number: string; before: Place }[] },
): string {
  const [first] = repeated;
  const before = first?.before.path?.replace(/\.seats\[\d+\]$/, "") ?? "";
  const numbers = repeated.slice(0, 5).map(({ number }) => number);
  const seats = `${repeated.length === 1 ? "seat" : "seats"} ${numbers.join(", ")}${repeated.length > 5 ? ", …" : ""}`;
  if (before === at) return `row ${row} of ${section} has ${seats} twice; give each seat of a row a number of its own`;
  return `row ${row} of ${section} is already at ${before} with the same ${seats}; name one of them otherwise, or make a section of each block with --split-blocks`;
}

type Block = { section: string; count: number; rows: Set<string> };

/** The section of each row of a zone: with `splitBlocks` a new one starts where a row name comes again. */
function startBlocks({ section, blocks, splitBlocks, draft }: Reading): (row: string) => string {
  const block = blocks.get(section) ?? { section, count: 1, rows: new Set() };
  blocks.set(section, block);
  return (row) => {
    const looks = lookAlikeKey(row);
    if (splitBlocks && block.rows.has(looks)) {
      block.count += 1;
      block.section = `${section}, block ${block.count}`;
      block.rows = new Set();
      draft.note(`${block.section} is a section of its own, because row ${row} comes again there`);
    }
    block.rows.add(looks);
    return block.section;
  };
}

/** A row's name as pretix shows it: its label around its number. */
function rowLabel(row: PretixRow, index: number, { section, draft }: Reading): string {
  const number = cleanText(row.row_number ?? "");
  const label = cleanText((row.row_label ?? "").replaceAll("%s", number)) || number;
  if (label !== "") return label;
  draft.note(`${section}: a row without a name became ${index + 1}`);
  return String(index + 1);
}

function seatLabel(row: PretixRow, seat: PretixSeat, { draft }: Reading): string {
  const label = row.seat_label ?? "";
  if (label === "") return seat.seat_number;
  if (label.includes("%s")) return label.replaceAll("%s", seat.seat_number);
  // Every seat of the row would have one name.
  draft.note("seat_label without %s is not used: it would call all seats of its row alike");
  return seat.seat_number;
}

function categoryOf(seat: PretixSeat, path: string, { draft, problems }: Reading): string {
  const name = cleanText(seat.category ?? "");
  if (name === "") {
    draft.note("seats without a category are not for sale");
    draft.addCategory(NO_CATEGORY, { at: { path }, isSold: false });
    return NO_CATEGORY;
  }
  if (!draft.hasCategory(name)) problems.add({ path, reason: `category ${name} is not in the plan's categories` });
  return name;
}

function kindOf(seat: PretixSeat, rowIsWheelchair: boolean): SeatLetter {
  const word = seat.kind?.toLowerCase() ?? "";
  if (seat.wheelchair ?? (rowIsWheelchair || word === "wheelchair")) return "w";
  if (word === "companion") return "c";
  return word === "restricted" ? "r" : ".";
}

function noteExtraKeys(what: keyof typeof EXPECTED_KEYS, value: object, draft: PlanDraft): void {
  for (const key of Object.keys(value)) {
    if (EXPECTED_KEYS[what]?.includes(key) !== true) draft.note(`${what} key not used: ${cleanText(key).slice(0, 40)}`);
  }
}

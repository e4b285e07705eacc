import { cleanText, hasControls } from "#lib/platform/clean-text";
import { lookAlikeKey } from "#lib/platform/look-alike-key";
import type { Place, Problems, RawArea, RawCategory, RawPlan, RawSeat, SeatLetter } from "./raw-plan.ts";

const LABEL_LENGTH_MAX = 80;
const COORDINATE_MAX = 1e7;

/** What a reader found of one seat, its texts as the file has them. */
export type SeatFound = {
  readonly section: string;
  readonly row: string;
  readonly number: string;
  readonly category: string;
  readonly x: number;
  readonly y: number;
  readonly kind: SeatLetter;
  /** How the reader's format calls the texts, for its messages. */
  readonly words: { readonly section: string; readonly row: string; readonly number: string };
  readonly at: Place;
};

/** A seat's full name is taken: `seat` as it was read, `before` the place of the one that has the name. */
export type Taken = { readonly seat: RawSeat; readonly before: Place };

/**
 * What all readers do with what they find: texts are normalized, labels that look alike are one label (the first spelling
 * stays), names and coordinates are judged, and categories are numbered in their order.
 */
export function startPlan(problems: Problems) {
  const categories: RawCategory[] = [];
  const indexOf = new Map<string, number>();
  const spelling = new Map<string, string>();
  const seen = new Map<string, Place>();
  const seats: RawSeat[] = [];
  const areas: RawArea[] = [];
  const notes = new Set<string>();

  /** The text as it is kept, and why it cannot be. Characters that nobody sees are left out with a note. */
  function judgeLabel(what: string, text: string): { label: string; reason?: string } {
    const label = cleanText(text);
    if (hasControls(text)) return { label, reason: `${what} contains a control character` };
    if (label.length > LABEL_LENGTH_MAX)
      return { label, reason: `${what} is longer than ${LABEL_LENGTH_MAX} characters` };
    if (label !== text.normalize("NFC").replace(/\s+/g, " ").trim())
      notes.add(`invisible characters are left out of ${what} ${label}`);
    return { label };
  }

  /** The first spelling of what looks like this label. Rows are told apart within their section. */
  function firstSpelling(what: string, label: string, within = ""): string {
    const key = `${what}|${within}|${lookAlikeKey(label)}`;
    const first = spelling.get(key);
    if (first === undefined) spelling.set(key, label);
    else if (first !== label)
      notes.add(`${what} ${label} is written in two ways that look alike; they are taken as one`);
    return first ?? label;
  }

  function category(name: string, isSold: boolean): number {
    const key = lookAlikeKey(name);
    const known = indexOf.get(key);
    if (known !== undefined) return known;
    indexOf.set(key, categories.length);
    categories.push({ name, isSold });
    return categories.length - 1;
  }

  /** Why a seat is refused, and its texts as they are kept. */
  function judgeSeat({ section, row, number, category, x, y, words }: SeatFound) {
    const [own, line, seat, level] = [
      judgeLabel(words.section, section),
      judgeLabel(words.row, row),
      judgeLabel(words.number, number),
      judgeLabel("category", category),
    ];
    const reasons = [
      ...[own, line, seat, level].map(({ reason }) => reason),
      own.label === "" ? `${words.section} is empty` : undefined,
      seat.label === "" ? `${words.number} is empty` : undefined,
      coordinateProblem("x", x),
      coordinateProblem("y", y),
    ].filter((reason) => reason !== undefined);
    return { section: own.label, row: line.label, number: seat.label, category: level.label, reasons };
  }

  return {
    /** Numbers a category, the first time it is named. */
    addCategory(name: string, { at, isSold = !meansNotAvailable(name) }: { at: Place; isSold?: boolean }): void {
      const { label, reason } = judgeLabel("the name", name);
      if (reason !== undefined) problems.add({ ...at, reason });
      // Numbered even so, or each of its seats would be reported as of no category.
      if (label !== "") category(label, isSold);
    },
    hasCategory: (name: string) => indexOf.has(lookAlikeKey(name)),
    /** Takes a sound seat. Answers who has its name already; the reader reports that in the words of its format. */
    addSeat(found: SeatFound): Taken | undefined {
      const { at, x, y } = found;
      const judged = judgeSeat(found);
      for (const reason of judged.reasons) problems.add({ ...at, reason });
      if (judged.reasons.length > 0) return undefined;
      const section = firstSpelling("section", judged.section);
      const row = firstSpelling("row", judged.row, section);
      const { number, category: name } = judged;
      const kind = found.kind === "." && namesWheelchairs(name) ? "w" : found.kind;
      const seat: RawSeat = {
        section,
        row,
        number,
        x,
        y,
        category: category(name, !meansNotAvailable(name)),
        kind,
        at,
      };
      const key = JSON.stringify([section, row, lookAlikeKey(number)]);
      const before = seen.get(key);
      if (before === undefined) seen.set(key, at);
      seats.push(seat);
      return before && { seat, before };
    },
    addArea: (area: RawArea) => void areas.push(area),
    note: (words: string) => void notes.add(words),
    finish: (name: string): RawPlan => ({ name, categories, seats, areas, notes: [...notes] }),
  };
}

export type PlanDraft = ReturnType<typeof startPlan>;

/** A seat's full name in words. */
export function seatWords({ section, row, number }: Pick<RawSeat, "section" | "row" | "number">): string {
  return row === "" ? `section ${section} seat ${number}` : `section ${section} row ${row} seat ${number}`;
}

/** Why a coordinate is refused, or undefined. */
function coordinateProblem(what: string, value: number): string | undefined {
  if (!Number.isFinite(value)) return `${what} is not a finite number`;
  if (Math.abs(value) > COORDINATE_MAX) return `${what} is further out than ${COORDINATE_MAX}`;
  return undefined;
}

/** A category that names wheelchair places makes its seats wheelchair places, for formats without a mark for the seat. */
function namesWheelchairs(category: string): boolean {
  return /wheel-?\s?chair|rollstuhl|rolli\b|silla de ruedas|fauteuil roulant/i.test(category);
}

/** A category that says of itself that its seats are not for sale. */
function meansNotAvailable(category: string): boolean {
  return /^(not[ _-]?(available|for[ _-]?sale)|unavailable|blocked|gesperrt|nicht (verfügbar|buchbar)|indisponible|no disponible|non disponibile|indisponível|tidak tersedia|niedostępne)$/i.test(
    category,
  );
}

import { lookAlikeKey } from "#lib/platform/look-alike-key";
import { type DrawnSeat, seatsOfSection } from "../drawn-seats.ts";
import type { HallPlan, PlanSection } from "../plan.ts";
import type { Report } from "./problem.ts";

/** Longer labels do not fit on the map or the ticket. */
const SEAT_NUMBER_MAX = 6;
const ROW_LABEL_MAX = 12;
const SECTION_NAME_MAX = 40;

/** Seats that two people would look for, because their names are the same or look so, and labels that are missing or too long. */
export function findLabelProblems({ sections }: HallPlan, report: Report): void {
  for (const section of sections) {
    if ([...section.name].length > SECTION_NAME_MAX)
      report("labelTooLong", { section: section.id, values: { label: section.name, max: SECTION_NAME_MAX } });
    findTwins(section, report);
    findLengths(section, report);
  }
}

function findTwins(section: PlanSection, report: Report): void {
  const seen = new Map<string, DrawnSeat>();
  const looks = memo(lookAlikeKey);
  for (const seat of seatsOfSection(section)) {
    if (seat.number === "") {
      report("seatWithoutNumber", { ...placeOf(seat), values: { section: section.name, row: seat.row } });
      continue;
    }
    const name = `${looks(seat.row)}\n${looks(seat.number)}`;
    const twin = seen.get(name);
    if (twin === undefined) {
      seen.set(name, seat);
      continue;
    }
    const isSame = twin.row === seat.row && twin.number === seat.number;
    report(isSame ? "duplicateLabel" : "lookAlikeLabel", {
      ...placeOf(seat),
      values: { section: section.name, row: seat.row, number: seat.number },
    });
  }
}

function findLengths(section: PlanSection, report: Report): void {
  const rows = new Set<string>();
  for (const seat of seatsOfSection(section)) {
    if (seat.number.length > SEAT_NUMBER_MAX)
      report("labelTooLong", { ...placeOf(seat), values: { label: seat.number, max: SEAT_NUMBER_MAX } });
    if (seat.row.length <= ROW_LABEL_MAX || rows.has(seat.row)) continue;
    rows.add(seat.row);
    report("labelTooLong", { ...placeOf(seat), values: { label: seat.row, max: ROW_LABEL_MAX } });
  }
}

export function placeOf({ section, part, key, x, y }: DrawnSeat) {
  return { section, part, seat: key, at: [x, y] as const };
}

function memo(of: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const fresh = of(text);
    known.set(text, fresh);
    return fresh;
  };
}

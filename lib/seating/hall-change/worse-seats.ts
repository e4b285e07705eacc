import { type Layout, placesOf, type Row } from "../layout.ts";

/** Why a seat is not what its buyer chose any more. */
export const WORSE_REASONS = ["restricted_view", "accessibility", "quality", "section", "entrance"] as const;
export type WorseReason = (typeof WORSE_REASONS)[number];

export type WorseSeat = { readonly seatId: number; readonly reasons: readonly WorseReason[] };

/** About a row: a seat further back by more places than this is a worse one, nearer ones are the designer's touch. */
const PLACES_LOST = 2;
/** A seat painted with the best quality counts as if it stood ten places nearer (lib/seating/blocks.ts). */
const PAINTED_MOST = 10;

/**
 * The seats that a changed hall makes worse for those who bought them, by what they could see when they did, each with the reasons. Pure,
 * linear in the seats.
 *
 * - `restricted_view`: the view is marked as restricted, or got a reason for it, and was not before.
 * - `accessibility`: it was a wheelchair or a companion place and is none now, or lost its hearing loop or its way without steps.
 * - `quality`: it stands further from what people look at, or is painted worse, by more than about a row, as the search for the best
 *   seats measures it. A whole hall that is drawn elsewhere or larger changes nothing.
 * - `section`, `entrance`: the ticket named another one. Capitals alone are no other name, and an entrance that was not named is no loss.
 *
 * Another row or number alone, another neighbour and another price level are none: the buyer sits where they chose to.
 */
export function worseSeats(before: Layout, after: Layout): WorseSeat[] {
  const now = new Map(comfortsOf(after).map((comfort) => [comfort.id, comfort]));
  return comfortsOf(before).flatMap((was) => {
    const is = now.get(was.id);
    const reasons = is ? WORSE_REASONS.filter((reason) => IS_WORSE[reason](was, is)) : [];
    return reasons.length > 0 ? [{ seatId: was.id, reasons }] : [];
  });
}

type Comfort = {
  readonly id: number;
  readonly section: string;
  readonly entrance: string;
  readonly isRestricted: boolean;
  /** What people rely on who cannot use any seat. */
  readonly aids: ReadonlySet<string>;
  /** In places: the greater, the better. */
  readonly quality: number;
};

const IS_WORSE: Record<WorseReason, (was: Comfort, is: Comfort) => boolean> = {
  restricted_view: (was, is) => is.isRestricted && !was.isRestricted,
  accessibility: (was, is) => [...was.aids].some((aid) => !is.aids.has(aid)),
  quality: (was, is) => was.quality - is.quality > PLACES_LOST,
  section: (was, is) => isOther(was.section, is.section),
  entrance: (was, is) => was.entrance !== "" && isOther(was.entrance, is.entrance),
};

function isOther(before: string, after: string): boolean {
  return before.toLowerCase() !== after.toLowerCase();
}

function comfortsOf(layout: Layout): Comfort[] {
  const marks = layout.sections.flatMap((section) =>
    section.kind === "standing"
      ? Array.from({ length: section.capacity }, () => undefined)
      : section.rows.flatMap((row) => row.numbers.map((_, i) => ({ row, i }))),
  );
  const [fx, fy] = layout.focal;
  return placesOf(layout).map(({ id, section, kind, x, y }, at): Comfort => {
    const mark = marks[at];
    const own = layout.sections[section];
    const isStanding = own?.kind === "standing";
    const painted = ((mark?.row.quality?.[mark.i] ?? 0) / 100) * PAINTED_MOST;
    return {
      ...{ id, section: own?.name ?? "", entrance: own?.entrance ?? "" },
      isRestricted: kind === "RESTRICTED" || (mark !== undefined && hasReason(mark)),
      aids: new Set([
        ...(kind === "WHEELCHAIR" || kind === "COMPANION" ? [kind] : []),
        ...(mark ? featuresOf(mark) : []),
      ]),
      quality: isStanding ? 0 : painted - Math.hypot(x - fx, y - fy) / layout.pitch,
    };
  });
}

type Mark = { readonly row: Row; readonly i: number };

function hasReason({ row, i }: Mark): boolean {
  return row.reasons?.some(({ seats }) => seats.includes(i)) ?? false;
}

function featuresOf({ row, i }: Mark): string[] {
  return Object.entries(row.features ?? {}).flatMap(([name, seats]) => (seats.includes(i) ? [name] : []));
}

import type { DrawnSeat } from "./drawn-seats.ts";
import { seatsOfPart } from "./drawn-seats.ts";
import type { HallPlan, Part, PlanSection } from "./plan.ts";

const kept = new WeakMap<PlanSection, readonly DrawnSeat[]>();

/** The removed seats of a plan, as they would stand if they were brought back. Kept by the identity of their sections. */
export function removedSeats({ sections }: Pick<HallPlan, "sections">): readonly DrawnSeat[] {
  return sections.flatMap(removedOfSection);
}

function removedOfSection(section: PlanSection): readonly DrawnSeat[] {
  const known = kept.get(section);
  if (known !== undefined) return known;
  const seats = section.parts.flatMap((part) => {
    const isGone = (place: string) => part.exceptions[place]?.removed === true;
    return Object.keys(part.exceptions).some(isGone)
      ? seatsOfPart(whole(part), section).filter(({ place }) => isGone(place))
      : [];
  });
  kept.set(section, seats);
  return seats;
}

/** The part with all its seats. */
function whole(part: Part): Part {
  const exceptions = Object.fromEntries(
    Object.entries(part.exceptions).map(([place, { removed: _, ...seat }]) => [place, seat]),
  );
  return { ...part, exceptions };
}

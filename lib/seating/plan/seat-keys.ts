import { expandPart } from "./expand-part.ts";
import type { HallPlan } from "./plan.ts";
import { seatKey } from "./seat-key.ts";

/**
 * Keys of all places in the order of the layout's ids: `seatKeys(plan)[id − 1]`. A place of a standing section has the section's id
 * and its running number from 1.
 */
export function seatKeys(plan: Pick<HallPlan, "sections">): string[] {
  return plan.sections.flatMap((section) => [
    ...Array.from({ length: section.capacity }, (_, i) => seatKey(section.id, i + 1)),
    ...section.parts.flatMap((part) => expandPart(part).rows.flatMap(({ keys }) => keys)),
  ]);
}

import { expandPart } from "./expand-part.ts";
import type { HallPlan } from "./plan.ts";

/**
 * The stable key of a seat: the id of its part and its place in it, such as "x4k2m9qa:3:12" or "r17:4". A change of labels,
 * numbers, category, spot or neighbours leaves it as it is.
 */
export function seatKey(partId: string, place: string): string {
  return `${partId}:${place}`;
}

/** Part id and place of a key. */
export function splitKey(key: string): { part: string; place: string } {
  const colon = key.indexOf(":");
  return { part: key.slice(0, colon), place: key.slice(colon + 1) };
}

/**
 * Keys of all places in the order of the layout's ids: `seatKeys(plan)[id − 1]`. A place of a standing section has the section's id
 * and its running number from 1.
 */
export function seatKeys(plan: HallPlan): string[] {
  return plan.sections.flatMap((section) => [
    ...Array.from({ length: section.capacity }, (_, i) => seatKey(section.id, String(i + 1))),
    ...section.parts.flatMap((part) =>
      expandPart(part).rows.flatMap(({ places }) => places.map((place) => seatKey(part.id, place))),
    ),
  ]);
}

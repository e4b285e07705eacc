import type { HallPlan, SeatException } from "../plan.ts";
import { seatFinder } from "../seat-key.ts";
import { changeParts } from "./objects.ts";

/** What to set on seats; a field that is there and undefined goes back to what the part says. */
export type SeatChange = { readonly [Field in keyof SeatException]?: SeatException[Field] | undefined };

/** Sets kind, category, number, features, quality or whatever else an exception can say on seats, by their keys. */
export function changeSeats(plan: HallPlan, keys: Iterable<string>, change: SeatChange): HallPlan {
  const find = seatFinder(plan);
  const places = new Map<string, string[]>();
  for (const key of keys) {
    const found = find(key);
    if (found === undefined) continue;
    const list = places.get(found.part.id);
    if (list === undefined) places.set(found.part.id, [found.place]);
    else list.push(found.place);
  }
  return changeParts(plan, (part) => {
    const own = places.get(part.id);
    if (own === undefined) return part;
    const exceptions: Record<string, SeatException> = { ...part.exceptions };
    for (const place of own) {
      const next = merged(exceptions[place], change);
      if (next === undefined) delete exceptions[place];
      else exceptions[place] = next;
    }
    return { ...part, exceptions };
  });
}

function merged(before: SeatException | undefined, change: SeatChange): SeatException | undefined {
  const fields = Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined);
  return fields.length === 0 ? undefined : (Object.fromEntries(fields) as SeatException);
}

/** Makes a seat the companion of a wheelchair space, and the space one. */
export function tieCompanion(
  plan: HallPlan,
  { companion, wheelchair }: { readonly companion: string; readonly wheelchair: string },
): HallPlan {
  const space = changeSeats(plan, [wheelchair], { kind: "WHEELCHAIR", companionOf: undefined });
  return changeSeats(space, [companion], { kind: "COMPANION", companionOf: wheelchair });
}

import { ownEvent } from "#lib/catalog/organizer-event";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import type { HallChangeBody, HallChangeWire } from "#lib/seating/hall-change/hall-change-contract";
import { announceHall } from "#lib/seating/live-seats";
import { refuse } from "#lib/seating/refusals";
import { hallChangeOnWire } from "./hall-change-wire.ts";
import { claimHallChange, previewHallChange } from "./hall-claim-store.ts";
import { refuseState } from "./refuse-state.ts";

export type HallChangeRefusal = Refused<
  "not_found" | "forbidden" | "invalid_request" | "hall_changed" | "hall_not_changeable" | "hall_change_refused"
>;

/**
 * Gives an event on sale another version of its hall, in one transaction. Seats that stay keep their ids, holds and tickets; added ones
 * get new ids. Refused when a seat that goes is held or sold, each named with its order, and when a category for sale has no price
 * level. Buyers whose seats are called otherwise hear of it through the fact `event.hall_changed`. A dry run only says what would change.
 */
export async function changeHall(
  person: Staff,
  eventId: number,
  asked: HallChangeBody,
): Promise<{ ok: true; change: HallChangeWire } | HallChangeRefusal> {
  const own = await ownEvent(person, eventId, "event.write");
  if (!own.ok) return own;
  const isFixed = refuseState(own.row);
  if (isFixed) return isFixed;
  const judged = await (asked.dry_run ? previewHallChange(eventId, asked) : claimHallChange(person, eventId, asked));
  if (!judged.ok) return judged;
  const wire = hallChangeOnWire(judged);
  if (!judged.plan.writes && !asked.dry_run) {
    const { orphaned, orphaned_count, unpriced_categories } = wire;
    return refuse("hall_change_refused", { orphaned, orphaned_count, unpriced_categories });
  }
  if (wire.applied) announceHall(eventId, judged);
  return { ok: true, change: wire };
}

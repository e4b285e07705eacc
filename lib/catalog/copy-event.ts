import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { toMajor } from "#lib/platform/money";
import type { CopyRules } from "./copied-rules.ts";
import { makerOf } from "./create-event.ts";
import { newEventBody } from "./event-contract.ts";
import { copyPictures } from "./event-pictures-store.ts";
import { type DraftMaking, makeDraft } from "./make-draft.ts";
import { type OwnEvent, ownEvent } from "./organizer-event.ts";
import { clockShift, copyTimes, type EventTimes } from "./shift-times.ts";

/**
 * Makes a draft of an event's copy that starts at another moment: all that its organizer wrote is copied, with its rules, and its other times keep
 * their distance from the start on the clocks of the venue. Nothing of what was sold is. Repeated with the same key, it answers the
 * copy that it made.
 */
export async function copyEvent(
  person: Staff,
  id: number,
  { copyRules, ...wanted }: { startsAtMs: number; key: string; copyRules: CopyRules },
): Promise<{ ok: true; id: number } | Refused<"not_found" | "forbidden" | "invalid_request">> {
  const own = await ownEvent(person, id, "event.write");
  if (!own.ok) return own;
  return makeCopy(own, wanted.startsAtMs, { by: makerOf(person), key: wanted.key, copyRules });
}

/**
 * Makes the copy of an event for its organization. With `saleStays`, as the dates of a series, the sale, its presales and the times of codes do not move with
 * the start: all dates go on sale together.
 */
export async function makeCopy(
  own: OwnEvent,
  startsAtMs: number,
  {
    copyRules,
    saleStays = false,
    ...making
  }: Omit<DraftMaking, "finish"> & { copyRules: CopyRules; saleStays?: boolean },
): Promise<{ ok: true; id: number } | Refused<"invalid_request">> {
  const { row } = own;
  const now = new Date();
  const times = copyTimes(row, startsAtMs, { nowMs: now.getTime(), saleStays });
  const shift = clockShift(row.startsAt.getTime(), startsAtMs, row.timeZone);
  const moved = (at: Date) => new Date(shift(at.getTime()));
  const isSaleMoved = !saleStays || row.salesStartAt.getTime() >= times.salesEndAtMs;
  return makeDraft(newEventBody.parse(copyOf(own, times)), {
    ...making,
    finish: async (tx, toId) => {
      const { id: fromId, layoutHash } = row;
      await copyPictures(tx, { fromId, toId });
      await copyRules(tx, { fromId, toId, layoutHash, now, moved, saleMoved: isSaleMoved ? moved : (at) => at });
    },
  });
}

/** An event at other times, as the API's contract takes a new one. */
function copyOf({ row, levels }: OwnEvent, times: EventTimes) {
  const iso = (atMs: number) => new Date(atMs).toISOString();
  return {
    organization_id: row.organizationId,
    ...{ title: row.title, subtitle: row.subtitle, description: row.description, category: row.categorySlug },
    ...{ performers: row.performers, venue_id: row.venueId, layout_hash: row.layoutHash, currency: row.currency },
    ...{ start_time: iso(times.startsAtMs), end_time: iso(times.endsAtMs), doors_time: iso(times.doorsAtMs) },
    ...{ sales_start_time: iso(times.salesStartAtMs), sales_end_time: iso(times.salesEndAtMs) },
    price_levels: levels
      .toSorted((a, b) => a.id - b.id)
      .map((level) => ({
        ...{ name: level.name, layout_categories: level.layoutCategories },
        ...{ price: toMajor(level.priceMinor, row.currency), fee: toMajor(level.feeMinor, row.currency) },
      })),
    ...{ hold_seconds: row.holdSeconds, seats_per_reservation_max: row.seatsPerHoldMax },
    ...{ seats_per_buyer_max: row.seatsPerBuyerMax, orphan_rule: row.orphanRule, limits: row.limits },
    ...{ refund_until_hours: row.refundUntilHours, change_return_days: row.changeReturnDays },
    ...{ dispute_policy: row.disputePolicy, ticket_names: row.ticketNames, age_min: row.ageMin },
  };
}

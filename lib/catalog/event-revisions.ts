import { changedSince } from "#lib/platform/field-revisions";
import type { Refused } from "#lib/platform/http/refusals";
import { toMajor } from "#lib/platform/money";
import { eventLimits } from "./contract.ts";
import type { ChangePlan } from "./event-change-plan.ts";
import type { LevelFields } from "./event-rules.ts";
import type { OwnEvent } from "./organizer-event.ts";
import { refuse } from "./refusals.ts";
import { nameOf } from "./venues/venue-wire.ts";

/** Several people edit one event: the second of two who save over one revision hears what the first changed. */

/** An event as rows with revisions are read (lib/platform/field-revisions.ts). */
export function revisedRow({ row }: OwnEvent) {
  return { revision: row.editRevision, updatedAt: row.updatedAt, fieldRevisions: row.fieldRevisions };
}

/** The refusal of a change that was made on an older revision than the event has; undefined for a change of now, or of none. */
export async function refuseStale(
  own: OwnEvent,
  since: number | undefined,
): Promise<Refused<"event_edited"> | undefined> {
  if (since === undefined || since === own.row.editRevision) return undefined;
  const changedBy = await nameOf(own.row.updatedBy);
  const now = wireValuesOf(own.row, own.levels);
  return refuse(
    "event_edited",
    changedSince(revisedRow(own), { since, changedBy }, (field) => now[field]),
  );
}

/** The fields that a change changes, by their names on the wire. */
export function changedFields(own: OwnEvent, { event, levels }: ChangePlan): string[] {
  const was = wireValuesOf(own.row, own.levels);
  const willBe = wireValuesOf({ ...event, ...momentsOf(event) }, levels);
  return Object.keys(was).filter((field) => JSON.stringify(was[field]) !== JSON.stringify(willBe[field]));
}

function momentsOf(event: ChangePlan["event"]) {
  return {
    startsAt: new Date(event.startsAtMs),
    endsAt: new Date(event.endsAtMs),
    doorsAt: new Date(event.doorsAtMs),
    salesStartAt: new Date(event.salesStartAtMs),
    salesEndAt: new Date(event.salesEndAtMs),
  };
}

type Fields = Omit<ChangePlan["event"], `${string}Ms` | "capacity"> & ReturnType<typeof momentsOf>;

/** In one order, whatever the database made of it. */
function limitsOf(limits: unknown) {
  const { hot, reserve, commit } = eventLimits.catch({}).parse(limits);
  return { hot, reserve, commit };
}

/** The fields of an event by their names on the wire. */
export function wireValuesOf(event: Fields | OwnEvent["row"], levels: readonly LevelFields[]): Record<string, unknown> {
  const { currency } = event;
  return {
    title: event.title,
    subtitle: event.subtitle,
    description: event.description,
    category: event.categorySlug,
    performers: event.performers,
    venue_id: event.venueId,
    layout_hash: event.layoutHash,
    start_time: event.startsAt.toISOString(),
    end_time: event.endsAt.toISOString(),
    doors_time: event.doorsAt.toISOString(),
    sales_start_time: event.salesStartAt.toISOString(),
    sales_end_time: event.salesEndAt.toISOString(),
    currency,
    price_levels: levels
      .toSorted((a, b) => a.id - b.id)
      .map((level) => ({
        name: level.name,
        price: toMajor(level.priceMinor, currency),
        fee: toMajor(level.feeMinor, currency),
        layout_categories: level.layoutCategories,
      })),
    hold_seconds: event.holdSeconds,
    seats_per_reservation_max: event.seatsPerHoldMax,
    seats_per_buyer_max: event.seatsPerBuyerMax,
    orphan_rule: event.orphanRule,
    refund_until_hours: event.refundUntilHours,
    change_return_days: event.changeReturnDays,
    dispute_policy: event.disputePolicy,
    limits: limitsOf(event.limits),
    ticket_names: event.ticketNames,
    age_min: event.ageMin,
    status: event.status,
  };
}

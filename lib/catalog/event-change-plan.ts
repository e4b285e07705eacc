import { type Refused, refuse } from "#lib/platform/http/refusals";
import { toMajor } from "#lib/platform/money";
import { noHouse } from "./create-event.ts";
import type { EventChange, NewPriceLevel } from "./event-contract.ts";
import {
  type EventFields,
  type FieldProblem,
  fieldProblems,
  isSameSet,
  type LevelFields,
  readLevels,
} from "./event-rules.ts";
import type { OwnEvent } from "./organizer-event.ts";
import { type EventInHouse, findHouseLayout, hasCategory } from "./organizer-store.ts";

/** An event as it will be after a change; `isRebuilt` when its seats must be replaced. */
export type ChangePlan = {
  ok: true;
  event: EventInHouse & { status: OwnEvent["row"]["status"] };
  levels: LevelFields[];
  isRebuilt: boolean;
};

/** Plans a change: the event as it will be, or the problems field by field. */
export async function planChange(
  { row, levels: known }: OwnEvent,
  change: EventChange,
): Promise<ChangePlan | Refused<"invalid_request">> {
  const venueId = change.venue_id ?? row.venueId;
  const namedLayout = change.layout_hash ?? (change.venue_id === undefined ? row.layoutHash : undefined);
  const house = await findHouseLayout(venueId, namedLayout);
  const event = fieldsAfter(row, change);
  const before = known.toSorted((a, b) => a.id - b.id).map(({ eventId: _, ...level }) => level);
  const wanted = change.price_levels ?? before.map((level) => asWanted(level, row.currency));
  const { levels, problems } = readLevels(wanted, {
    currency: event.currency,
    categoryCount: house?.categoryCount ?? 0,
  });
  const isKnownCategory = change.category === undefined || (await hasCategory(change.category));
  const wrong: FieldProblem[] = [
    ...fieldProblems(event),
    ...(house ? problems : [noHouse(namedLayout)]),
    ...(isKnownCategory ? [] : [{ path: "category", message: "there is no such category" }]),
    ...statusProblems(row.status, change.status),
  ];
  if (!house || wrong.length > 0) return refuse("invalid_request", { fields: wrong.slice(0, 20) });
  const isRebuilt =
    venueId !== row.venueId ||
    house.hash !== row.layoutHash ||
    event.currency !== row.currency ||
    !isSameSet(levels, before);
  const status = change.status === "cancelled" ? "CANCELLED" : row.status;
  return {
    ok: true,
    event: { ...event, venueId, layoutHash: house.hash, capacity: house.seatCount, status },
    levels,
    isRebuilt,
  };
}

/** A draft is deleted, never cancelled, and a cancelled event stays cancelled because its buyers have been notified. */
function statusProblems(now: OwnEvent["row"]["status"], wanted: EventChange["status"]): FieldProblem[] {
  if (now === "CANCELLED" && wanted === "on_sale")
    return [{ path: "status", message: "a cancelled event stays cancelled" }];
  if (now === "DRAFT" && wanted === "cancelled")
    return [{ path: "status", message: "a draft is deleted, not cancelled" }];
  return [];
}

function fieldsAfter(row: OwnEvent["row"], change: EventChange): EventFields {
  const at = (time: string | undefined, known: Date) => (time === undefined ? known.getTime() : Date.parse(time));
  return {
    title: change.title ?? row.title,
    subtitle: change.subtitle ?? row.subtitle,
    description: change.description ?? row.description,
    categorySlug: change.category ?? row.categorySlug,
    performers: change.performers ?? row.performers,
    startsAtMs: at(change.start_time, row.startsAt),
    endsAtMs: at(change.end_time, row.endsAt),
    doorsAtMs: at(change.doors_time, row.doorsAt),
    salesStartAtMs: at(change.sales_start_time, row.salesStartAt),
    salesEndAtMs: at(change.sales_end_time, row.salesEndAt),
    currency: change.currency ?? row.currency,
    holdSeconds: change.hold_seconds ?? row.holdSeconds,
    seatsPerHoldMax: change.seats_per_reservation_max ?? row.seatsPerHoldMax,
    seatsPerBuyerMax: change.seats_per_buyer_max ?? row.seatsPerBuyerMax,
    orphanRule: change.orphan_rule ?? row.orphanRule,
    refundUntilHours: change.refund_until_hours === undefined ? row.refundUntilHours : change.refund_until_hours,
    disputePolicy: change.dispute_policy ?? row.disputePolicy,
    limits: change.limits ?? (row.limits as Record<string, unknown>),
  };
}

function asWanted(level: LevelFields, currency: string): NewPriceLevel {
  return {
    name: level.name,
    price: toMajor(level.priceMinor, currency),
    fee: toMajor(level.feeMinor, currency),
    layout_categories: level.layoutCategories,
  };
}

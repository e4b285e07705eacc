import type { Refused } from "#lib/platform/http/refusals";
import { toMajor } from "#lib/platform/money";
import { type Category, categoryForEvent, unknownCategory } from "./categories/category-words.ts";
import type { EventChange, NewPriceLevel } from "./event-contract.ts";
import { clockAt, type EventMove, judgeMove, type Place } from "./event-move.ts";
import {
  type EventFields,
  type EventInHouse,
  type FieldProblem,
  fieldProblems,
  type HouseLayout,
  isSameSet,
  type LevelFields,
  noHouse,
  priceProblems,
  readLevels,
} from "./event-rules.ts";
import type { OwnEvent } from "./organizer-event.ts";
import { postponeProblems, timesAfter } from "./postponement.ts";
import { refuse } from "./refusals.ts";

/** An event as it will be after a change. */
export type ChangePlan = {
  ok: true;
  event: EventInHouse & { status: OwnEvent["row"]["status"] };
  levels: LevelFields[];
  /** The hall, the currency or the set of levels changes, so the seats must be replaced. */
  isRebuilt: boolean;
  /** The event is on sale and rebuilt, so it is a draft until its new seats are copied. Only an unsold event may be. */
  isTakenOffSale: boolean;
  /** The event is a draft after the change, and is to be put on sale or was on sale before. */
  isToPublish: boolean;
  /** What holders of tickets must hear of; undefined where there is nothing. */
  news: EventNews | undefined;
};

export type EventNews = { kind: "cancelled" } | ({ kind: "moved" } & EventMove);

/**
 * What a change needs to know besides the event: the layout it leads to (see `wantedHouse`), the venue it is moved to (undefined
 * when there is none of that id), and the categories that there are.
 */
export type ChangeFacts = {
  now: Date;
  house: HouseLayout | undefined;
  place: Place | undefined;
  categories: readonly Category[];
};

/** The venue and layout to which a change leads; the newest layout of another venue when `layoutHash` is undefined. */
export function wantedHouse(
  row: OwnEvent["row"],
  change: EventChange,
): { venueId: number; layoutHash: string | undefined } {
  return {
    venueId: change.venue_id ?? row.venueId,
    layoutHash: change.layout_hash ?? ((change.venue_id ?? row.venueId) === row.venueId ? row.layoutHash : undefined),
  };
}

/**
 * Plans a change: the event as it will be. Refuses `invalid_request` with the problems field by field, and `event_has_sales` when a
 * cancelled event would be rebuilt.
 */
export function planChange(
  { row, levels: known }: OwnEvent,
  change: EventChange,
  { now: at, house, place, categories }: ChangeFacts,
): ChangePlan | Refused<"invalid_request" | "event_has_sales"> {
  const { venueId, layoutHash } = wantedHouse(row, change);
  const category = change.category === undefined ? row.categorySlug : asCategory(categories, change.category, row);
  const event = { ...fieldsAfter(row, change, at), categorySlug: category ?? row.categorySlug };
  const before = known.toSorted((a, b) => a.id - b.id).map(({ eventId: _, ...level }) => level);
  const wanted = change.price_levels ?? before.map((level) => asWanted(level, row.currency));
  const { levels, problems } = readLevels(wanted, {
    currency: event.currency,
    house,
  });
  // Another venue alone rebuilds nothing: the seats stay where the layout does.
  const isUnpriced = levels.length === 0 && row.status === "DRAFT" && change.status === undefined;
  const isRebuilt = house?.hash !== row.layoutHash || event.currency !== row.currency || !isSameSet(levels, before);
  const isTakenOffSale = isRebuilt && row.status === "PUBLISHED";
  const now = isTakenOffSale ? "DRAFT" : row.status;
  // A title may change beside a price of old that would be refused today; nothing new goes on sale at one.
  const isPriced = change.price_levels !== undefined || event.currency !== row.currency || change.status === "on_sale";
  const wrong: FieldProblem[] = [
    ...fieldProblems(event),
    ...(house ? (isUnpriced ? [] : problems) : place ? [noHouse(layoutHash)] : []),
    ...(place
      ? zoneProblems({ row, event, place }, change)
      : [{ path: "venue_id", message: "there is no such venue" }]),
    ...(isPriced ? priceProblems(levels, event.currency) : []),
    ...(category ? [] : [unknownCategory(categories)]),
    ...statusProblems(now, change.status),
    ...postponeProblems(row, change, at),
  ];
  if (!house || !place || wrong.length > 0) return refuse("invalid_request", { fields: wrong.slice(0, 20) });
  if (isRebuilt && row.status === "CANCELLED") return refuse("event_has_sales");
  const status = change.status === "cancelled" ? "CANCELLED" : now;
  return {
    ok: true,
    event: { ...event, venueId, layoutHash: house.hash, capacity: house.seatCount, status },
    levels,
    isRebuilt,
    isTakenOffSale,
    news: newsOf({ before: row, after: { ...event, status, venueId, place } }, at),
    isToPublish: status === "DRAFT" && (change.status === "on_sale" || row.publishedAt !== null),
  };
}

type EventAfter = EventFields & { status: OwnEvent["row"]["status"]; venueId: number; place: Place };

/** A cancelled event is cancelled once, and only what is on sale has holders who must hear of a change. */
function newsOf({ before, after }: { before: OwnEvent["row"]; after: EventAfter }, now: Date): EventNews | undefined {
  if (before.status !== "PUBLISHED" || after.status === "DRAFT") return undefined;
  if (after.status === "CANCELLED") return { kind: "cancelled" };
  const was = { ...fieldsAfter(before, {}, now), venueId: before.venueId, place: placeOf(before) };
  const { changeReturnDays: returnDays } = after;
  const move = judgeMove(was, after, { now, returnDays, promisedUntil: before.returnUntil });
  return move && { kind: "moved", ...move };
}

function asCategory(categories: readonly Category[], asked: string, row: OwnEvent["row"]): string | undefined {
  return categoryForEvent(categories, asked, row.categorySlug)?.slug;
}

/** Where an event is now. */
export function placeOf({ venueName, venueAddress, city, country, timeZone }: OwnEvent["row"]): Place {
  return { name: venueName, address: venueAddress, city, country, timeZone };
}

/**
 * Moments stay when an event moves to another time zone. A request that names some of its times there and not the others is
 * refused: whether the others keep their moment or their hour cannot be known.
 */
function zoneProblems(
  { row, event, place }: { row: OwnEvent["row"]; event: EventFields; place: Place },
  change: EventChange,
): FieldProblem[] {
  const missing = (["start_time", "end_time", "doors_time"] as const).filter((field) => change[field] === undefined);
  const isOtherClock = clockAt(event.startsAtMs, row.timeZone) !== clockAt(event.startsAtMs, place.timeZone);
  if (!isOtherClock || missing.length === 3) return [];
  const message = `say it as well: clocks of the new venue (${place.timeZone}) differ from those of the old one`;
  return missing.map((path) => ({ path, message }));
}

/** A draft is deleted, never cancelled, and a cancelled event stays cancelled because its buyers have been notified. */
function statusProblems(now: OwnEvent["row"]["status"], wanted: EventChange["status"]): FieldProblem[] {
  if (now === "CANCELLED" && wanted === "on_sale")
    return [{ path: "status", message: "a cancelled event stays cancelled" }];
  if (now === "CANCELLED" && wanted === "postponed")
    return [{ path: "status", message: "a cancelled event stays cancelled" }];
  if (now === "DRAFT" && wanted === "postponed")
    return [{ path: "status", message: "a draft is given other dates, not postponed" }];
  if (now === "DRAFT" && wanted === "cancelled")
    return [{ path: "status", message: "a draft is deleted, not cancelled" }];
  return [];
}

function fieldsAfter(row: OwnEvent["row"], change: EventChange, now: Date): EventFields {
  return {
    title: change.title ?? row.title,
    subtitle: change.subtitle ?? row.subtitle,
    description: change.description ?? row.description,
    categorySlug: row.categorySlug,
    performers: change.performers ?? row.performers,
    ...timesAfter(row, change, now),
    currency: change.currency ?? row.currency,
    holdSeconds: change.hold_seconds ?? row.holdSeconds,
    seatsPerHoldMax: change.seats_per_reservation_max ?? row.seatsPerHoldMax,
    seatsPerBuyerMax: change.seats_per_buyer_max ?? row.seatsPerBuyerMax,
    orphanRule: change.orphan_rule ?? row.orphanRule,
    refundUntilHours: change.refund_until_hours === undefined ? row.refundUntilHours : change.refund_until_hours,
    changeReturnDays: change.change_return_days ?? row.changeReturnDays,
    disputePolicy: change.dispute_policy ?? row.disputePolicy,
    limits: change.limits ?? (row.limits as Record<string, unknown>),
    ticketNames: change.ticket_names ?? row.ticketNames,
    ageMin: change.age_min === undefined ? row.ageMin : change.age_min,
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

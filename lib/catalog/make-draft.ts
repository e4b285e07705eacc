import { createHash } from "node:crypto";
import type { Transaction } from "#lib/platform/db/transaction";
import type { Refused } from "#lib/platform/http/refusals";
import { readableCode } from "#lib/platform/ids";
import { slugOf } from "#lib/platform/slug";
import { categoryForEvent, unknownCategory } from "./categories/category-words.ts";
import { knownCategories } from "./categories/known-categories.ts";
import type { NewEvent } from "./event-contract.ts";
import {
  type EventFields,
  type FieldProblem,
  fieldProblems,
  noHouse,
  priceProblems,
  readLevels,
} from "./event-rules.ts";
import { findHouseLayout } from "./house-store.ts";
import { claimNewEvent } from "./organizer-store.ts";
import { refuse } from "./refusals.ts";

const HOUR_MS = 3_600_000;

/** How a draft is made besides what is written of it. */
export type DraftMaking = {
  by: { userId: string; actor: string };
  /** The same key makes one draft, however often it comes. */
  key: string | undefined;
  /** The series that it is a date of. */
  seriesId?: string;
  /** What else is written with the new event, in its transaction. */
  finish?: (tx: Transaction, id: number) => Promise<void>;
};

/** Makes the draft of an event for an organization whose staff may. Refuses contradictions, each under its field. */
export async function makeDraft(
  wanted: NewEvent,
  making: DraftMaking,
): Promise<{ ok: true; id: number } | Refused<"invalid_request">> {
  const { organization_id: organizationId } = wanted;
  const categories = await knownCategories();
  const category = categoryForEvent(categories, wanted.category);
  const event = fieldsOf({ ...wanted, category: category?.slug ?? wanted.category }, Date.now());
  const house = await findHouseLayout({
    venueId: wanted.venue_id,
    hash: wanted.layout_hash,
    organizationId,
  });
  const { levels, problems } = readLevels(wanted.price_levels, { currency: wanted.currency, house });
  const isUnpriced = wanted.price_levels.length === 0 && wanted.status === "draft";
  const wrong: FieldProblem[] = [
    ...fieldProblems(event),
    ...(house ? (isUnpriced ? [] : problems) : [noHouse(wanted.layout_hash)]),
    ...priceProblems(levels, wanted.currency),
    ...(category ? [] : [unknownCategory(categories)]),
  ];
  if (!house || wrong.length > 0) return refuse("invalid_request", { fields: wrong.slice(0, 20) });
  const { by, key, seriesId, finish } = making;
  const made = await claimNewEvent(
    {
      ...{ by, finish, seriesId: seriesId ?? null },
      ...event,
      organizationId,
      venueId: wanted.venue_id,
      layoutHash: house.hash,
      capacity: house.seatCount,
      slug: newSlug(wanted.title),
      creationKey: key === undefined ? null : createHash("sha256").update(key).digest("base64url"),
    },
    levels,
  );
  if (!made) return refuse("invalid_request", { fields: [noHouse(wanted.layout_hash)] });
  return { ok: true, id: made.id };
}

function fieldsOf(wanted: NewEvent, nowMs: number): EventFields {
  const startsAtMs = Date.parse(wanted.start_time);
  const at = (time: string | undefined, otherwise: number) => (time === undefined ? otherwise : Date.parse(time));
  return {
    title: wanted.title,
    subtitle: wanted.subtitle,
    description: wanted.description,
    categorySlug: wanted.category,
    performers: wanted.performers,
    startsAtMs,
    endsAtMs: Date.parse(wanted.end_time),
    doorsAtMs: at(wanted.doors_time, startsAtMs - HOUR_MS),
    salesStartAtMs: at(wanted.sales_start_time, nowMs),
    salesEndAtMs: at(wanted.sales_end_time, startsAtMs),
    currency: wanted.currency,
    holdSeconds: wanted.hold_seconds,
    seatsPerHoldMax: wanted.seats_per_reservation_max,
    seatsPerBuyerMax: wanted.seats_per_buyer_max,
    orphanRule: wanted.orphan_rule,
    refundUntilHours: wanted.refund_until_hours,
    changeReturnDays: wanted.change_return_days,
    disputePolicy: wanted.dispute_policy,
    limits: wanted.limits,
    ticketNames: wanted.ticket_names,
    ageMin: wanted.age_min,
  };
}

const SLUG_WORDS_MAX = 80;

/** The title's letters plus a few random ones, because the same title returns every year. */
function newSlug(title: string): string {
  return `${slugOf(title, SLUG_WORDS_MAX) || "event"}-${readableCode(6).toLowerCase()}`;
}

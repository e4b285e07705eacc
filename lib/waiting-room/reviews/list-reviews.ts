import { ownEvent } from "#lib/catalog/organizer-event";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { readReference, referenceOf } from "#lib/protection/risk/review-reference";
import { listReviews, type ReviewRow, type ReviewState } from "#lib/protection/risk/review-store";
import type { ReviewStateWire, ReviewsQuery, ReviewWire } from "./review-contract.ts";

const PAGE_LIMIT = 20;

/** The buyers of an own event whose requests looked like a program's or whose group bought too much, those that came last first. */
export async function listRiskReviews(
  person: Staff,
  eventId: number,
  { state, reference, page = 1, limit = PAGE_LIMIT }: ReviewsQuery,
): Promise<
  | { ok: true; list: { data: ReviewWire[]; meta: { total: number; page: number; limit: number } } }
  | Refused<"not_found" | "forbidden">
> {
  const own = await ownEvent(person, eventId, "event.read");
  if (!own.ok) return own;
  const filter = {
    state: state && (state.toUpperCase() as ReviewState),
    reference: reference === undefined ? undefined : readReference(reference),
  };
  const { rows, total } = await listReviews(eventId, filter, { page, limit });
  return { ok: true, list: { data: rows.map(reviewOnWire), meta: { total, page, limit } } };
}

/** Without the buyer key: an organizer decides about requests, and learns who it was when the person writes. */
function reviewOnWire({ id, personKey, state, score, reasons, orders, times, note, ...at }: ReviewRow): ReviewWire {
  return {
    ...{ id, reference: referenceOf(id), person: personKey.startsWith("user:") ? "account" : "guest" },
    ...{ state: state.toLowerCase() as ReviewStateWire, score, reasons, orders, times, note },
    first_seen_at: at.createdAt.toISOString(),
    last_seen_at: at.seenAt.toISOString(),
    decided_at: at.decidedAt?.toISOString() ?? null,
  };
}

import { ownEvent } from "#lib/catalog/organizer-event";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { personReference } from "#lib/protection/risk/person-reference";
import { referenceOf } from "#lib/protection/risk/review-reference";
import { findReviewsOf } from "#lib/protection/risk/review-store";
import type { ChurnList, ChurnQuery, ChurnWire } from "./churn-contract.ts";
import { type ChurnRow, countChurn, listChurn } from "./churn-store.ts";

const PAGE_LIMIT = 20;
const SPANS = { hour: "1 hour", day: "1 day" } as const;

/** Who was slowed or asked for a proof at an own event because of holding seats again and again, those of the latest hold first. */
export async function listHoldChurn(
  person: Staff,
  eventId: number,
  { span, page = 1, limit = PAGE_LIMIT }: ChurnQuery,
): Promise<{ ok: true; list: ChurnList } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.read");
  if (!own.ok) return own;
  const [counts, { rows, total }] = await Promise.all([
    countChurn(eventId),
    listChurn(eventId, { span: SPANS[span], page, limit }),
  ]);
  const reviews = await findReviewsOf(
    eventId,
    rows.map(({ personKey }) => personKey),
  );
  const listed = new Map(reviews.map(({ personKey, id }) => [personKey, referenceOf(id)]));
  const data = rows.map((row) => churnOnWire(eventId, row, listed.get(row.personKey)));
  return { ok: true, list: { data, meta: { total, page, limit }, last_hour: counts.hour, last_day: counts.day } };
}

/** Without the key: neither a buyer nor a network can be told from it. */
function churnOnWire(eventId: number, row: ChurnRow, listed: string | undefined): ChurnWire {
  return {
    // A review from before references were made of the person has another one.
    reference: listed ?? personReference(eventId, row.personKey),
    person: kindOf(row.personKey),
    is_listed: listed !== undefined,
    waits: row.waits,
    proofs_asked: row.proofs,
    holds_abandoned: row.abandoned,
    seats_held: row.seatsHeld,
    last_at: row.lastAt.toISOString(),
  };
}

function kindOf(personKey: string): ChurnWire["person"] {
  if (personKey.startsWith("user:")) return "account";
  return personKey.startsWith("network:") ? "network" : "guest";
}

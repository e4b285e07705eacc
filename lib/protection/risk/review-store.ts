import { eventDb, globalDb } from "#lib/platform/db/db";
import type { Transaction } from "#lib/platform/db/transaction";
import { ORDER_SIGNALS } from "./judge-risk.ts";
import { reviewIdOf } from "./person-reference.ts";

/** The states of a review, as they are stored. */
export type ReviewState = "OPEN" | "APPROVED" | "REFUSED";

export type ReviewRow = {
  id: string;
  personKey: string;
  state: ReviewState;
  score: number;
  reasons: string[];
  orders: string[];
  times: number;
  createdAt: Date;
  seenAt: Date;
  decidedAt: Date | null;
  decidedBy: string | null;
  note: string;
};

/**
 * How many open reviews an event has at most: of guests, whose cookies cost nothing, and of accounts, which a flood of guests must not keep
 * off the list. Requests of one moment may exceed it by a few.
 */
export const OPEN_MAX = { guests: 1_500, accounts: 500 } as const;

/** So many orders of a review are kept, the latest. */
const ORDERS_MAX = 20;

type NewReview = {
  personKey: string;
  score: number;
  reasons: readonly string[];
  /** Numbers of the orders that are why; without them it is about a request. */
  orders?: readonly string[];
};

/** Writes a person on the list of an event, or notes that they came again. Answers the review's id; undefined when the list is full. */
export async function keepReview(
  eventId: number,
  { personKey, score, reasons, orders = [] }: NewReview,
): Promise<string | undefined> {
  const isAccount = personKey.startsWith("user:");
  // What is known from orders stays a reason when a request comes, and the other way round.
  const staying = orders.length > 0 ? null : [...ORDER_SIGNALS];
  const [row] = await eventDb(eventId).$queryRaw<{ id: string }[]>`
    INSERT INTO risk_reviews AS r (event_id, id, person_key, score, reasons, orders)
    SELECT ${eventId}::int, ${reviewIdOf(eventId, personKey)}::uuid, ${personKey}, ${score}::smallint, ${[...reasons]}::text[], ${[...orders]}::text[]
    WHERE EXISTS (SELECT FROM risk_reviews o WHERE o.event_id = ${eventId}::int AND o.person_key = ${personKey})
      OR ${isAccount ? OPEN_MAX.accounts : OPEN_MAX.guests}::int > (
        SELECT count(*) FROM risk_reviews o
        WHERE o.event_id = ${eventId}::int AND o.state = 'OPEN' AND starts_with(o.person_key, 'user:') = ${isAccount})
    ON CONFLICT (event_id, person_key) DO UPDATE
    SET score = greatest(r.score, excluded.score), seen_at = now(), times = least(r.times, 1000000) + 1,
      reasons = excluded.reasons || ARRAY(SELECT o FROM unnest(r.reasons) o
        WHERE o <> ALL (excluded.reasons) AND (${staying}::text[] IS NULL OR o = ANY (${staying}::text[]))),
      orders = (excluded.orders || ARRAY(SELECT o FROM unnest(r.orders) o WHERE o <> ALL (excluded.orders)))[1:${ORDERS_MAX}::int]
    RETURNING r.id::text AS id`;
  return row?.id;
}

/** How many decisions of an event a process knows at most; of more, the latest. */
const DECIDED_MAX = 20_000;

/** Whom an event's organizer approved or refused. */
export async function listDecided(eventId: number): Promise<{ personKey: string; isRefused: boolean; id: string }[]> {
  const rows = await eventDb(eventId).riskReview.findMany({
    where: { eventId, state: { in: ["APPROVED", "REFUSED"] } },
    select: { personKey: true, state: true, id: true },
    orderBy: { decidedAt: "desc" },
    take: DECIDED_MAX,
  });
  return rows.map(({ state, ...row }) => ({ ...row, isRefused: state === "REFUSED" }));
}

/**
 * Approves or refuses reviews of an event, whatever they were before. Answers those that it changed: a repetition changes none.
 */
export async function decideReviews(
  tx: Transaction,
  eventId: number,
  { ids, state, note, by }: { ids: readonly string[]; state: Exclude<ReviewState, "OPEN">; note: string; by: string },
): Promise<{ id: string; personKey: string; reasons: string[] }[]> {
  return tx.$queryRaw<{ id: string; personKey: string; reasons: string[] }[]>`
    UPDATE risk_reviews SET state = ${state}, note = ${note}, decided_by = ${by}, decided_at = now()
    WHERE event_id = ${eventId}::int AND id = ANY (${[...ids]}::uuid[]) AND (state, note) <> (${state}, ${note})
    RETURNING id::text AS id, person_key AS "personKey", reasons`;
}

export type ReviewFilter = { state?: ReviewState | undefined; reference?: string | undefined };

/** A page of an event's reviews, those that came last first. `reference` is the end of an id. */
export async function listReviews(
  eventId: number,
  { state, reference }: ReviewFilter,
  { page, limit }: { page: number; limit: number },
): Promise<{ rows: ReviewRow[]; total: number }> {
  const [wanted, ending] = [state ?? null, reference ?? null];
  const rows = await eventDb(eventId).$queryRaw<(ReviewRow & { total: number })[]>`
    SELECT id::text AS id, person_key AS "personKey", state, score::int AS score, reasons, r.orders, times, created_at AS "createdAt", seen_at AS "seenAt",
      decided_at AS "decidedAt", decided_by AS "decidedBy", note, (count(*) OVER ())::int AS total
    FROM risk_reviews r
    WHERE event_id = ${eventId}::int AND (${wanted}::text IS NULL OR state = ${wanted})
      AND (${ending}::text IS NULL OR right(id::text, 8) = ${ending})
    ORDER BY seen_at DESC, id LIMIT ${limit}::int OFFSET ${(page - 1) * limit}::int`;
  return { rows, total: rows[0]?.total ?? 0 };
}

/** What an event has of the owner of these buyer keys. */
export async function findReviewsOf(
  eventId: number,
  keys: readonly string[],
): Promise<Pick<ReviewRow, "id" | "personKey" | "state" | "score" | "reasons">[]> {
  const where = { eventId, personKey: { in: [...keys] } };
  const select = { id: true, personKey: true, state: true, score: true, reasons: true };
  const rows = await eventDb(eventId).riskReview.findMany({ where, select });
  return rows.map(({ state, ...row }) => ({ ...row, state: state as ReviewState }));
}

/** The events that have reviews. */
export async function listReviewedEvents(): Promise<number[]> {
  const rows = await globalDb().riskReview.groupBy({ by: ["eventId"] });
  return rows.map(({ eventId }) => eventId);
}

/** Deletes the reviews of events that are over. Answers how many. */
export async function deleteReviewsOf(eventIds: readonly number[]): Promise<number> {
  if (eventIds.length === 0) return 0;
  return (await globalDb().riskReview.deleteMany({ where: { eventId: { in: [...eventIds] } } })).count;
}

/** Deletes the reviews of a person whose account is erased. */
export async function eraseReviews(tx: Transaction, userId: string): Promise<void> {
  await tx.riskReview.deleteMany({ where: { personKey: `user:${userId}` } });
}

/** A person's reviews, for the export of their data. */
export async function loadReviewsForExport(
  userId: string,
): Promise<(Omit<ReviewRow, "personKey"> & { eventId: number })[]> {
  const rows = await globalDb().riskReview.findMany({
    where: { personKey: `user:${userId}` },
    orderBy: { createdAt: "asc" },
  });
  return rows.map(({ personKey: _, state, ...row }) => ({ ...row, state: state as ReviewState }));
}

import { isFree } from "../seat-fragments.ts";

/**
 * What buyers have access to, for statements of other services. `eventId`, `buyerKey` and the like are SQL expressions.
 */

/** Whether access is in its time. `a` is the alias of a row of it. */
export const inItsTime = (a: string) =>
  `${a}.valid_from <= now() AND (${a}.valid_until IS NULL OR ${a}.valid_until > now())`;

/**
 * Whether a buyer may hold a seat now: nobody has it, and it is on sale to this buyer (`isOpen`), or it belongs to an allocation to
 * which the buyer has access. `s` is the alias of the locked row.
 */
export const isFreeFor = (s: string, { buyerKey, isOpen }: { buyerKey: string; isOpen: string }) =>
  `(${isFree(s)} AND CASE WHEN ${s}.allocation_id IS NULL THEN ${isOpen} ELSE ${mayHaveAllocated(s, buyerKey)} END)`;

const mayHaveAllocated = (s: string, buyerKey: string) =>
  `EXISTS (SELECT FROM buyer_access a WHERE a.event_id = ${s}.event_id AND a.buyer_key = ${buyerKey}
      AND a.allocation_id = ${s}.allocation_id AND ${inItsTime("a")})`;

/**
 * Whether the seat of a hold that lapsed may be the same buyer's again: nobody has it, and it was not set aside for others
 * meanwhile. Access that ended by its time counts, since the hold was made within it; access that was revoked does not.
 */
export const isFreeAgainFor = (s: string, { buyerKey }: { buyerKey: string }) =>
  `(${isFree(s)} AND (${s}.allocation_id IS NULL OR EXISTS (SELECT FROM buyer_access a
          WHERE a.event_id = ${s}.event_id AND a.buyer_key = ${buyerKey} AND a.allocation_id = ${s}.allocation_id)))`;

/** The window of an event that is open now, as a query of its columns `id`, `access` and `level_ids`. Windows do not overlap. */
export const openWindowOf = (eventId: string) =>
  `SELECT w.id, w.access, w.level_ids FROM sale_windows w WHERE w.event_id = ${eventId} AND w.opens_at <= now() AND w.closes_at > now() LIMIT 1`;

/**
 * What a buyer has access to, behind LEFT JOIN: `in_window` (the one with the id `windowId`), `in_allocation`, and `is_alone`, when
 * the buyer came by a link that sells seats of its allocation alone. Reads nothing unless `asks` is true.
 */
export const accessOf = (of: { eventId: string; buyerKey: string; windowId: string; asks: string }) =>
  `LATERAL (
      SELECT bool_or(o.window_id = ${of.windowId}) AS in_window, bool_or(o.allocation_id IS NOT NULL) AS in_allocation,
        bool_or(o.sells_alone) AS is_alone
      FROM buyer_access o WHERE ${of.asks} AND o.event_id = ${of.eventId} AND o.buyer_key = ${of.buyerKey} AND ${inItsTime("o")}
    )`;

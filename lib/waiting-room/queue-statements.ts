import { eventOf } from "#lib/catalog/event-fragments";

/** The digest of tickets, computed like `saltOf` in draw.ts; `id` is an expression of type uuid over them. */
export const saltOfTickets = (id: string) =>
  `encode(sha256(convert_to(coalesce(string_agg(${id}::text, E'\\n' ORDER BY ${id}::text COLLATE "C"), ''), 'UTF8')), 'hex')`;

/** $1 event. The digest of the tickets from before the opening; who was removed and has not joined again takes no part. */
export const ENTRANTS_STATEMENT = `
SELECT ${saltOfTickets("t.id")} AS salt
FROM waiting_rooms w LEFT JOIN queue_tickets t ON t.event_id = w.event_id AND t.created_at < w.opens_at AND t.removed_at IS NULL
WHERE w.event_id = $1::int`;

/**
 * Calls a second over the last minutes in which people were waiting. The moving average starts at zero; the divisor corrects
 * for its missing history. Without it the first estimates would be three times too long.
 */
export const PACE = `w.pace_per_second / (1 - exp(-greatest(1, extract(epoch FROM now() - coalesce(w.drawn_at, now()))) / 180))::float8`;

/**
 * The best ticket of a buyer, who may have several keys, with its state. Of several that are inside, not the one that is bound to
 * another browser's key than `thumbprint`, an SQL expression.
 */
export const bestTicket = ({ eventId, keys, thumbprint }: { eventId: string; keys: string; thumbprint: string }) => `
  SELECT s.* FROM (
    SELECT t.*, l.expires_at AS lease_until, coalesce(l.key_thumbprint <> coalesce(${thumbprint}, ''), false) AS is_foreign, CASE
      WHEN l.expires_at > now() THEN 'admitted'
      WHEN t.removed_at IS NOT NULL THEN 'removed'
      WHEN t.redeemed_at IS NOT NULL THEN 'ended'
      WHEN t.called_at > now() - make_interval(secs => w.claim_seconds) THEN 'called'
      WHEN t.called_at IS NOT NULL THEN 'missed'
      WHEN t.sequence IS NOT NULL THEN 'waiting'
      ELSE 'joined' END AS state
    FROM queue_tickets t JOIN waiting_rooms w ON w.event_id = t.event_id
    LEFT JOIN queue_leases l ON l.event_id = t.event_id AND l.ticket_id = t.id
    WHERE t.event_id = ${eventId} AND t.buyer_key = ANY (${keys})
  ) s
  ORDER BY array_position(ARRAY['admitted', 'called', 'waiting', 'joined', 'missed', 'removed', 'ended'], s.state), s.is_foreign, s.sequence, s.id LIMIT 1`;

/** $1 event, $2 keys. The room and, if the buyer has one, the ticket. */
export const PLACE_STATEMENT = `
SELECT w.event_id AS "eventId", s.is_selling AND (w.queueing_since IS NOT NULL OR s.is_free) AS "isOpen", s.is_selling AND s.is_free AS "isFree",
  w.serving::int, w.members_first AS "membersFirst", t.id::text AS "ticketId", t.buyer_key AS "buyerKey", t.state, t.sequence::int, t.joined_at AS "joinedAt", t.missed,
  CASE WHEN t.state = 'called' THEN t.called_at + make_interval(secs => w.claim_seconds) END AS "claimUntil",
  CASE WHEN t.state = 'admitted' THEN t.lease_until END AS "leaseUntil"
FROM waiting_rooms w JOIN ${eventOf("w.event_id")} e ON true
CROSS JOIN LATERAL (
  SELECT w.closed_at IS NULL AND e.status = 'PUBLISHED' AND now() < e.sales_end_at AS is_selling,
    w.mode = 'AUTOMATIC' AND w.queueing_since IS NULL AND now() >= e.sales_start_at AS is_free
) s
LEFT JOIN (${bestTicket({ eventId: "$1::int", keys: "$2::text[]", thumbprint: "NULL" })}) t ON true
WHERE w.event_id = $1::int`;

import type { SqlFunction } from "#lib/platform/db/sql-function";

/** Frees seats that were locked and whose versions were read behind the lock: `seat_ids`, `versions` as they are afterwards. */
const FREE_LOCKED = `
  UPDATE seats s SET status = 'AVAILABLE', version = s.version + 1, reservation_id = NULL, held_until = NULL
  WHERE s.event_id = sold_event AND s.id = ANY (freed);`;

/**
 * Moves the end of a live hold by the given seconds, at most by the event's own hold time, once. No row when it is not HELD any
 * more, is past its time, or was extended before. The reservation is locked before its seats, as everywhere.
 */
export const EXTEND_HOLD: SqlFunction = {
  name: "extend_hold_v1",
  parameters: "sold_event int, reservation uuid, seconds int",
  returns: "TABLE (expires_at timestamptz, extensions_left int)",
  body: `
DECLARE
  hold record;
  until timestamptz(3);
  moved int;
BEGIN
  SELECT r.seat_ids, r.expires_at, r.extensions_left - 1 AS extensions_left, e.hold_seconds INTO hold
  FROM reservations r JOIN events e ON e.id = r.event_id
  WHERE r.event_id = sold_event AND r.id = reservation AND r.status = 'HELD' AND r.expires_at > now() AND r.extensions_left > 0
  FOR UPDATE OF r;
  IF NOT FOUND THEN
    RETURN;
  END IF;

  -- Reckoned here: Citus takes no time arithmetic on columns in SET.
  until := hold.expires_at + make_interval(secs => least(seconds, hold.hold_seconds));
  UPDATE reservations r SET expires_at = until, extensions_left = hold.extensions_left
  WHERE r.event_id = sold_event AND r.id = reservation;

  PERFORM FROM seats s
  WHERE s.event_id = sold_event AND s.id = ANY (hold.seat_ids) AND s.reservation_id = reservation
  ORDER BY s.event_id, s.id FOR UPDATE;

  -- The seats' versions grow though their state does not: a process that read them as lapsed in this moment must believe the
  -- later word.
  UPDATE seats s SET held_until = until, version = s.version + 1
  WHERE s.event_id = sold_event AND s.id = ANY (hold.seat_ids) AND s.reservation_id = reservation;
  GET DIAGNOSTICS moved = ROW_COUNT;

  IF moved = cardinality(hold.seat_ids) THEN
    RETURN QUERY SELECT until::timestamptz, hold.extensions_left;
  END IF;
END`,
};

/** Gives the seats of a HELD reservation back, lapsed or not. No row when it is not HELD any more. */
export const RELEASE_HOLD: SqlFunction = {
  name: "release_hold_v1",
  parameters: "sold_event int, reservation uuid",
  returns: "TABLE (seat_ids int[], versions int[])",
  body: `
DECLARE
  wanted int[];
  freed int[];
  raised int[];
BEGIN
  UPDATE reservations r SET status = 'CANCELLED'
  WHERE r.event_id = sold_event AND r.id = reservation AND r.status = 'HELD'
  RETURNING r.seat_ids INTO wanted;
  IF wanted IS NULL THEN
    RETURN;
  END IF;

  SELECT coalesce(array_agg(l.id), '{}'), coalesce(array_agg(l.version + 1), '{}') INTO freed, raised
  FROM (
    SELECT s.id, s.version FROM seats s
    WHERE s.event_id = sold_event AND s.id = ANY (wanted) AND s.reservation_id = reservation AND s.status = 'HELD'
    ORDER BY s.event_id, s.id FOR UPDATE
  ) l;
${FREE_LOCKED}
  RETURN QUERY SELECT freed, raised;
END`,
};

/**
 * Tidies up to `most` HELD reservations of an event that ran out: marks them EXPIRED and frees the seats that are still
 * theirs. Passes over rows that another sweeper has locked, so that two at once share the work.
 */
export const EXPIRE_HOLDS: SqlFunction = {
  name: "expire_holds_v1",
  parameters: "sold_event int, most int",
  returns: "TABLE (reservations int, seat_ids int[], versions int[])",
  body: `
DECLARE
  ended uuid[];
  wanted int[];
  owners uuid[];
  freed int[];
  raised int[];
BEGIN
  SELECT coalesce(array_agg(l.id), '{}') INTO ended
  FROM (
    SELECT r.id FROM reservations r
    WHERE r.event_id = sold_event AND r.status = 'HELD' AND r.expires_at <= now()
    ORDER BY r.expires_at LIMIT most FOR UPDATE SKIP LOCKED
  ) l;

  UPDATE reservations r SET status = 'EXPIRED' WHERE r.event_id = sold_event AND r.id = ANY (ended);

  SELECT array_agg(w.seat_id), array_agg(w.id) INTO wanted, owners
  FROM (SELECT r.id, unnest(r.seat_ids) AS seat_id FROM reservations r WHERE r.event_id = sold_event AND r.id = ANY (ended)) w;

  SELECT coalesce(array_agg(l.id), '{}'), coalesce(array_agg(l.version + 1), '{}') INTO freed, raised
  FROM (
    SELECT s.id, s.version FROM unnest(wanted, owners) AS w(seat_id, owner)
    JOIN seats s ON s.event_id = sold_event AND s.id = w.seat_id AND s.reservation_id = w.owner
    WHERE s.status = 'HELD' AND s.held_until <= now()
    ORDER BY s.event_id, s.id FOR UPDATE OF s
  ) l;
${FREE_LOCKED}
  RETURN QUERY SELECT cardinality(ended), freed, raised;
END`,
};

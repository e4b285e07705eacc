-- The same rule in statements that Citus takes as well (lib/reservations/hold-life-functions.ts).
CREATE OR REPLACE FUNCTION extend_hold_v1(
  sold_event int, reservation uuid, seconds int
) RETURNS TABLE (expires_at timestamptz, extensions_left int)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
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
END
$$;

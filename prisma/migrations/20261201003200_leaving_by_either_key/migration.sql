-- Who leaves a waiting room ends the time inside of their ticket, also when it belongs to the account that they signed out of.
-- Written in lib/waiting-room/leave-function.ts.
CREATE FUNCTION leave_queue_v2(
  queued_event int, keys text[]
) RETURNS int
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  forgotten int;
  ended int;
BEGIN
  PERFORM FROM waiting_rooms w WHERE w.event_id = queued_event FOR SHARE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;

  -- A lease of before is the clock of seats that are still held.
  DELETE FROM queue_tickets t
  WHERE t.event_id = queued_event AND t.buyer_key = ANY (keys) AND t.sequence IS NULL AND t.called_at IS NULL
    AND NOT EXISTS (SELECT FROM queue_leases l WHERE l.event_id = queued_event AND l.ticket_id = t.id);
  GET DIAGNOSTICS forgotten = ROW_COUNT;

  UPDATE queue_tickets t SET called_at = coalesce(t.called_at, now()), redeemed_at = now()
  WHERE t.event_id = queued_event AND t.buyer_key = ANY (keys) AND t.redeemed_at IS NULL;
  GET DIAGNOSTICS ended = ROW_COUNT;
  -- The lease of a guest who signed in belongs to the account: who signs out again leaves by the ticket.
  UPDATE queue_leases l SET expires_at = now(), ended_at = now()
  WHERE l.event_id = queued_event AND l.expires_at > now() AND (l.buyer_key = ANY (keys)
    OR l.ticket_id IN (SELECT t.id FROM queue_tickets t WHERE t.event_id = queued_event AND t.buyer_key = ANY (keys)));
  IF FOUND THEN
    ended := ended + 1;
  END IF;
  RETURN forgotten + ended;
END
$$;

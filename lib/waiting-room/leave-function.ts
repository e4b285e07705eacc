import type { SqlFunction } from "#lib/platform/db/sql-function";

/**
 * Ends the places of a buyer, who may have several keys: with a number they have ended, without one nothing is kept of them. Before the draw
 * it waits for the room, as all steps do, so that the list of a draw is the list that is published. Time inside ends at once; seats that are held
 * stay. Answers how many places ended, null without a room.
 */
export const LEAVE_QUEUE: SqlFunction = {
  name: "leave_queue_v2",
  parameters: "queued_event int, keys text[]",
  returns: "int",
  body: `
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
END`,
};

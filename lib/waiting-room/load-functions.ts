import type { SqlFunction } from "#lib/platform/db/sql-function";
import { isFull, isHere } from "./queue-fragments.ts";
import { CALM_SHARE } from "./room-contract.ts";

/**
 * The functions of a waiting room above a load (docs/decisions/058-waiting-rooms-by-load.md). While everyone may hold, people who come are
 * inside at once and counted by their leases. Once the places are taken the room begins to queue, and those inside keep their leases.
 * Coming in and holding take no lock that two buyers share: as many as are decided at one moment may pass the mark together, each with a lease.
 */

/**
 * Lets a buyer in without a call while the room does not queue, or extends their lease. `ticket_key` is the key of the ticket that
 * they have, or the one for a new ticket; `thumbprint` that of the browser's key, to which the lease is bound, null without one. Answers `in`, `full`, or null for a room that queues or lets no one in.
 */
export const ENTER_ROOM: SqlFunction = {
  name: "enter_room_v2",
  parameters: "queued_event int, new_id uuid, ticket_key text, lease_key text, renew_seconds int, thumbprint text",
  returns: "text",
  body: `
DECLARE
  room record;
  entered uuid;
  moment timestamptz(3) := now();
  until timestamptz(3);
BEGIN
  SELECT w.places_max, w.lease_seconds INTO room FROM waiting_rooms w
  WHERE w.event_id = queued_event AND w.closed_at IS NULL AND w.mode = 'AUTOMATIC' AND w.queueing_since IS NULL;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  IF ${isFull({ eventId: "queued_event", places: "room.places_max" })} THEN
    RETURN 'full';
  END IF;

  INSERT INTO queue_tickets (event_id, id, buyer_key, called_at, redeemed_at)
  VALUES (queued_event, new_id, ticket_key, moment, moment)
  ON CONFLICT (event_id, buyer_key) DO UPDATE
  SET called_at = excluded.called_at, redeemed_at = excluded.redeemed_at, missed = 0, removed_at = NULL;

  SELECT t.id INTO entered FROM queue_tickets t WHERE t.event_id = queued_event AND t.buyer_key = ticket_key;
  until := moment + make_interval(secs => least(renew_seconds, room.lease_seconds));
  INSERT INTO queue_leases (event_id, ticket_id, buyer_key, redeemed_at, expires_at, key_thumbprint)
  VALUES (queued_event, entered, lease_key, moment, until, thumbprint)
  ON CONFLICT (event_id, ticket_id) DO UPDATE
  SET buyer_key = excluded.buyer_key, redeemed_at = excluded.redeemed_at, expires_at = excluded.expires_at,
    key_thumbprint = excluded.key_thumbprint, ended_at = NULL;
  RETURN 'in';
END`,
};

/**
 * Makes an automatic room queue when its places are taken. Answers how many are inside; null when it queues already or has room.
 */
export const BEGIN_QUEUE: SqlFunction = {
  name: "begin_queue_v1",
  parameters: "queued_event int",
  returns: "int",
  body: `
DECLARE
  places int;
  inside int;
BEGIN
  SELECT w.places_max INTO places FROM waiting_rooms w
  WHERE w.event_id = queued_event AND w.closed_at IS NULL AND w.mode = 'AUTOMATIC' AND w.queueing_since IS NULL FOR UPDATE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  SELECT count(*) INTO inside FROM queue_leases o WHERE o.event_id = queued_event AND o.expires_at > now();
  IF inside < places THEN
    RETURN NULL;
  END IF;

  UPDATE waiting_rooms w SET queueing_since = now(), calm_since = NULL, tokens = 0, stepped_at = greatest(w.stepped_at, now()),
    version = w.version + 1
  WHERE w.event_id = queued_event;
  RETURN inside;
END`,
};

/**
 * Lets everyone in again when an automatic room has been calm for so long: no one waits, and at most three quarters of the places
 * are taken. Answers how many are inside; null as long as it queues. A paused room stays as it is.
 */
export const END_QUEUE: SqlFunction = {
  name: "end_queue_v2",
  parameters: "queued_event int, calm_seconds int",
  returns: "int",
  body: `
DECLARE
  room record;
  inside int;
  is_waited boolean;
  claim_from timestamptz;
BEGIN
  SELECT w.places_max, w.claim_seconds, w.calm_since, w.paused_at INTO room FROM waiting_rooms w
  WHERE w.event_id = queued_event AND w.closed_at IS NULL AND w.mode = 'AUTOMATIC' AND w.queueing_since IS NOT NULL FOR UPDATE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;

  claim_from := now() - make_interval(secs => room.claim_seconds);
  SELECT l.taken, t.is_waited INTO inside, is_waited
  FROM (
    SELECT count(*) AS taken FROM queue_leases o WHERE o.event_id = queued_event AND o.expires_at > now()
  ) l CROSS JOIN (
    SELECT EXISTS (
      SELECT FROM queue_tickets o
      WHERE o.event_id = queued_event AND o.redeemed_at IS NULL
        AND (o.called_at > claim_from OR (o.called_at IS NULL AND ${isHere("o")}))
    ) AS is_waited
  ) t;
  IF room.paused_at IS NOT NULL OR is_waited OR inside > floor(room.places_max * ${CALM_SHARE}) THEN
    IF room.calm_since IS NOT NULL THEN
      UPDATE waiting_rooms w SET calm_since = NULL, version = w.version + 1 WHERE w.event_id = queued_event;
    END IF;
    RETURN NULL;
  END IF;

  IF room.calm_since IS NULL THEN
    UPDATE waiting_rooms w SET calm_since = now(), version = w.version + 1 WHERE w.event_id = queued_event;
    RETURN NULL;
  END IF;
  IF room.calm_since > now() - make_interval(secs => calm_seconds) THEN
    RETURN NULL;
  END IF;
  -- What people take is measured afresh when they are called again: until then they come in without a call.
  UPDATE waiting_rooms w SET queueing_since = NULL, calm_since = NULL, first_occupied = NULL, first_done = NULL, version = w.version + 1
  WHERE w.event_id = queued_event;
  RETURN inside;
END`,
};

/** Ends the places of all who wait and were not called; they may join again. Answers how many. */
export const EMPTY_QUEUE: SqlFunction = {
  name: "empty_queue_v1",
  parameters: "queued_event int",
  returns: "int",
  body: `
DECLARE
  removed int;
BEGIN
  PERFORM FROM waiting_rooms w WHERE w.event_id = queued_event AND w.closed_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  UPDATE queue_tickets t SET called_at = now(), redeemed_at = now(), removed_at = now()
  WHERE t.event_id = queued_event AND t.called_at IS NULL;
  GET DIAGNOSTICS removed = ROW_COUNT;
  UPDATE waiting_rooms w SET serving = w.last_number, version = w.version + 1 WHERE w.event_id = queued_event;
  RETURN removed;
END`,
};

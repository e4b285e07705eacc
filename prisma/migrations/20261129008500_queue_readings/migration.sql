-- What the public status of a queue said every ten seconds while people waited: the pace is measured by it, and what people were shown is
-- compared with what came true. No reading knows a person.
CREATE TABLE "queue_readings" (
  "event_id" INTEGER NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "serving" BIGINT NOT NULL,
  "last_number" BIGINT NOT NULL,
  "called_count" INTEGER NOT NULL,
  "waiting" INTEGER NOT NULL,
  "inside" INTEGER NOT NULL,
  "is_paused" BOOLEAN NOT NULL,
  "was_emptied" BOOLEAN NOT NULL DEFAULT false,
  "forecast" JSONB,
  "levels" JSONB NOT NULL,
  CONSTRAINT "queue_readings_pkey" PRIMARY KEY ("event_id", "at")
);

-- Written in lib/waiting-room/leave-function.ts.
CREATE FUNCTION leave_queue_v1(
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
  UPDATE queue_leases l SET expires_at = now()
  WHERE l.event_id = queued_event AND l.buyer_key = ANY (keys) AND l.expires_at > now();
  IF FOUND THEN
    ended := ended + 1;
  END IF;
  RETURN forgotten + ended;
END
$$;

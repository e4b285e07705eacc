-- People are called for the seats that nobody inside is choosing, and pages that fell silent are passed over (lib/waiting-room).
ALTER TABLE "queue_tickets" ADD COLUMN "here_until" TIMESTAMPTZ(3);
ALTER TABLE "queue_readings" ADD COLUMN "choosing" INTEGER;
UPDATE "queue_readings" SET "choosing" = "inside";
ALTER TABLE "queue_readings" ALTER COLUMN "choosing" SET NOT NULL;
ALTER TABLE "waiting_rooms" ADD COLUMN "first_occupied" INTEGER, ADD COLUMN "first_done" INTEGER;

CREATE FUNCTION count_choosing_v1(
  queued_event int
) RETURNS int
LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  RETURN (
    SELECT count(*) FROM (SELECT o.ticket_id, ARRAY[o.buyer_key, t.buyer_key] AS buyer_keys FROM queue_leases o
    JOIN queue_tickets t ON t.event_id = o.event_id AND t.id = o.ticket_id WHERE o.event_id = queued_event AND o.expires_at > now()) i
    WHERE NOT EXISTS (SELECT FROM reservations r WHERE r.event_id = queued_event AND r.buyer_key = ANY (i.buyer_keys)
    AND r.status IN ('HELD', 'PAYING') AND r.expires_at > now())
  );
END
$$;

CREATE FUNCTION call_queue_v4(
  queued_event int, stock int, occupied int, health text
) RETURNS int
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  room record;
  used int;
  choosing int;
  is_waited boolean;
  moment timestamptz;
  claim_since timestamptz;
  rate float8;
  elapsed float8;
  share float8;
  moved_at timestamptz;
  gone int;
  done_before int;
  each float8;
  places int;
  buyers int;
  held text;
  full_tokens float8;
  free int;
  next_ids uuid[];
  last_called bigint;
  calls int;
BEGIN
  SELECT w.* INTO room FROM waiting_rooms w
  WHERE w.event_id = queued_event AND w.closed_at IS NULL AND w.drawn_at IS NOT NULL
    AND w.queueing_since IS NOT NULL AND w.paused_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 0;
  END IF;

  moment := greatest(now(), room.stepped_at);
  claim_since := now() - make_interval(secs => room.claim_seconds);
  elapsed := extract(epoch FROM moment - room.stepped_at);
  share := room.rate_share;
  moved_at := coalesce(room.share_at, moment);
  IF moment >= moved_at + make_interval(secs => 10) OR room.share_at IS NULL THEN
    IF room.share_at IS NOT NULL OR health = 'bad' THEN
      share := CASE health WHEN 'bad' THEN greatest(0.05, share * 0.7) WHEN 'good' THEN least(1, share + 0.02) ELSE share END;
    END IF;
    moved_at := moment;
  END IF;
  rate := room.rate_per_minute / 60.0 * share;
  full_tokens := least(greatest(1, 2 * rate), room.tokens + elapsed * rate);

  SELECT l.taken + t.kept, l.choosing + t.kept, t.is_waited INTO used, choosing, is_waited
  FROM (
    SELECT count(*) AS taken, least(count(*), count_choosing_v1(queued_event)) AS choosing
    FROM queue_leases o WHERE o.event_id = queued_event AND o.expires_at > now()
  ) l CROSS JOIN (
    SELECT count(*) FILTER (WHERE o.redeemed_at IS NULL AND o.called_at > claim_since) AS kept,
      count(*) FILTER (WHERE o.called_at IS NULL AND o.sequence IS NOT NULL AND (o.here_until IS NULL OR o.here_until > now())) > 0 AS is_waited
    FROM queue_tickets o WHERE o.event_id = queued_event
  ) t;
  IF NOT is_waited THEN
    RETURN 0;
  END IF;

  -- Since the first call of this queue. Those who were inside before it choose as well, and are counted by how many still do.
  gone := greatest(0, occupied - coalesce(room.first_occupied, occupied));
  done_before := coalesce(room.first_done, room.called_count - choosing);
  each := greatest(0.2, (gone + 10)::float8 / (greatest(0, room.called_count - choosing - done_before) + 10));
  places := room.places_max - used;
  buyers := coalesce(ceil(1.3 * stock / each)::int - choosing, places);
  free := CASE WHEN health = 'down' THEN 0 ELSE greatest(0, least(floor(full_tokens), places, buyers)) END;
  held := CASE WHEN health = 'down' THEN 'outage' WHEN buyers <= 0 AND places > 0 THEN 'stock' WHEN share < 1 THEN 'load' END;
  SELECT coalesce(array_agg(n.id), '{}'), coalesce(max(n.sequence), 0) INTO next_ids, last_called
  FROM (
    SELECT o.id, o.sequence FROM queue_tickets o
    WHERE o.event_id = queued_event AND o.called_at IS NULL AND o.sequence IS NOT NULL AND (o.here_until IS NULL OR o.here_until > now()) ORDER BY o.sequence LIMIT free
  ) n;

  UPDATE queue_tickets o SET called_at = now()
  WHERE o.event_id = queued_event AND o.id = ANY (next_ids) AND o.called_at IS NULL;
  GET DIAGNOSTICS calls = ROW_COUNT;

  UPDATE waiting_rooms w
  SET tokens = full_tokens - calls, stepped_at = moment, serving = greatest(w.serving, last_called),
    called_count = w.called_count + calls,
    rate_share = share, share_at = moved_at, held_back = held, first_occupied = coalesce(w.first_occupied, occupied),
    first_done = CASE WHEN stock IS NOT NULL THEN done_before ELSE w.first_done END,
    pace_per_second = w.pace_per_second
      + (1 - exp(-least(elapsed, 2) / 180)) * (calls / greatest(least(elapsed, 2), 0.1) - w.pace_per_second),
    version = w.version + 1
  WHERE w.event_id = queued_event;
  RETURN calls;
END
$$;

CREATE FUNCTION end_queue_v2(
  queued_event int, calm_seconds int
) RETURNS int
LANGUAGE plpgsql AS $$
#variable_conflict use_column
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
        AND (o.called_at > claim_from OR (o.called_at IS NULL AND (o.here_until IS NULL OR o.here_until > now())))
    ) AS is_waited
  ) t;
  IF room.paused_at IS NOT NULL OR is_waited OR inside > floor(room.places_max * 0.75) THEN
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
END
$$;

-- People are called for the seats that are free, and more slowly while the checkout is slow. Written in lib/waiting-room/queue-functions.ts.
ALTER TABLE "waiting_rooms" ADD COLUMN "rate_share" DOUBLE PRECISION NOT NULL DEFAULT 1 CONSTRAINT "waiting_rooms_rate_share" CHECK ("rate_share" > 0 AND "rate_share" <= 1),
  ADD COLUMN "share_at" TIMESTAMPTZ(3), ADD COLUMN "first_stock" INTEGER,
  ADD COLUMN "held_back" TEXT CONSTRAINT "waiting_rooms_held_back" CHECK ("held_back" IN ('stock', 'load', 'outage'));

CREATE FUNCTION call_queue_v3(
  queued_event int, stock int, health text
) RETURNS int
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  room record;
  used int;
  is_waited boolean;
  moment timestamptz;
  claim_since timestamptz;
  rate float8;
  elapsed float8;
  share float8;
  moved_at timestamptz;
  gone int;
  each float8;
  places int;
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

  SELECT l.taken + t.kept, t.is_waited INTO used, is_waited
  FROM (
    SELECT count(*) AS taken FROM queue_leases o WHERE o.event_id = queued_event AND o.expires_at > now()
  ) l CROSS JOIN (
    SELECT count(*) FILTER (WHERE o.redeemed_at IS NULL AND o.called_at > claim_since) AS kept,
      count(*) FILTER (WHERE o.called_at IS NULL AND o.sequence IS NOT NULL) > 0 AS is_waited
    FROM queue_tickets o WHERE o.event_id = queued_event
  ) t;
  IF NOT is_waited THEN
    RETURN 0;
  END IF;

  -- Of those inside, as many as there are seats gone have chosen; the others have not yet, and are no measure.
  gone := greatest(0, coalesce(room.first_stock, stock) - stock);
  each := greatest(0.2, (gone + 10)::float8 / (greatest(0, room.called_count - used) + least(used, gone) + 10));
  places := least(room.places_max, coalesce(ceil(1.3 * stock / each), room.places_max));
  free := CASE WHEN health = 'down' THEN 0 ELSE greatest(0, least(floor(full_tokens), places - used)) END;
  held := CASE WHEN health = 'down' THEN 'outage' WHEN places <= used AND places < room.places_max THEN 'stock' WHEN share < 1 THEN 'load' END;
  SELECT coalesce(array_agg(n.id), '{}'), coalesce(max(n.sequence), 0) INTO next_ids, last_called
  FROM (
    SELECT o.id, o.sequence FROM queue_tickets o
    WHERE o.event_id = queued_event AND o.called_at IS NULL AND o.sequence IS NOT NULL ORDER BY o.sequence LIMIT free
  ) n;

  UPDATE queue_tickets o SET called_at = now()
  WHERE o.event_id = queued_event AND o.id = ANY (next_ids) AND o.called_at IS NULL;
  GET DIAGNOSTICS calls = ROW_COUNT;

  UPDATE waiting_rooms w
  SET tokens = full_tokens - calls, stepped_at = moment, serving = greatest(w.serving, last_called),
    called_count = w.called_count + calls,
    rate_share = share, share_at = moved_at, held_back = held, first_stock = coalesce(w.first_stock, stock),
    pace_per_second = w.pace_per_second
      + (1 - exp(-least(elapsed, 2) / 180)) * (calls / greatest(least(elapsed, 2), 0.1) - w.pace_per_second),
    version = w.version + 1
  WHERE w.event_id = queued_event;
  RETURN calls;
END
$$;

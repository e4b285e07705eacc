-- Members draw a declared number of places at the front, and those who behave like scripts stand in a slow lane
-- (docs/decisions/062-one-person-one-place.md). Written in lib/waiting-room/queue-functions.ts.
ALTER TABLE "waiting_rooms" ADD COLUMN "members_first" INTEGER NOT NULL DEFAULT 0 CONSTRAINT "waiting_rooms_members_first" CHECK ("members_first" >= 0);
ALTER TABLE "queue_tickets" ADD COLUMN "lane" SMALLINT NOT NULL DEFAULT 1 CONSTRAINT "queue_tickets_lane" CHECK ("lane" BETWEEN 0 AND 2),
  ADD COLUMN "stratum" SMALLINT CONSTRAINT "queue_tickets_stratum" CHECK ("stratum" BETWEEN 0 AND 2);

CREATE FUNCTION draw_queue_v3(
  queued_event int, given_salt text, inner_pad bytea, outer_pad bytea, given_seed text
) RETURNS TABLE (drawn int)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  opening timestamptz;
  quota int;
  entrants uuid[];
  lanes smallint[];
  ids uuid[];
  keys bytea[];
  strata smallint[];
BEGIN
  SELECT w.opens_at, w.members_first INTO opening, quota FROM waiting_rooms w
  WHERE w.event_id = queued_event AND w.closed_at IS NULL AND w.drawn_at IS NULL AND w.opens_at <= now() FOR UPDATE;
  IF NOT FOUND THEN
    RETURN;
  END IF;

  SELECT coalesce(array_agg(t.id ORDER BY t.id), '{}'), coalesce(array_agg(t.lane ORDER BY t.id), '{}') INTO entrants, lanes FROM queue_tickets t
  WHERE t.event_id = queued_event AND t.created_at < opening AND t.removed_at IS NULL;
  IF given_salt <> (SELECT encode(sha256(convert_to(coalesce(string_agg(e.id::text, E'\n' ORDER BY e.id::text COLLATE "C"), ''), 'UTF8')), 'hex') FROM unnest(entrants) AS e(id)) THEN
    RETURN;
  END IF;

  SELECT array_agg(o.id ORDER BY o.stratum, o.key, o.id), array_agg(o.key ORDER BY o.stratum, o.key, o.id), array_agg(o.stratum ORDER BY o.stratum)
  INTO ids, keys, strata
  FROM (
    SELECT k.id, k.key, CASE
      WHEN k.lane = 2 THEN 2
      WHEN k.lane = 0 AND row_number() OVER (PARTITION BY k.lane ORDER BY k.key, k.id) <= quota THEN 0
      ELSE 1 END::smallint AS stratum
    FROM (
      SELECT e.id, e.lane, sha256(outer_pad || sha256(inner_pad || convert_to(e.id::text, 'UTF8'))) AS key FROM unnest(entrants, lanes) AS e(id, lane)
    ) k
  ) o;

  UPDATE waiting_rooms w
  SET drawn_at = now(), stepped_at = now(), salt = given_salt, seed = given_seed, drawn_count = cardinality(entrants),
    last_number = cardinality(entrants), version = w.version + 1
  WHERE w.event_id = queued_event;

  UPDATE queue_tickets t SET draw_key = n.key, stratum = n.stratum, sequence = n.number
  FROM unnest(ids, keys, strata) WITH ORDINALITY AS n(id, key, stratum, number)
  WHERE t.event_id = queued_event AND t.id = n.id;

  RETURN QUERY SELECT cardinality(entrants);
END
$$;

CREATE FUNCTION number_queue_v2(
  queued_event int
) RETURNS int
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  before bigint;
  late uuid[];
  slow_since timestamptz := now() - make_interval(secs => 300);
BEGIN
  -- Most steps find no one: they lock nothing.
  PERFORM FROM queue_tickets t WHERE t.event_id = queued_event AND t.called_at IS NULL AND t.sequence IS NULL
    AND (t.lane <> 2 OR t.joined_at <= slow_since) LIMIT 1;
  IF NOT FOUND THEN
    RETURN 0;
  END IF;

  SELECT w.last_number INTO before FROM waiting_rooms w
  WHERE w.event_id = queued_event AND w.closed_at IS NULL AND w.drawn_at IS NOT NULL FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 0;
  END IF;

  SELECT coalesce(array_agg(t.id ORDER BY t.joined_at, t.id), '{}') INTO late FROM queue_tickets t
  WHERE t.event_id = queued_event AND t.called_at IS NULL AND t.sequence IS NULL
    AND (t.lane <> 2 OR t.joined_at <= slow_since);

  UPDATE waiting_rooms w SET last_number = before + cardinality(late), version = w.version + 1
  WHERE w.event_id = queued_event AND cardinality(late) > 0;

  UPDATE queue_tickets t SET sequence = before + l.number
  FROM unnest(late) WITH ORDINALITY AS l(id, number)
  WHERE t.event_id = queued_event AND t.id = l.id;

  RETURN cardinality(late);
END
$$;

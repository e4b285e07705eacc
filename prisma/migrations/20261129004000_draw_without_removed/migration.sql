-- People who were removed from a queue before its draw take no part in it. Written in lib/waiting-room/queue-functions.ts.
CREATE FUNCTION draw_queue_v2(
  queued_event int, given_salt text, inner_pad bytea, outer_pad bytea, given_seed text
) RETURNS TABLE (drawn int)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  opening timestamptz;
  entrants uuid[];
  ids uuid[];
  keys bytea[];
BEGIN
  SELECT w.opens_at INTO opening FROM waiting_rooms w
  WHERE w.event_id = queued_event AND w.closed_at IS NULL AND w.drawn_at IS NULL AND w.opens_at <= now() FOR UPDATE;
  IF NOT FOUND THEN
    RETURN;
  END IF;

  SELECT coalesce(array_agg(t.id), '{}') INTO entrants FROM queue_tickets t
  WHERE t.event_id = queued_event AND t.created_at < opening AND t.removed_at IS NULL;
  IF given_salt <> (SELECT encode(sha256(convert_to(coalesce(string_agg(e.id::text, E'\n' ORDER BY e.id::text COLLATE "C"), ''), 'UTF8')), 'hex') FROM unnest(entrants) AS e(id)) THEN
    RETURN;
  END IF;

  SELECT array_agg(k.id ORDER BY k.key, k.id), array_agg(k.key ORDER BY k.key, k.id) INTO ids, keys
  FROM (
    SELECT e.id, sha256(outer_pad || sha256(inner_pad || convert_to(e.id::text, 'UTF8'))) AS key FROM unnest(entrants) AS e(id)
  ) k;

  UPDATE waiting_rooms w
  SET drawn_at = now(), stepped_at = now(), salt = given_salt, seed = given_seed, drawn_count = cardinality(entrants),
    last_number = cardinality(entrants), version = w.version + 1
  WHERE w.event_id = queued_event;

  UPDATE queue_tickets t SET draw_key = n.key, sequence = n.number
  FROM unnest(ids, keys) WITH ORDINALITY AS n(id, key, number)
  WHERE t.event_id = queued_event AND t.id = n.id;

  RETURN QUERY SELECT cardinality(entrants);
END
$$;

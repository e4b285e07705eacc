-- A waiting room is off, always there, or begins to queue above a load; it can be paused and emptied (decision 058).
CREATE TYPE "waiting_room_mode" AS ENUM ('OFF', 'ALWAYS', 'AUTOMATIC');
ALTER TABLE "events" ADD COLUMN "has_automatic_room" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "waiting_rooms"
  ADD COLUMN "mode" "waiting_room_mode" NOT NULL DEFAULT 'ALWAYS',
  ADD COLUMN "queueing_since" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
  ADD COLUMN "calm_since" TIMESTAMPTZ(3),
  ADD COLUMN "paused_at" TIMESTAMPTZ(3);
-- Rooms of before queue since they opened.
UPDATE "waiting_rooms" SET "queueing_since" = least("queueing_since", "opens_at");
ALTER TABLE "waiting_rooms" ADD CONSTRAINT "waiting_rooms_queue_by_mode"
  CHECK (("mode" <> 'ALWAYS' OR "queueing_since" IS NOT NULL) AND ("mode" <> 'OFF' OR "queueing_since" IS NULL));
ALTER TABLE "queue_tickets" ADD COLUMN "removed_at" TIMESTAMPTZ(3);

-- Written in lib/waiting-room/queue-functions.ts and load-functions.ts.
CREATE FUNCTION call_queue_v2(
  queued_event int
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
  rate := room.rate_per_minute / 60.0;
  elapsed := extract(epoch FROM moment - room.stepped_at);
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

  free := greatest(0, least(floor(full_tokens), room.places_max - used));
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
    pace_per_second = w.pace_per_second
      + (1 - exp(-least(elapsed, 2) / 180)) * (calls / greatest(least(elapsed, 2), 0.1) - w.pace_per_second),
    version = w.version + 1
  WHERE w.event_id = queued_event;
  RETURN calls;
END
$$;

CREATE FUNCTION redeem_pass_v2(
  queued_event int, keys text[], lease_key text, renew_seconds int
) RETURNS TABLE (ticket_id uuid, expires_at timestamptz, ends_at timestamptz, is_new boolean)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  mine record;
  moment timestamptz(3) := now();
  since timestamptz(3);
  until timestamptz(3);
  claim_since timestamptz;
BEGIN
  SELECT b.id, w.claim_seconds, w.lease_seconds INTO mine
  FROM (
  SELECT s.* FROM (
    SELECT t.*, l.expires_at AS lease_until, CASE
      WHEN l.expires_at > now() THEN 'admitted'
      WHEN t.removed_at IS NOT NULL THEN 'removed'
      WHEN t.redeemed_at IS NOT NULL THEN 'ended'
      WHEN t.called_at > now() - make_interval(secs => w.claim_seconds) THEN 'called'
      WHEN t.called_at IS NOT NULL THEN 'missed'
      WHEN t.sequence IS NOT NULL THEN 'waiting'
      ELSE 'joined' END AS state
    FROM queue_tickets t JOIN waiting_rooms w ON w.event_id = t.event_id
    LEFT JOIN queue_leases l ON l.event_id = t.event_id AND l.ticket_id = t.id
    WHERE t.event_id = queued_event AND t.buyer_key = ANY (keys)
  ) s
  ORDER BY array_position(ARRAY['admitted', 'called', 'waiting', 'joined', 'missed', 'removed', 'ended'], s.state), s.sequence, s.id LIMIT 1) b JOIN waiting_rooms w ON w.event_id = b.event_id
  WHERE w.event_id = queued_event;
  IF NOT FOUND THEN
    RETURN;
  END IF;

  claim_since := now() - make_interval(secs => mine.claim_seconds);
  UPDATE queue_tickets t SET redeemed_at = now()
  WHERE t.event_id = queued_event AND t.id = mine.id AND t.redeemed_at IS NULL AND t.called_at > claim_since;
  IF FOUND THEN
    until := now() + make_interval(secs => least(renew_seconds, mine.lease_seconds));
    INSERT INTO queue_leases (event_id, ticket_id, buyer_key, redeemed_at, expires_at)
    VALUES (queued_event, mine.id, lease_key, moment, until)
    ON CONFLICT (event_id, ticket_id) DO UPDATE
    SET buyer_key = excluded.buyer_key, redeemed_at = excluded.redeemed_at, expires_at = excluded.expires_at;
    RETURN QUERY SELECT mine.id, until::timestamptz, (moment + make_interval(secs => mine.lease_seconds))::timestamptz(3)::timestamptz, true;
    RETURN;
  END IF;

  SELECT l.redeemed_at INTO since FROM queue_leases l
  WHERE l.event_id = queued_event AND l.ticket_id = mine.id AND l.expires_at > now() FOR UPDATE;
  IF FOUND THEN
    until := least(now() + make_interval(secs => renew_seconds), since + make_interval(secs => mine.lease_seconds));
    UPDATE queue_leases l SET buyer_key = lease_key, expires_at = until
    WHERE l.event_id = queued_event AND l.ticket_id = mine.id;
    RETURN QUERY SELECT mine.id, until::timestamptz, (since + make_interval(secs => mine.lease_seconds))::timestamptz(3)::timestamptz, false;
  END IF;
END
$$;

CREATE FUNCTION enter_room_v1(
  queued_event int, new_id uuid, ticket_key text, lease_key text, renew_seconds int
) RETURNS text
LANGUAGE plpgsql AS $$
#variable_conflict use_column
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
  IF (SELECT count(*) FROM (SELECT FROM queue_leases o WHERE o.event_id = queued_event AND o.expires_at > now() LIMIT room.places_max) o) >= room.places_max THEN
    RETURN 'full';
  END IF;

  INSERT INTO queue_tickets (event_id, id, buyer_key, called_at, redeemed_at)
  VALUES (queued_event, new_id, ticket_key, moment, moment)
  ON CONFLICT (event_id, buyer_key) DO UPDATE
  SET called_at = excluded.called_at, redeemed_at = excluded.redeemed_at, missed = 0, removed_at = NULL;

  SELECT t.id INTO entered FROM queue_tickets t WHERE t.event_id = queued_event AND t.buyer_key = ticket_key;
  until := moment + make_interval(secs => least(renew_seconds, room.lease_seconds));
  INSERT INTO queue_leases (event_id, ticket_id, buyer_key, redeemed_at, expires_at)
  VALUES (queued_event, entered, lease_key, moment, until)
  ON CONFLICT (event_id, ticket_id) DO UPDATE
  SET buyer_key = excluded.buyer_key, redeemed_at = excluded.redeemed_at, expires_at = excluded.expires_at;
  RETURN 'in';
END
$$;

CREATE FUNCTION begin_queue_v1(
  queued_event int
) RETURNS int
LANGUAGE plpgsql AS $$
#variable_conflict use_column
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
END
$$;

CREATE FUNCTION end_queue_v1(
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
      WHERE o.event_id = queued_event AND o.redeemed_at IS NULL AND (o.called_at IS NULL OR o.called_at > claim_from)
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
  UPDATE waiting_rooms w SET queueing_since = NULL, calm_since = NULL, version = w.version + 1 WHERE w.event_id = queued_event;
  RETURN inside;
END
$$;

CREATE FUNCTION empty_queue_v1(
  queued_event int
) RETURNS int
LANGUAGE plpgsql AS $$
#variable_conflict use_column
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
END
$$;

-- Written in lib/reservations/hold-function.ts.
CREATE FUNCTION hold_seats_v5(
  sold_event int, ids uuid[], buyer_keys text[], client_ids uuid[], ttls int[], sizes int[], request_keys text[],
  fingerprints text[], wanted_places int[], wanted_seats int[]
) RETURNS TABLE (place int, outcome text, id uuid, currency text, seat_ids int[], unit_minor bigint[], total_minor bigint, expires_at timestamptz,
  created_at timestamptz, versions int[], taken int[], seat_limit int, already int, first_refusal text)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  sale record;
  room record;
  is_queued boolean;
  is_counted boolean := false;
  is_full boolean := false;
  presale_id smallint;
  presale_access window_access;
  presale_levels smallint[];
  outcomes text[];
  may_choose boolean[];
  counts int[];
  prior_ids uuid[];
  refusals text[];
  has_stale_keys boolean;
  locked_places int[];
  locked_seats int[];
  locked_versions int[];
  locked_prices bigint[];
  locked_free boolean[];
  is_won boolean[];
  won_seats int[];
  won_ids uuid[];
  won_until timestamptz[];
BEGIN
  SELECT e.currency, e.hold_seconds, e.seats_per_hold_max, e.seats_per_buyer_max, e.has_waiting_room, e.has_automatic_room, e.has_access,
    e.status = 'PUBLISHED' AND now() < e.sales_end_at AS is_running, now() >= e.sales_start_at AS is_general, EXISTS (SELECT FROM organizations o WHERE o.id = e.organization_id AND o.suspended_at IS NOT NULL) AS is_stopped
  INTO sale FROM events e WHERE e.id = sold_event;

  IF sale.has_access AND NOT sale.is_general THEN
    SELECT w.id, w.access, nullif(w.level_ids, '{}') INTO presale_id, presale_access, presale_levels
    FROM (SELECT w.id, w.access, w.level_ids FROM sale_windows w WHERE w.event_id = sold_event AND w.opens_at <= now() AND w.closes_at > now() LIMIT 1) w;
  END IF;

  is_queued := sale.has_waiting_room AND sale.is_general;
  IF sale.has_automatic_room AND sale.is_general THEN
    SELECT w.queueing_since IS NOT NULL AS is_queueing, w.mode = 'AUTOMATIC' AS is_automatic, w.places_max INTO room
    FROM (SELECT w.mode, w.queueing_since, w.places_max FROM waiting_rooms w WHERE w.event_id = sold_event AND w.closed_at IS NULL) w;
    is_queued := room.is_queueing IS TRUE;
    is_counted := room.is_queueing IS FALSE AND room.is_automatic;
    IF is_counted THEN
      is_full := (SELECT count(*) FROM (SELECT FROM queue_leases o WHERE o.event_id = sold_event AND o.expires_at > now() LIMIT room.places_max) o) >= room.places_max;
    END IF;
  END IF;

  PERFORM pg_advisory_xact_lock(sold_event, b.hash)
  FROM (SELECT DISTINCT hashtext(r.buyer_key) AS hash FROM unnest(buyer_keys) AS r(buyer_key) ORDER BY 1 OFFSET 0) b;

  -- What is known of each request before any seat: NULL for one that may win.
  SELECT array_agg(j.outcome ORDER BY j.place), array_agg(j.already ORDER BY j.place), array_agg(j.prior_id ORDER BY j.place),
    array_agg(j.first_refusal ORDER BY j.place), bool_or(j.is_key_stale), array_agg(j.is_open AND j.is_alone IS NOT TRUE ORDER BY j.place)
  INTO outcomes, counts, prior_ids, refusals, has_stale_keys, may_choose
  FROM (
    SELECT r.place, x.already, p.id AS prior_id, f.refusal AS first_refusal, coalesce(k.is_stale, false) AS is_key_stale,
      n.is_open, g.is_alone,
      CASE
        WHEN coalesce(CASE WHEN NOT k.is_stale THEN k.fingerprint END, f.fingerprint) <> r.fingerprint THEN 'other_request'
        WHEN f.refusal IS NOT NULL AND k.is_stale IS NOT FALSE THEN 'refused_before'
        WHEN p.id IS NOT NULL THEN 'replayed'
        WHEN sale.is_running IS NOT TRUE THEN 'closed'
        WHEN NOT n.is_open AND g.in_allocation IS NOT TRUE THEN CASE WHEN presale_id IS NULL THEN 'closed' ELSE 'presale' END
        WHEN sale.is_stopped THEN 'stopped'
        -- The waiting room is before the general sale: a presale is bounded by its access.
        WHEN is_queued AND l.is_let_in IS NULL THEN 'queue'
        WHEN is_full AND l.is_let_in IS NULL THEN 'full'
        WHEN r.size > sale.seats_per_hold_max OR x.already + r.size > sale.seats_per_buyer_max THEN 'over_limit'
      END AS outcome
    FROM unnest(buyer_keys, client_ids, sizes, request_keys, fingerprints)
      WITH ORDINALITY AS r(buyer_key, client_id, size, idempotency_key, fingerprint, place)
    LEFT JOIN LATERAL (
      SELECT o.id FROM reservations o
      WHERE o.event_id = sold_event AND o.buyer_key = r.buyer_key AND o.client_reservation_id = r.client_id LIMIT 1
    ) p ON true
    LEFT JOIN LATERAL (
      SELECT o.fingerprint, o.created_at < now() - interval '24 hours' AS is_stale FROM reservations o
      WHERE o.event_id = sold_event AND o.buyer_key = r.buyer_key AND o.idempotency_key = r.idempotency_key LIMIT 1
    ) k ON true
    LEFT JOIN LATERAL (
      SELECT o.fingerprint, o.refusal FROM refused_holds o
      WHERE o.event_id = sold_event AND o.buyer_key = r.buyer_key AND o.idempotency_key = r.idempotency_key
        AND o.refused_at >= now() - interval '24 hours' LIMIT 1
    ) f ON true
    LEFT JOIN LATERAL (
      SELECT true AS is_let_in FROM queue_leases o
      WHERE (is_queued OR is_full) AND o.event_id = sold_event AND o.buyer_key = r.buyer_key AND o.expires_at > now() LIMIT 1
    ) l ON true
    LEFT JOIN LATERAL (
      SELECT bool_or(o.window_id = presale_id) AS in_window, bool_or(o.allocation_id IS NOT NULL) AS in_allocation,
        bool_or(o.sells_alone) AS is_alone
      FROM buyer_access o WHERE sale.has_access AND o.event_id = sold_event AND o.buyer_key = r.buyer_key AND o.valid_from <= now() AND (o.valid_until IS NULL OR o.valid_until > now())
    ) g ON true
    CROSS JOIN LATERAL (
      SELECT sale.is_general OR g.in_window IS TRUE OR (presale_access = 'SIGNED_IN' AND r.buyer_key LIKE 'user:%') IS TRUE AS is_open
    ) n
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(cardinality(o.seat_ids)), 0)::int AS already FROM reservations o
      WHERE o.event_id = sold_event AND o.buyer_key = r.buyer_key
        AND (o.status = 'CONFIRMED' OR (o.status IN ('HELD', 'PAYING') AND o.expires_at > now()))
    ) x
  ) j;

  SELECT array_agg(w.place), array_agg(w.id), array_agg(w.version), array_agg(w.price_minor), array_agg(w.is_free)
  INTO locked_places, locked_seats, locked_versions, locked_prices, locked_free
  FROM (
    SELECT w.place, s.id, s.version, p.price_minor, ((s.status = 'AVAILABLE' OR (s.status = 'HELD' AND s.held_until <= now())) AND CASE WHEN s.allocation_id IS NULL THEN may_choose[w.place] AND (presale_levels IS NULL OR s.price_level_id = ANY (presale_levels)) ELSE EXISTS (SELECT FROM buyer_access a WHERE a.event_id = s.event_id AND a.buyer_key = buyer_keys[w.place]
      AND a.allocation_id = s.allocation_id AND a.valid_from <= now() AND (a.valid_until IS NULL OR a.valid_until > now())) END) AS is_free
    FROM unnest(wanted_places, wanted_seats) AS w(place, seat_id)
    JOIN seats s ON s.event_id = sold_event AND s.id = w.seat_id
    JOIN price_levels p ON p.event_id = sold_event AND p.id = s.price_level_id
    WHERE outcomes[w.place] IS NULL
    ORDER BY s.event_id, s.id FOR UPDATE OF s
  ) w;

  -- INV-7: a basket wins when every seat of it is there and free.
  SELECT array_agg(coalesce(b.free = r.size, false) ORDER BY r.place)
  INTO is_won
  FROM unnest(sizes) WITH ORDINALITY AS r(size, place)
  LEFT JOIN (
    SELECT l.place, count(*) FILTER (WHERE l.is_free) AS free FROM unnest(locked_places, locked_free) AS l(place, is_free) GROUP BY l.place
  ) b ON b.place = r.place;

  SELECT array_agg(l.seat_id), array_agg(ids[l.place]), array_agg(now() + make_interval(secs => least(ttls[l.place], sale.hold_seconds)))
  INTO won_seats, won_ids, won_until
  FROM unnest(locked_places, locked_seats) AS l(place, seat_id) WHERE is_won[l.place];

  IF won_seats IS NOT NULL THEN
    IF has_stale_keys THEN
      -- A key may be used again after a day: the reservation that it made lets it go.
      UPDATE reservations o SET idempotency_key = NULL, fingerprint = NULL
      FROM unnest(buyer_keys, request_keys) AS r(buyer_key, idempotency_key)
      WHERE o.event_id = sold_event AND o.buyer_key = r.buyer_key AND o.idempotency_key = r.idempotency_key AND o.created_at < now() - interval '24 hours';
    END IF;

    UPDATE seats s SET status = 'HELD', version = s.version + 1, reservation_id = w.id, held_until = w.until
    FROM unnest(won_seats, won_ids, won_until) AS w(seat_id, id, until)
    WHERE s.event_id = sold_event AND s.id = w.seat_id;

    INSERT INTO reservations (event_id, id, buyer_key, client_reservation_id, seat_ids, unit_minor, total_minor, currency, expires_at,
      idempotency_key, fingerprint, first_seat_ids, first_unit_minor, first_total_minor, first_expires_at)
    SELECT sold_event, ids[b.place], buyer_keys[b.place], client_ids[b.place], b.seat_ids, b.unit_minor, b.total_minor, sale.currency,
      b.expires_at, request_keys[b.place], fingerprints[b.place], b.seat_ids, b.unit_minor, b.total_minor, b.expires_at
    FROM (
      SELECT l.place, array_agg(l.seat_id ORDER BY l.seat_id) AS seat_ids, array_agg(l.price ORDER BY l.seat_id) AS unit_minor,
        sum(l.price)::bigint AS total_minor, now() + make_interval(secs => least(ttls[l.place], sale.hold_seconds)) AS expires_at
      FROM unnest(locked_places, locked_seats, locked_prices) AS l(place, seat_id, price) WHERE is_won[l.place] GROUP BY l.place
    ) b;

    IF is_counted THEN
      -- Who holds seats is inside: they keep their place when the waiting room begins to queue.
      INSERT INTO queue_tickets (event_id, id, buyer_key, called_at, redeemed_at)
      SELECT sold_event, h.id, h.buyer_key, now(), now() FROM (SELECT DISTINCT h.id, buyer_keys[l.place] AS buyer_key, h.until FROM unnest(locked_places, locked_seats) AS l(place, seat_id) JOIN unnest(won_seats, won_ids, won_until) AS h(seat_id, id, until) ON h.seat_id = l.seat_id WHERE is_won[l.place]) h
      ON CONFLICT (event_id, buyer_key) DO UPDATE
      SET called_at = excluded.called_at, redeemed_at = excluded.redeemed_at, missed = 0, removed_at = NULL;

      INSERT INTO queue_leases (event_id, ticket_id, buyer_key, redeemed_at, expires_at)
      SELECT sold_event, t.id, h.buyer_key, now(), h.until
      FROM (SELECT DISTINCT h.id, buyer_keys[l.place] AS buyer_key, h.until FROM unnest(locked_places, locked_seats) AS l(place, seat_id) JOIN unnest(won_seats, won_ids, won_until) AS h(seat_id, id, until) ON h.seat_id = l.seat_id WHERE is_won[l.place]) h JOIN queue_tickets t ON t.event_id = sold_event AND t.buyer_key = h.buyer_key
      ON CONFLICT (event_id, ticket_id) DO UPDATE SET buyer_key = excluded.buyer_key,
        redeemed_at = CASE WHEN queue_leases.expires_at > excluded.redeemed_at THEN queue_leases.redeemed_at ELSE excluded.redeemed_at END,
        expires_at = greatest(queue_leases.expires_at, excluded.expires_at);
    END IF;

    RETURN QUERY
    SELECT l.place, 'held', ids[l.place], sale.currency, array_agg(l.seat_id ORDER BY l.seat_id), array_agg(l.price ORDER BY l.seat_id),
      sum(l.price)::bigint, (now() + make_interval(secs => least(ttls[l.place], sale.hold_seconds)))::timestamptz(3), now()::timestamptz(3),
      array_agg(l.version + 1 ORDER BY l.seat_id), NULL::int[], NULL::int, NULL::int, NULL
    FROM unnest(locked_places, locked_seats, locked_prices, locked_versions) AS l(place, seat_id, price, version)
    WHERE is_won[l.place] GROUP BY l.place;
  END IF;

  IF false = ANY (is_won) THEN
    RETURN QUERY
    SELECT r.place::int, coalesce(r.outcome, 'taken'), r.prior_id, p.currency, p.first_seat_ids, p.first_unit_minor, p.first_total_minor,
      p.first_expires_at, p.created_at, NULL::int[],
      ARRAY(
        SELECT l.seat_id FROM unnest(locked_places, locked_seats, locked_free) AS l(place, seat_id, is_free)
        WHERE l.place = r.place AND NOT l.is_free ORDER BY 1
      ),
      CASE WHEN sizes[r.place] > sale.seats_per_hold_max THEN sale.seats_per_hold_max ELSE sale.seats_per_buyer_max END, r.already, r.refusal
    FROM unnest(outcomes, prior_ids, counts, refusals, is_won) WITH ORDINALITY AS r(outcome, prior_id, already, refusal, is_won, place)
    LEFT JOIN LATERAL (SELECT * FROM reservations o WHERE o.event_id = sold_event AND o.id = r.prior_id) p ON true
    WHERE NOT r.is_won;
  END IF;
END
$$;

-- A paused sale takes no holds (docs/decisions/067-a-sale-is-paused-by-one-switch.md). Written in lib/reservations/hold-function.ts.
CREATE FUNCTION hold_seats_v8(
  sold_event int, ids uuid[], buyer_keys text[], client_ids uuid[], ttls int[], sizes int[], request_keys text[],
  fingerprints text[], wanted_places int[], wanted_seats int[], network_keys text[], proven_ats timestamptz[],
  thumbprints text[]
) RETURNS TABLE (place int, outcome text, id uuid, currency text, seat_ids int[], unit_minor bigint[], total_minor bigint, expires_at timestamptz,
  created_at timestamptz, versions int[], taken int[], seat_limit int, already int, first_refusal text, wait_seconds int)
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
  recent timestamptz := now() - make_interval(mins => 10);
  outcomes text[];
  waits int[];
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
    e.status = 'PUBLISHED' AND now() < e.sales_end_at AS is_running, now() >= e.sales_start_at AS is_general, EXISTS (SELECT FROM organizations o WHERE o.id = e.organization_id AND o.suspended_at IS NOT NULL) AS is_stopped,
    e.sale_paused_at IS NOT NULL AS is_paused
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
  FROM (SELECT DISTINCT hashtext(r.key) AS hash FROM unnest(buyer_keys || network_keys) AS r(key) WHERE r.key IS NOT NULL ORDER BY 1 OFFSET 0) b;

  -- What is known of each request before any seat: NULL for one that may win.
  SELECT array_agg(j.outcome ORDER BY j.place), array_agg(j.already ORDER BY j.place), array_agg(j.prior_id ORDER BY j.place),
    array_agg(j.first_refusal ORDER BY j.place), bool_or(j.is_key_stale), array_agg(j.is_open AND j.is_alone IS NOT TRUE ORDER BY j.place),
    array_agg(j.wait_seconds ORDER BY j.place)
  INTO outcomes, counts, prior_ids, refusals, has_stale_keys, may_choose, waits
  FROM (
    SELECT r.place, x.seats AS already, c.wait_seconds, p.id AS prior_id, f.refusal AS first_refusal, coalesce(k.is_stale, false) AS is_key_stale,
      n.is_open, g.is_alone,
      CASE
        WHEN coalesce(CASE WHEN NOT k.is_stale THEN k.fingerprint END, f.fingerprint) <> r.fingerprint THEN 'other_request'
        WHEN f.refusal IS NOT NULL AND k.is_stale IS NOT FALSE THEN 'refused_before'
        WHEN p.id IS NOT NULL THEN 'replayed'
        WHEN sale.is_running IS NOT TRUE THEN 'closed'
        WHEN NOT n.is_open AND g.in_allocation IS NOT TRUE THEN CASE WHEN presale_id IS NULL THEN 'closed' ELSE 'presale' END
        WHEN sale.is_stopped THEN 'stopped'
        WHEN sale.is_paused THEN 'sale_paused'
        -- The waiting room is before the general sale: a presale is bounded by its access.
        WHEN is_queued AND l.is_let_in IS NULL THEN 'queue'
        WHEN is_full AND l.is_let_in IS NULL THEN 'full'
        WHEN l.is_foreign THEN 'wrong_browser'
        WHEN r.size > sale.seats_per_hold_max OR x.seats + r.size > sale.seats_per_buyer_max THEN 'over_limit'
        WHEN x.seats + y.seats + r.size > sale.seats_per_buyer_max THEN 'unproven'
        WHEN c.abandoned >= 10 AND coalesce(r.proven_at <= c.last_abandoned, true) THEN 'unproven'
        WHEN c.wait_seconds > 0 THEN 'paused'
      END AS outcome
    FROM unnest(buyer_keys, client_ids, sizes, request_keys, fingerprints, network_keys, proven_ats, thumbprints)
      WITH ORDINALITY AS r(buyer_key, client_id, size, idempotency_key, fingerprint, network_key, proven_at, thumbprint, place)
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
      SELECT true AS is_let_in, coalesce(o.key_thumbprint <> coalesce(r.thumbprint, ''), false) AS is_foreign FROM queue_leases o
      WHERE (is_queued OR is_full) AND o.event_id = sold_event AND o.buyer_key = r.buyer_key AND o.expires_at > now() ORDER BY 2 LIMIT 1
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
      SELECT coalesce(sum(cardinality(o.seat_ids)) FILTER (WHERE o.status = 'CONFIRMED' OR (o.status IN ('HELD', 'PAYING') AND o.expires_at > now())), 0)::int AS seats,
        count(*) FILTER (WHERE (o.status IN ('EXPIRED', 'CANCELLED') OR (o.status = 'HELD' AND o.expires_at <= now())) AND o.created_at > recent)::int AS abandoned, max(o.created_at) FILTER (WHERE (o.status IN ('EXPIRED', 'CANCELLED') OR (o.status = 'HELD' AND o.expires_at <= now())) AND o.created_at > recent) AS last_abandoned FROM reservations o WHERE o.event_id = sold_event AND o.buyer_key = r.buyer_key
    ) x
    CROSS JOIN LATERAL (
      -- Without a key nothing is read: the index has no row for it.
      SELECT coalesce(sum(cardinality(o.seat_ids)) FILTER (WHERE o.status = 'CONFIRMED' OR (o.status IN ('HELD', 'PAYING') AND o.expires_at > now())), 0)::int AS seats,
        count(*) FILTER (WHERE (o.status IN ('EXPIRED', 'CANCELLED') OR (o.status = 'HELD' AND o.expires_at <= now())) AND o.created_at > recent)::int AS abandoned, max(o.created_at) FILTER (WHERE (o.status IN ('EXPIRED', 'CANCELLED') OR (o.status = 'HELD' AND o.expires_at <= now())) AND o.created_at > recent) AS last_abandoned FROM reservations o
      WHERE o.event_id = sold_event AND o.network_key = r.network_key AND o.buyer_key <> r.buyer_key
    ) y
    CROSS JOIN LATERAL (
      SELECT x.abandoned + y.abandoned AS abandoned, greatest(x.last_abandoned, y.last_abandoned) AS last_abandoned,
        CASE WHEN x.abandoned + y.abandoned < 6 THEN 0 ELSE greatest(0, ceil(
          least(120, 10 * 2 ^ least(x.abandoned + y.abandoned - 6, 10))
          - extract(epoch FROM now() - greatest(x.last_abandoned, y.last_abandoned))))
        END::int AS wait_seconds
    ) c
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
      idempotency_key, fingerprint, network_key, first_seat_ids, first_unit_minor, first_total_minor, first_expires_at)
    SELECT sold_event, ids[b.place], buyer_keys[b.place], client_ids[b.place], b.seat_ids, b.unit_minor, b.total_minor, sale.currency,
      b.expires_at, request_keys[b.place], fingerprints[b.place], network_keys[b.place], b.seat_ids, b.unit_minor, b.total_minor, b.expires_at
    FROM (
      SELECT l.place, array_agg(l.seat_id ORDER BY l.seat_id) AS seat_ids, array_agg(l.price ORDER BY l.seat_id) AS unit_minor,
        sum(l.price)::bigint AS total_minor, now() + make_interval(secs => least(ttls[l.place], sale.hold_seconds)) AS expires_at
      FROM unnest(locked_places, locked_seats, locked_prices) AS l(place, seat_id, price) WHERE is_won[l.place] GROUP BY l.place
    ) b;

    IF is_counted THEN
      -- Who holds seats is inside: they keep their place when the waiting room begins to queue.
      UPDATE queue_leases l SET expires_at = h.until FROM (SELECT DISTINCT h.id, buyer_keys[l.place] AS buyer_key, h.until, thumbprints[l.place] AS thumbprint FROM unnest(locked_places, locked_seats) AS l(place, seat_id) JOIN unnest(won_seats, won_ids, won_until) AS h(seat_id, id, until) ON h.seat_id = l.seat_id WHERE is_won[l.place]) h
      WHERE l.event_id = sold_event AND l.buyer_key = h.buyer_key AND l.expires_at > now() AND l.expires_at < h.until;

      INSERT INTO queue_tickets (event_id, id, buyer_key, called_at, redeemed_at)
      SELECT sold_event, h.id, h.buyer_key, now(), now() FROM (SELECT DISTINCT h.id, buyer_keys[l.place] AS buyer_key, h.until, thumbprints[l.place] AS thumbprint FROM unnest(locked_places, locked_seats) AS l(place, seat_id) JOIN unnest(won_seats, won_ids, won_until) AS h(seat_id, id, until) ON h.seat_id = l.seat_id WHERE is_won[l.place]) h WHERE h.buyer_key NOT IN (SELECT o.buyer_key FROM queue_leases o WHERE o.event_id = sold_event AND o.expires_at > now())
      ON CONFLICT (event_id, buyer_key) DO UPDATE
      SET called_at = excluded.called_at, redeemed_at = excluded.redeemed_at, missed = 0, removed_at = NULL;

      INSERT INTO queue_leases (event_id, ticket_id, buyer_key, redeemed_at, expires_at, key_thumbprint)
      SELECT sold_event, t.id, h.buyer_key, now(), h.until, h.thumbprint
      FROM (SELECT DISTINCT h.id, buyer_keys[l.place] AS buyer_key, h.until, thumbprints[l.place] AS thumbprint FROM unnest(locked_places, locked_seats) AS l(place, seat_id) JOIN unnest(won_seats, won_ids, won_until) AS h(seat_id, id, until) ON h.seat_id = l.seat_id WHERE is_won[l.place]) h JOIN queue_tickets t ON t.event_id = sold_event AND t.buyer_key = h.buyer_key
      WHERE h.buyer_key NOT IN (SELECT o.buyer_key FROM queue_leases o WHERE o.event_id = sold_event AND o.expires_at > now())
      ON CONFLICT (event_id, ticket_id) DO UPDATE SET buyer_key = excluded.buyer_key, redeemed_at = excluded.redeemed_at,
        key_thumbprint = excluded.key_thumbprint, expires_at = excluded.expires_at, ended_at = NULL
      WHERE queue_leases.expires_at <= now();
    END IF;

    RETURN QUERY
    SELECT l.place, 'held', ids[l.place], sale.currency, array_agg(l.seat_id ORDER BY l.seat_id), array_agg(l.price ORDER BY l.seat_id),
      sum(l.price)::bigint, (now() + make_interval(secs => least(ttls[l.place], sale.hold_seconds)))::timestamptz(3), now()::timestamptz(3),
      array_agg(l.version + 1 ORDER BY l.seat_id), NULL::int[], NULL::int, NULL::int, NULL, NULL::int
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
      CASE WHEN sizes[r.place] > sale.seats_per_hold_max THEN sale.seats_per_hold_max ELSE sale.seats_per_buyer_max END, r.already, r.refusal, r.wait_seconds
    FROM unnest(outcomes, prior_ids, counts, refusals, is_won, waits)
      WITH ORDINALITY AS r(outcome, prior_id, already, refusal, is_won, wait_seconds, place)
    LEFT JOIN LATERAL (SELECT * FROM reservations o WHERE o.event_id = sold_event AND o.id = r.prior_id) p ON true
    WHERE NOT r.is_won;
  END IF;
END
$$;

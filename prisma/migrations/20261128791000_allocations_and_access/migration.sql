-- Seats set aside by the organizer, presales, and who has access to either.
ALTER TABLE "events"
  ADD COLUMN "has_access" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "painting" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "painting_revision" INTEGER NOT NULL DEFAULT 0;

CREATE TYPE "allocation_kind" AS ENUM ('HOUSE', 'PRESS', 'PROMOTER', 'BOX_OFFICE', 'ACCESSIBLE', 'PRODUCTION');
CREATE TYPE "release_scope" AS ENUM ('HOUSE', 'SECTION', 'LEVEL');
CREATE TYPE "window_access" AS ENUM ('CODE', 'LIST', 'SIGNED_IN');

CREATE TABLE "allocations" (
  "event_id" INTEGER NOT NULL REFERENCES "events" ("id") ON DELETE CASCADE ON UPDATE NO ACTION,
  "id" SMALLINT NOT NULL,
  "name" TEXT NOT NULL,
  "kind" "allocation_kind" NOT NULL,
  "reason" TEXT NOT NULL DEFAULT '',
  "owner" TEXT NOT NULL DEFAULT '',
  "release_at" TIMESTAMPTZ(3),
  "release_scope" "release_scope",
  "revision" INTEGER NOT NULL DEFAULT 1,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  PRIMARY KEY ("event_id", "id"),
  CONSTRAINT "allocations_scope_of_accessible" CHECK ("release_scope" IS NULL OR "kind" = 'ACCESSIBLE')
);

ALTER TABLE "seats" ADD COLUMN "allocation_id" SMALLINT,
  ADD CONSTRAINT "seats_event_id_allocation_id_fkey" FOREIGN KEY ("event_id", "allocation_id")
  REFERENCES "allocations" ("event_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

CREATE TABLE "allocation_changes" (
  "event_id" INTEGER NOT NULL REFERENCES "events" ("id") ON DELETE CASCADE ON UPDATE NO ACTION,
  "id" UUID NOT NULL,
  "allocation_id" SMALLINT NOT NULL,
  "name" TEXT NOT NULL,
  "action" TEXT NOT NULL CHECK ("action" IN ('set_aside', 'taken_out', 'released')),
  "cause" TEXT NOT NULL CHECK ("cause" IN ('hand', 'time', 'sold_out')),
  "seat_ids" INTEGER[] NOT NULL,
  "changed_by" TEXT NOT NULL,
  "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  PRIMARY KEY ("event_id", "id")
);

CREATE TABLE "sale_windows" (
  "event_id" INTEGER NOT NULL REFERENCES "events" ("id") ON DELETE CASCADE ON UPDATE NO ACTION,
  "id" SMALLINT NOT NULL,
  "name" TEXT NOT NULL,
  "opens_at" TIMESTAMPTZ(3) NOT NULL,
  "closes_at" TIMESTAMPTZ(3) NOT NULL,
  "access" "window_access" NOT NULL,
  "level_ids" SMALLINT[] NOT NULL DEFAULT '{}',
  "revision" INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY ("event_id", "id"),
  CONSTRAINT "sale_windows_close_after_they_open" CHECK ("opens_at" < "closes_at")
);

CREATE TABLE "sale_window_addresses" (
  "event_id" INTEGER NOT NULL,
  "window_id" SMALLINT NOT NULL,
  "email" CITEXT NOT NULL,
  PRIMARY KEY ("event_id", "window_id", "email"),
  FOREIGN KEY ("event_id", "window_id") REFERENCES "sale_windows" ("event_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION
);
CREATE INDEX "sale_window_addresses_event_id_email_idx" ON "sale_window_addresses" ("event_id", "email");

CREATE TABLE "access_codes" (
  "event_id" INTEGER NOT NULL REFERENCES "events" ("id") ON DELETE CASCADE ON UPDATE NO ACTION,
  "id" UUID NOT NULL,
  "code" CITEXT NOT NULL,
  "is_link" BOOLEAN NOT NULL,
  "name" TEXT NOT NULL DEFAULT '',
  "window_id" SMALLINT,
  "allocation_id" SMALLINT,
  "sells_alone" BOOLEAN NOT NULL DEFAULT false,
  "uses_max" INTEGER CHECK ("uses_max" > 0),
  "uses" INTEGER NOT NULL DEFAULT 0,
  "valid_from" TIMESTAMPTZ(3),
  "valid_until" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  PRIMARY KEY ("event_id", "id"),
  FOREIGN KEY ("event_id", "window_id") REFERENCES "sale_windows" ("event_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION,
  FOREIGN KEY ("event_id", "allocation_id") REFERENCES "allocations" ("event_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION,
  CONSTRAINT "access_codes_open_something" CHECK ("window_id" IS NOT NULL OR "allocation_id" IS NOT NULL),
  CONSTRAINT "access_codes_alone_with_allocation" CHECK (NOT "sells_alone" OR "allocation_id" IS NOT NULL),
  CONSTRAINT "access_codes_uses_within_limit" CHECK ("uses" <= "uses_max"),
  CONSTRAINT "access_codes_end_after_they_begin" CHECK ("valid_from" < "valid_until")
);
CREATE UNIQUE INDEX "access_codes_event_id_code_key" ON "access_codes" ("event_id", "code");

CREATE TABLE "buyer_access" (
  "event_id" INTEGER NOT NULL REFERENCES "events" ("id") ON DELETE CASCADE ON UPDATE NO ACTION,
  "buyer_key" TEXT NOT NULL,
  "source_id" TEXT NOT NULL,
  "window_id" SMALLINT,
  "allocation_id" SMALLINT,
  "sells_alone" BOOLEAN NOT NULL DEFAULT false,
  "valid_from" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "valid_until" TIMESTAMPTZ(3),
  "granted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  PRIMARY KEY ("event_id", "buyer_key", "source_id"),
  FOREIGN KEY ("event_id", "window_id") REFERENCES "sale_windows" ("event_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION,
  FOREIGN KEY ("event_id", "allocation_id") REFERENCES "allocations" ("event_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION
);
CREATE INDEX "buyer_access_event_id_source_id_idx" ON "buyer_access" ("event_id", "source_id");

-- Version 4 judges a buyer's access: to the window that is open before the general sale, and to the allocation of a seat.
CREATE FUNCTION hold_seats_v4(
  sold_event int, ids uuid[], buyer_keys text[], client_ids uuid[], ttls int[], sizes int[], request_keys text[],
  fingerprints text[], wanted_places int[], wanted_seats int[]
) RETURNS TABLE (place int, outcome text, id uuid, currency text, seat_ids int[], unit_minor bigint[], total_minor bigint, expires_at timestamptz,
  created_at timestamptz, versions int[], taken int[], seat_limit int, already int, first_refusal text)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  sale record;
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
  SELECT e.currency, e.hold_seconds, e.seats_per_hold_max, e.seats_per_buyer_max, e.has_waiting_room, e.has_access,
    e.status = 'PUBLISHED' AND now() < e.sales_end_at AS is_running, now() >= e.sales_start_at AS is_general, EXISTS (SELECT FROM organizations o WHERE o.id = e.organization_id AND o.suspended_at IS NOT NULL) AS is_stopped
  INTO sale FROM events e WHERE e.id = sold_event;

  IF sale.has_access AND NOT sale.is_general THEN
    SELECT w.id, w.access, nullif(w.level_ids, '{}') INTO presale_id, presale_access, presale_levels
    FROM (SELECT w.id, w.access, w.level_ids FROM sale_windows w WHERE w.event_id = sold_event AND w.opens_at <= now() AND w.closes_at > now() LIMIT 1) w;
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
        WHEN sale.has_waiting_room AND sale.is_general AND l.is_let_in IS NULL THEN 'queue'
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
      WHERE sale.has_waiting_room AND o.event_id = sold_event AND o.buyer_key = r.buyer_key AND o.expires_at > now() LIMIT 1
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

-- Version 4 takes a lapsed seat again unless it was set aside for others meanwhile.
CREATE FUNCTION settle_payment_v4(
  sold_event int, payment uuid, new_status payment_status, states_before payment_status[], gateway_ref text, method text,
  message jsonb
) RETURNS TABLE (outcome text, seat_ids int[], versions int[])
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  pay record;
  sale record;
  wanted int[];
  kept_now bigint;
  issued int;
BEGIN
  SELECT p.order_id, p.status, p.amount_minor, p.currency, (CASE WHEN p.status IN ('CAPTURED', 'REFUNDED', 'DISPUTED', 'LOST') THEN p.amount_minor - p.refunded_minor - p.lost_minor ELSE 0 END)::bigint AS kept INTO pay
  FROM payments p WHERE p.event_id = sold_event AND p.id = payment FOR UPDATE;
  IF NOT FOUND THEN
    outcome := 'unknown';
    RETURN NEXT;
    RETURN;
  END IF;

  IF message IS NOT NULL THEN
    -- Behind the payment's lock, so that a message that is delivered twice at once is seen by the second.
    IF EXISTS (SELECT FROM webhook_inbox w
      WHERE w.event_id = sold_event AND w.gateway = message->>'gateway' AND w.gateway_event_id = message->>'id') THEN
      outcome := 'duplicate';
      RETURN NEXT;
      RETURN;
    END IF;
  END IF;

  SELECT o.status, o.failure_reason, o.offer_until IS NOT NULL AS is_offered, o.reservation_id, o.number, o.name, o.promo_id, o.buyer_key INTO sale
  FROM orders o WHERE o.event_id = sold_event AND o.id = pay.order_id FOR UPDATE;

  IF EXISTS (
    SELECT FROM payments x WHERE x.event_id = sold_event AND x.order_id = pay.order_id AND x.id <> payment
      AND x.status IN ('CREATED', 'REQUIRES_ACTION', 'AUTHORIZED', 'CAPTURED')
  ) OR (pay.status IN ('CREATED', 'REQUIRES_ACTION', 'CANCELED', 'FAILED') AND (
    sale.status NOT IN ('PENDING', 'FAILED') OR EXISTS (
      SELECT FROM refunds r WHERE r.event_id = sold_event AND r.order_id = pay.order_id AND r.payment_id = payment AND r.kind = 'SURPLUS')
  )) THEN
    outcome := 'surplus';
    RETURN NEXT;
    RETURN;
  END IF;

  IF sale.status NOT IN ('PENDING', 'FAILED') THEN
    outcome := 'already';
  ELSIF sale.is_offered THEN
    outcome := 'offered';
  ELSE
    outcome := 'seats_gone';
    IF sale.status <> 'FAILED' OR sale.failure_reason = 'unpaid' THEN
      SELECT r.seat_ids INTO wanted FROM reservations r
      WHERE r.event_id = sold_event AND r.id = sale.reservation_id AND r.status IN ('PAYING', 'EXPIRED') FOR UPDATE;

      SELECT array_agg(l.id), array_agg(l.version + 1) INTO seat_ids, versions
      FROM (
        SELECT s.id, s.version, ((s.status = 'AVAILABLE' OR (s.status = 'HELD' AND s.held_until <= now())) AND (s.allocation_id IS NULL OR EXISTS (SELECT FROM buyer_access a
          WHERE a.event_id = s.event_id AND a.buyer_key = sale.buyer_key AND a.allocation_id = s.allocation_id))) OR (s.status = 'HELD' AND s.reservation_id = sale.reservation_id) AS is_takeable
        FROM seats s WHERE s.event_id = sold_event AND s.id = ANY (wanted)
        ORDER BY s.event_id, s.id FOR UPDATE
      ) l HAVING count(*) FILTER (WHERE l.is_takeable) = cardinality(wanted);

      -- Behind the seats' locks: an event that is cancelled locks them all before its orders are listed. This money goes back.
      IF EXISTS (SELECT FROM events e WHERE e.id = sold_event AND e.status = 'CANCELLED') THEN
        seat_ids := NULL;
        versions := NULL;
      END IF;
    END IF;
  END IF;

  IF seat_ids IS NOT NULL THEN
    outcome := 'settled';
    UPDATE seats s SET status = 'BOOKED', version = s.version + 1, reservation_id = sale.reservation_id, held_until = NULL
    WHERE s.event_id = sold_event AND s.id = ANY (wanted);

    UPDATE reservations r SET status = 'CONFIRMED' WHERE r.event_id = sold_event AND r.id = sale.reservation_id;

    UPDATE orders o SET status = 'PAID', paid_at = now(), failure_reason = NULL WHERE o.event_id = sold_event AND o.id = pay.order_id;

    INSERT INTO tickets (event_id, id, number, order_id, seat_id, price_level_id, unit_minor, section, row, seat_number, holder_name)
    SELECT sold_event, uuidv7(), sale.number || '-' || i.place, pay.order_id, i.seat_id, i.price_level_id, i.unit_minor,
      i.section, i.row, i.number, sale.name
    FROM (
      SELECT x.*, row_number() OVER (ORDER BY x.seat_id) AS place FROM order_items x
      WHERE x.event_id = sold_event AND x.order_id = pay.order_id
    ) i;
    GET DIAGNOSTICS issued = ROW_COUNT;

    IF sale.status = 'FAILED' AND sale.promo_id IS NOT NULL THEN
      UPDATE promo_codes c SET uses = least(c.uses + 1, coalesce(c.uses_max, c.uses + 1)) WHERE c.event_id = sold_event AND c.id = sale.promo_id;
    END IF;

    INSERT INTO outbox (event_id, type, subject, payload)
  SELECT sold_event, 'order.paid', (pay.order_id)::text, jsonb_build_object('orderId', pay.order_id, 'tickets', issued);

    INSERT INTO audit_log (actor, action, event_id, subject, outcome, detail)
    VALUES ('system', 'order.settle', sold_event, sale.number, 'paid', jsonb_build_object('payment', payment, 'status', new_status));
  END IF;

  UPDATE payments p SET status = new_status, gateway_id = coalesce(gateway_ref, p.gateway_id), method_label = coalesce(method, p.method_label),
    decline_code = NULL, updated_at = now()
  WHERE p.event_id = sold_event AND p.id = payment AND p.status = ANY (states_before)
  RETURNING (CASE WHEN p.status IN ('CAPTURED', 'REFUNDED', 'DISPUTED', 'LOST') THEN p.amount_minor - p.refunded_minor - p.lost_minor ELSE 0 END) INTO kept_now;
  IF kept_now IS NOT NULL THEN
    WITH entry AS MATERIALIZED (SELECT uuidv7() AS id)
    INSERT INTO ledger_lines (event_id, transaction_id, kind, account, amount_minor, currency, order_id, payment_id)
    SELECT sold_event, entry.id, l.kind::ledger_kind, l.account::ledger_account, l.sign * pay.amount_minor, pay.currency, pay.order_id, payment
    FROM entry CROSS JOIN (VALUES
      ('RELEASED', 'PROMISED', 1, pay.status IN ('AUTHORIZED') AND new_status NOT IN ('AUTHORIZED')),
      ('RELEASED', 'RESERVED', -1, pay.status IN ('AUTHORIZED') AND new_status NOT IN ('AUTHORIZED')),
      ('AUTHORIZED', 'RESERVED', 1, pay.status NOT IN ('AUTHORIZED') AND new_status IN ('AUTHORIZED')),
      ('AUTHORIZED', 'PROMISED', -1, pay.status NOT IN ('AUTHORIZED') AND new_status IN ('AUTHORIZED')),
      ('CAPTURED', 'GATEWAY', 1, pay.status NOT IN ('CAPTURED', 'REFUNDED', 'DISPUTED', 'LOST') AND new_status IN ('CAPTURED', 'REFUNDED', 'DISPUTED', 'LOST')),
      ('CAPTURED', 'SALES', -1, pay.status NOT IN ('CAPTURED', 'REFUNDED', 'DISPUTED', 'LOST') AND new_status IN ('CAPTURED', 'REFUNDED', 'DISPUTED', 'LOST'))
    ) AS l(kind, account, sign, happens)
    WHERE l.happens AND pay.amount_minor > 0;
  END IF;
  IF kept_now <> pay.kept THEN
    INSERT INTO outbox (event_id, type, subject, payload)
  SELECT m.event_id, 'payment.moved', (m.order_id)::text, jsonb_build_object('orderId', m.order_id, 'paymentId', m.id, 'keptMinor', m.kept) FROM (SELECT sold_event AS event_id, payment AS id, pay.order_id AS order_id, kept_now - pay.kept AS kept) m WHERE m.kept <> 0;
  END IF;

  IF message IS NOT NULL THEN
    INSERT INTO webhook_inbox (event_id, gateway, gateway_event_id, type)
    VALUES (sold_event, message->>'gateway', message->>'id', message->>'type') ON CONFLICT DO NOTHING;
  END IF;
  RETURN NEXT;
END
$$;

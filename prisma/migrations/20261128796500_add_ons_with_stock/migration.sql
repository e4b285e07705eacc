-- What an event sells beside tickets, with its stock (decision 043). Claimed and given back exactly as seats are.
CREATE TYPE "add_on_counting" AS ENUM ('FREE', 'PER_TICKET');

CREATE TABLE "event_add_ons" (
    "event_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "name" JSONB NOT NULL,
    "description" JSONB NOT NULL DEFAULT '{}',
    "price_minor" BIGINT NOT NULL,
    "tax_rate_ids" UUID[] NOT NULL DEFAULT '{}',
    "is_tax_free" BOOLEAN NOT NULL DEFAULT false,
    "stock" INTEGER,
    "claimed" INTEGER NOT NULL DEFAULT 0,
    "counting" "add_on_counting" NOT NULL DEFAULT 'FREE',
    "per_order_max" SMALLINT,
    "sale_from" TIMESTAMPTZ(3),
    "sale_until" TIMESTAMPTZ(3),
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" UUID,

    CONSTRAINT "event_add_ons_pkey" PRIMARY KEY ("event_id", "id"),
    CONSTRAINT "event_add_ons_stock" CHECK ("claimed" >= 0 AND "stock" >= "claimed"),
    CONSTRAINT "event_add_ons_terms" CHECK ("price_minor" >= 0 AND "per_order_max" >= 1 AND "sale_from" < "sale_until" AND "name" <> '{}'
      AND NOT ("is_tax_free" AND cardinality("tax_rate_ids") > 0)),
    CONSTRAINT "event_add_ons_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events" ("id") ON DELETE CASCADE ON UPDATE NO ACTION
);

-- Add-ons that staff took back while the order stayed, and the money that went back for them.
ALTER TABLE "order_add_ons" ADD COLUMN "returned" SMALLINT NOT NULL DEFAULT 0, ADD COLUMN "returned_minor" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "order_add_ons" ADD CONSTRAINT "order_add_ons_returned"
  CHECK ("returned" BETWEEN 0 AND "quantity" AND "returned_minor" BETWEEN 0 AND "total_minor");

CREATE FUNCTION open_order_v6(
  sold_event int, reservation uuid, new_order uuid, new_payment uuid, given jsonb, places jsonb, add_ons jsonb,
  promo uuid, paying_seconds int, grace_seconds int, judged_at timestamptz, buyer_keys text[]
) RETURNS text
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  hold record;
  kept int[];
  levels int[];
  pay_until timestamptz(3);
  seats_until timestamptz(3);
  give_back timestamptz(3);
BEGIN
  -- Two orders of one buyer under two keys wait for each other, as holds do: the second counts the seats of the first.
  PERFORM pg_advisory_xact_lock(sold_event, b.hash)
  FROM (SELECT DISTINCT hashtext(k.name) AS hash FROM unnest(buyer_keys || lower(given->>'email')) AS k(name) ORDER BY 1 OFFSET 0) b;

  SELECT r.buyer_key, r.seat_ids, r.unit_minor::bigint[] AS unit_minor, r.currency, r.expires_at, r.created_at INTO hold FROM reservations r
  WHERE r.event_id = sold_event AND r.id = reservation AND r.status IN ('HELD') AND r.expires_at > now() FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 'not_held';
  END IF;

  SELECT array_agg(l.id), array_agg(l.price_level_id) INTO kept, levels
  FROM (
    SELECT s.id, s.price_level_id FROM seats s
    WHERE s.event_id = sold_event AND s.id = ANY (hold.seat_ids) AND s.reservation_id = reservation
    ORDER BY s.event_id, s.id FOR UPDATE
  ) l;

  -- Behind the seats' locks: an event that is cancelled locks them all before its orders are listed.
  IF NOT EXISTS (SELECT FROM events e WHERE e.id = sold_event AND e.status = 'PUBLISHED' AND e.updated_at = judged_at
    AND (now() >= e.sales_start_at OR e.has_access) AND now() < e.sales_end_at) THEN
    RETURN 'event_changed';
  END IF;

  -- Until the order is there nobody disconnects the account that it is paid to.
  IF given ? 'account' THEN
    PERFORM pg_advisory_xact_lock_shared(-774001, hashtext((SELECT e.organization_id FROM events e WHERE e.id = sold_event)::text));
    IF NOT (given->>'account') IS NOT DISTINCT FROM (SELECT CASE a.state WHEN 'ACTIVE' THEN a.account ELSE '' END FROM payout_accounts a
    WHERE a.organization_id = (SELECT e.organization_id FROM events e WHERE e.id = sold_event) AND a.state IN ('ACTIVE', 'RESTRICTED')) THEN
      RETURN 'route_changed';
    END IF;
  END IF;

  IF cardinality(hold.seat_ids) + (SELECT coalesce(sum(cardinality(r.seat_ids)), 0) FROM reservations r
    WHERE r.event_id = sold_event AND r.id <> reservation
      AND (r.status = 'CONFIRMED' OR (r.status IN ('HELD', 'PAYING') AND r.expires_at > now()))
      AND (r.buyer_key = ANY (buyer_keys || hold.buyer_key) OR r.id IN (
        SELECT o.reservation_id FROM orders o WHERE o.event_id = sold_event AND o.email = (given->>'email')::citext
        UNION SELECT o.reservation_id FROM orders o WHERE o.event_id = sold_event AND o.user_id = (given->>'userId')::uuid))) > (SELECT e.seats_per_buyer_max FROM events e WHERE e.id = sold_event) THEN
    RETURN 'over_limit';
  END IF;

  -- An order whose lines do not add up, or that prices a seat by more than was held, is a fault and not a refusal.
  IF (given->>'totalMinor')::bigint IS DISTINCT FROM (SELECT sum(i."unitMinor") FROM jsonb_to_recordset(places) AS i("unitMinor" bigint))
      + (given->>'addOnsMinor')::bigint
    OR (given->>'addOnsMinor')::bigint <> (SELECT coalesce(sum(a."totalMinor"), 0) FROM jsonb_to_recordset(add_ons) AS a("totalMinor" bigint))
    OR EXISTS (SELECT FROM jsonb_to_recordset(places) AS i(id int, "listMinor" bigint)
      WHERE i."listMinor" IS DISTINCT FROM hold.unit_minor[array_position(hold.seat_ids, i.id)]) THEN
    RAISE EXCEPTION 'The lines of the order of reservation % do not add up', reservation;
  END IF;

  IF jsonb_array_length(add_ons) > 0 THEN
    -- Locked by a statement of its own: the next one counts what other orders claimed before the wait was over.
    PERFORM FROM event_add_ons x WHERE x.event_id = sold_event AND x.id IN (SELECT w.id FROM (SELECT a."addOnId" AS id, a.quantity FROM jsonb_to_recordset(add_ons) AS a("addOnId" uuid, quantity int)) w) ORDER BY x.event_id, x.id FOR UPDATE;
    IF EXISTS (SELECT FROM (SELECT a."addOnId" AS id, a.quantity FROM jsonb_to_recordset(add_ons) AS a("addOnId" uuid, quantity int)) w LEFT JOIN event_add_ons x ON x.event_id = sold_event AND x.id = w.id
      WHERE x.id IS NULL OR x.claimed + w.quantity > x.stock) THEN
      RETURN 'add_on_gone';
    END IF;
  END IF;

  IF promo IS NOT NULL THEN
    -- Locked by a statement of its own: the next one counts the buyer's uses as they are after the wait.
    PERFORM FROM promo_codes p WHERE p.event_id = sold_event AND p.id = promo FOR UPDATE;
    UPDATE promo_codes p SET uses = p.uses + 1
    WHERE p.event_id = sold_event AND p.id = promo AND p.revision = (given->>'promoRevision')::int AND (p.uses_max IS NULL OR p.uses < p.uses_max)
      AND (p.uses_per_buyer IS NULL OR (SELECT count(*) FROM (SELECT o.id FROM orders o WHERE o.event_id = sold_event AND o.promo_id = promo AND o.buyer_key = ANY ((buyer_keys || hold.buyer_key)) AND o.status NOT IN ('FAILED', 'REFUNDED')
        UNION SELECT o.id FROM orders o WHERE o.event_id = sold_event AND o.promo_id = promo AND o.email = (given->>'email')::citext AND o.status NOT IN ('FAILED', 'REFUNDED')
        UNION SELECT o.id FROM orders o WHERE o.event_id = sold_event AND o.promo_id = promo AND o.user_id = (given->>'userId')::uuid AND o.status NOT IN ('FAILED', 'REFUNDED')) u) < p.uses_per_buyer)
      AND (p.tickets_max IS NULL OR (SELECT coalesce(sum(o.promo_tickets), 0) FROM orders o WHERE o.event_id = sold_event AND o.promo_id = promo AND o.status NOT IN ('FAILED', 'REFUNDED')) + (given->>'promoTickets')::int <= p.tickets_max);
    IF NOT FOUND THEN
      RETURN 'promo_used_up';
    END IF;
  END IF;

  -- Behind all that refuses, so that a refusal claims nothing.
  IF jsonb_array_length(add_ons) > 0 THEN
    UPDATE event_add_ons x SET claimed = x.claimed + w.quantity FROM (SELECT a."addOnId" AS id, a.quantity FROM jsonb_to_recordset(add_ons) AS a("addOnId" uuid, quantity int)) w WHERE x.event_id = sold_event AND x.id = w.id;
  END IF;

  -- Behind the seats' locks, which a change of the hall takes: what was held before it may be given back as what was sold before it.
  give_back := (SELECT max(c.return_until) FROM event_hall_changes c
    WHERE c.event_id = sold_event AND c.changed_at > hold.created_at AND c.worse_seat_ids && hold.seat_ids);

  -- Reckoned here: Citus takes no time arithmetic on columns in SET.
  pay_until := greatest(hold.expires_at, now() + make_interval(secs => paying_seconds));
  seats_until := pay_until + make_interval(secs => grace_seconds);

  UPDATE reservations r SET status = 'PAYING', expires_at = pay_until WHERE r.event_id = sold_event AND r.id = reservation;

  -- The seats' versions grow though their state does not: a process that read them as lapsed must believe the later word.
  UPDATE seats s SET version = s.version + 1, held_until = seats_until WHERE s.event_id = sold_event AND s.id = ANY (kept);

  INSERT INTO orders (event_id, id, number, reservation_id, buyer_key, user_id, email, name, phone, locale, terms_version, terms_locale, confirmed_age,
    total_minor, discount_minor, added_tax_minor, add_ons_minor, currency, promo_id, promo_tickets, return_until)
  VALUES (sold_event, new_order, given->>'number', reservation, hold.buyer_key, (given->>'userId')::uuid, (given->>'email')::citext,
    given->>'name', given->>'phone', given->>'locale', (given->'terms'->>'version')::int, given->'terms'->>'locale',
    (given->>'confirmedAge')::smallint, (given->>'totalMinor')::bigint, (given->>'discountMinor')::bigint, (given->>'addedTaxMinor')::bigint,
    (given->>'addOnsMinor')::bigint, hold.currency, promo, (given->>'promoTickets')::int, give_back);

  INSERT INTO order_items (event_id, order_id, seat_id, price_level_id, unit_minor, list_minor, ticket_type_id, ticket_type, parts, tax, section, row, number, holder_name)
  SELECT sold_event, new_order, i.id, levels[array_position(kept, i.id)], i."unitMinor", i."listMinor", i."ticketTypeId", i."ticketType", i.parts, i.taxes,
    i.section, i.row, i.number, coalesce(i."holderName", '')
  FROM jsonb_to_recordset(places) AS i(id int, section text, row text, number text, "unitMinor" bigint, "listMinor" bigint, "ticketTypeId" uuid,
    "ticketType" text, parts jsonb, taxes jsonb, "holderName" text) WHERE i.id = ANY (kept);

  INSERT INTO order_add_ons (event_id, order_id, add_on_id, name, quantity, unit_minor, total_minor, tax)
  SELECT sold_event, new_order, a."addOnId", a.name, a.quantity, a."unitMinor", a."totalMinor", a.taxes
  FROM jsonb_to_recordset(add_ons) AS a("addOnId" uuid, name text, quantity int, "unitMinor" bigint, "totalMinor" bigint, taxes jsonb);

  INSERT INTO order_answers (event_id, order_id, place, seat_id, question_id, kind, label, answers)
  SELECT sold_event, new_order, a.place, a."seatId", a."questionId", a.kind, a.label, a.answers
  FROM jsonb_to_recordset(given->'answers') AS a(place smallint, "seatId" int, "questionId" uuid, kind question_kind, label text, answers text[]);

  INSERT INTO payments (event_id, id, order_id, attempt, gateway, account, application_fee_minor, idempotency_key, amount_minor, currency,
    method_id, client_key)
  VALUES (sold_event, new_payment, new_order, 1, given->>'gateway', given->>'account', coalesce((given->>'applicationFeeMinor')::bigint, 0),
    (given->>'number') || '-1', (given->>'totalMinor')::bigint, hold.currency, given->>'methodId', given->>'clientKey');

  RETURN 'opened';
END
$$;

CREATE FUNCTION settle_payment_v6(
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

      -- Money is never kept without what it is for: where an add-on was sold to others meanwhile, it goes back.
      IF seat_ids IS NOT NULL AND sale.status = 'FAILED' THEN
        PERFORM FROM event_add_ons x WHERE x.event_id = sold_event AND x.id IN (SELECT w.id FROM (SELECT a.add_on_id AS id, a.quantity - a.returned AS quantity FROM order_add_ons a WHERE a.event_id = sold_event AND a.order_id = pay.order_id) w) ORDER BY x.event_id, x.id FOR UPDATE;
        IF EXISTS (SELECT FROM (SELECT a.add_on_id AS id, a.quantity - a.returned AS quantity FROM order_add_ons a WHERE a.event_id = sold_event AND a.order_id = pay.order_id) w LEFT JOIN event_add_ons x ON x.event_id = sold_event AND x.id = w.id
      WHERE x.id IS NULL OR x.claimed + w.quantity > x.stock) THEN
          seat_ids := NULL;
          versions := NULL;
        ELSE
          UPDATE event_add_ons x SET claimed = x.claimed + w.quantity FROM (SELECT a.add_on_id AS id, a.quantity - a.returned AS quantity FROM order_add_ons a WHERE a.event_id = sold_event AND a.order_id = pay.order_id) w WHERE x.event_id = sold_event AND x.id = w.id;
        END IF;
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
      i.section, i.row, i.number, coalesce(nullif(i.holder_name, ''), sale.name)
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

-- An order counts what its person has: by every mail address and account that is known to be theirs when they pay
-- (docs/decisions/066-persons-at-payment.md). Written in lib/orders/placing/open-order-function.ts.
CREATE FUNCTION open_order_v7(
  sold_event int, reservation uuid, new_order uuid, new_payment uuid, given jsonb, places jsonb, add_ons jsonb,
  promo uuid, paying_seconds int, grace_seconds int, judged_at timestamptz, buyer_keys text[]
) RETURNS text
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  their_mails citext[] := ARRAY(SELECT m.mail::citext FROM jsonb_array_elements_text(coalesce(given->'mails', '[]')) AS m(mail)) || (given->>'email')::citext;
  their_accounts uuid[] := ARRAY(SELECT a.id::uuid FROM jsonb_array_elements_text(coalesce(given->'accounts', '[]')) AS a(id)) || (given->>'userId')::uuid;
  hold record;
  kept int[];
  levels int[];
  pay_until timestamptz(3);
  seats_until timestamptz(3);
  give_back timestamptz(3);
BEGIN
  -- Two orders of one person under two keys wait for each other, as holds do: the second counts the seats of the first.
  PERFORM pg_advisory_xact_lock(sold_event, b.hash)
  FROM (
    SELECT DISTINCT hashtext(k.name) AS hash
    FROM unnest(buyer_keys || ARRAY(SELECT lower(m::text) FROM unnest(their_mails) AS m) || ARRAY(SELECT 'user:' || a FROM unnest(their_accounts) AS a)) AS k(name)
    WHERE k.name IS NOT NULL ORDER BY 1 OFFSET 0
  ) b;

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
        SELECT o.reservation_id FROM orders o WHERE o.event_id = sold_event AND o.email = ANY (their_mails)
        UNION SELECT o.reservation_id FROM orders o WHERE o.event_id = sold_event AND o.user_id = ANY (their_accounts)))) > (SELECT e.seats_per_buyer_max FROM events e WHERE e.id = sold_event) THEN
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
        UNION SELECT o.id FROM orders o WHERE o.event_id = sold_event AND o.promo_id = promo AND o.email = ANY (their_mails) AND o.status NOT IN ('FAILED', 'REFUNDED')
        UNION SELECT o.id FROM orders o WHERE o.event_id = sold_event AND o.promo_id = promo AND o.user_id = ANY (their_accounts) AND o.status NOT IN ('FAILED', 'REFUNDED')) u) < p.uses_per_buyer)
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

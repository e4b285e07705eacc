-- An organization's own account at a gateway, to which its buyers pay, and the account of each payment (decision 042).
CREATE TYPE "payout_state" AS ENUM ('ONBOARDING', 'ACTIVE', 'RESTRICTED', 'DISCONNECTED');

CREATE TABLE "payout_accounts" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "organization_id" UUID NOT NULL,
    "gateway" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "state" "payout_state" NOT NULL DEFAULT 'ONBOARDING',
    "pays_out" BOOLEAN NOT NULL DEFAULT false,
    "due" TEXT[] NOT NULL DEFAULT '{}',
    "disabled_reason" TEXT,
    "activated_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "has_access" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "checked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payout_accounts_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "payout_accounts_account" CHECK ("account" <> ''),
    CONSTRAINT "payout_accounts_activated" CHECK ("state" NOT IN ('ACTIVE', 'RESTRICTED') OR "activated_at" IS NOT NULL),
    CONSTRAINT "payout_accounts_ended" CHECK (("state" = 'DISCONNECTED') = ("ended_at" IS NOT NULL)),
    CONSTRAINT "payout_accounts_access" CHECK ("has_access" OR "state" = 'DISCONNECTED'),
    CONSTRAINT "payout_accounts_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations" ("id") ON DELETE RESTRICT ON UPDATE NO ACTION
);

CREATE UNIQUE INDEX "payout_accounts_gateway_account_key" ON "payout_accounts" ("gateway", "account");
CREATE INDEX "payout_accounts_organization_id_idx" ON "payout_accounts" ("organization_id");
CREATE UNIQUE INDEX "payout_accounts_one_at_a_time" ON "payout_accounts" ("organization_id") WHERE "state" <> 'DISCONNECTED';

-- The account of a payment never changes: every later call about it goes there, whatever the organization's account is by then.
ALTER TABLE "payments" ADD COLUMN "account" TEXT, ADD COLUMN "application_fee_minor" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "payments" ADD CONSTRAINT "payments_application_fee" CHECK ("account" <> '' AND "application_fee_minor" BETWEEN 0 AND "amount_minor"
  OR "account" IS NULL AND "application_fee_minor" = 0);

ALTER TYPE "ledger_account" ADD VALUE 'PLATFORM_FEES';
ALTER TYPE "ledger_kind" ADD VALUE 'PLATFORM_FEE';
ALTER TYPE "ledger_kind" ADD VALUE 'PLATFORM_FEE_RETURNED';
ALTER TABLE "ledger_lines" DROP CONSTRAINT "ledger_lines_movement";
ALTER TABLE "ledger_lines" ADD CONSTRAINT "ledger_lines_movement"
  CHECK ((movement IS NOT NULL) = (kind::text IN ('FEE', 'FEE_RETURNED', 'PLATFORM_FEE', 'PLATFORM_FEE_RETURNED')));

CREATE FUNCTION open_order_v3(
  sold_event int, reservation uuid, new_order uuid, new_payment uuid, given jsonb, places jsonb, promo uuid, paying_seconds int,
  grace_seconds int, judged_at timestamptz, buyer_keys text[]
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
    AND now() >= e.sales_start_at AND now() < e.sales_end_at) THEN
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

  IF promo IS NOT NULL THEN
    -- Locked by a statement of its own: the next one counts the buyer's uses as they are after the wait.
    PERFORM FROM promo_codes p WHERE p.event_id = sold_event AND p.id = promo FOR UPDATE;
    UPDATE promo_codes p SET uses = p.uses + 1
    WHERE p.event_id = sold_event AND p.id = promo AND (p.uses_max IS NULL OR p.uses < p.uses_max)
      AND (p.uses_per_buyer IS NULL OR (SELECT count(*) FROM orders x
        WHERE x.event_id = sold_event AND x.promo_id = promo AND x.buyer_key = hold.buyer_key AND x.status NOT IN ('FAILED', 'REFUNDED')) < p.uses_per_buyer);
    IF NOT FOUND THEN
      RETURN 'promo_used_up';
    END IF;
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

  INSERT INTO orders (event_id, id, number, reservation_id, buyer_key, user_id, email, name, phone, locale, terms_version, terms_locale, total_minor,
    discount_minor, currency, promo_id, return_until)
  VALUES (sold_event, new_order, given->>'number', reservation, hold.buyer_key, (given->>'userId')::uuid, (given->>'email')::citext,
    given->>'name', given->>'phone', given->>'locale', (given->'terms'->>'version')::int, given->'terms'->>'locale',
    (given->>'totalMinor')::bigint, (given->>'discountMinor')::bigint, hold.currency, promo, give_back);

  INSERT INTO order_items (event_id, order_id, seat_id, price_level_id, unit_minor, section, row, number)
  SELECT sold_event, new_order, i.id, levels[array_position(kept, i.id)], hold.unit_minor[array_position(hold.seat_ids, i.id)],
    i.section, i.row, i.number
  FROM jsonb_to_recordset(places) AS i(id int, section text, row text, number text) WHERE i.id = ANY (kept);

  INSERT INTO payments (event_id, id, order_id, attempt, gateway, account, application_fee_minor, idempotency_key, amount_minor, currency,
    method_id, client_key)
  VALUES (sold_event, new_payment, new_order, 1, given->>'gateway', given->>'account', coalesce((given->>'applicationFeeMinor')::bigint, 0),
    (given->>'number') || '-1', (given->>'totalMinor')::bigint, hold.currency, given->>'methodId', given->>'clientKey');

  RETURN 'opened';
END
$$;

-- An append-only double-entry ledger of each event's money. It is kept by the functions below and by lib/orders/ledger.
CREATE TYPE "ledger_account" AS ENUM ('GATEWAY', 'RESERVED', 'PROMISED', 'SALES', 'REFUNDS', 'IN_TRANSIT', 'OWED', 'DISPUTED', 'LOSSES', 'FEES');
CREATE TYPE "ledger_kind" AS ENUM ('AUTHORIZED', 'RELEASED', 'CAPTURED', 'FEE', 'REFUND_DECIDED', 'GIVEN_BACK_LATE', 'SURPLUS', 'REFUNDED', 'REFUND_REFUSED', 'REFUND_RETURNED', 'REFUND_SENT_AGAIN', 'DISPUTED', 'DISPUTE_RETURNED', 'DISPUTE_LOST');

CREATE TABLE "ledger_lines" (
    "event_id" INTEGER NOT NULL,
    "transaction_id" UUID NOT NULL,
    "kind" "ledger_kind" NOT NULL,
    "account" "ledger_account" NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "refund_id" UUID,
    "dispute_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "ledger_lines_pkey" PRIMARY KEY ("event_id", "transaction_id", "kind", "account")
);
ALTER TABLE "ledger_lines" ADD CONSTRAINT "ledger_lines_order" FOREIGN KEY ("event_id", "order_id")
  REFERENCES "orders"("event_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "ledger_lines" ADD CONSTRAINT "ledger_lines_amount" CHECK (amount_minor <> 0);
ALTER TABLE "ledger_lines" ADD CONSTRAINT "ledger_lines_subject" CHECK (refund_id IS NULL OR dispute_id IS NULL);
CREATE INDEX "ledger_lines_event_id_order_id_idx" ON "ledger_lines"("event_id", "order_id");
CREATE INDEX "ledger_lines_event_id_payment_id_idx" ON "ledger_lines"("event_id", "payment_id");
CREATE INDEX "ledger_lines_at_idx" ON "ledger_lines" USING BRIN ("at");

-- Opening lines: what the books say of money that moved before there was a ledger. The ids of their transactions are those of the
-- payment, refund or dispute.
INSERT INTO ledger_lines (event_id, transaction_id, kind, account, amount_minor, currency, order_id, payment_id, at)
SELECT p.event_id, p.id, l.kind::ledger_kind, l.account::ledger_account, l.sign * p.amount_minor, p.currency, p.order_id, p.id, p.created_at
FROM payments p JOIN (VALUES
  ('AUTHORIZED', 'RESERVED', 1), ('AUTHORIZED', 'PROMISED', -1), ('CAPTURED', 'GATEWAY', 1), ('CAPTURED', 'SALES', -1)
) AS l(kind, account, sign)
  ON l.kind = CASE WHEN p.status = 'AUTHORIZED' THEN 'AUTHORIZED' WHEN p.status IN ('CAPTURED', 'REFUNDED', 'DISPUTED', 'LOST') THEN 'CAPTURED' END
WHERE p.amount_minor > 0 AND NOT EXISTS (
  SELECT FROM ledger_lines x WHERE x.event_id = p.event_id AND x.payment_id = p.id AND x.refund_id IS NULL AND x.dispute_id IS NULL);

INSERT INTO ledger_lines (event_id, transaction_id, kind, account, amount_minor, currency, order_id, payment_id, refund_id, at)
SELECT r.event_id, r.id, (CASE l.step
    WHEN 'SUCCEEDED' THEN 'REFUNDED' WHEN 'FAILED' THEN 'REFUND_REFUSED'
    ELSE CASE r.kind WHEN 'LATE_PAYMENT' THEN 'GIVEN_BACK_LATE' WHEN 'SURPLUS' THEN 'SURPLUS' ELSE 'REFUND_DECIDED' END
  END)::ledger_kind, l.account::ledger_account, l.sign * r.amount_minor, p.currency, r.order_id, r.payment_id, r.id, r.created_at
FROM refunds r JOIN payments p ON p.event_id = r.event_id AND p.id = r.payment_id JOIN (VALUES
  ('DECIDED', 'REFUNDS', 1), ('DECIDED', 'IN_TRANSIT', -1), ('SUCCEEDED', 'IN_TRANSIT', 1), ('SUCCEEDED', 'GATEWAY', -1),
  ('FAILED', 'IN_TRANSIT', 1), ('FAILED', 'OWED', -1)
) AS l(step, account, sign) ON l.step IN ('DECIDED', r.status::text)
WHERE r.amount_minor > 0 AND NOT EXISTS (SELECT FROM ledger_lines x WHERE x.event_id = r.event_id AND x.order_id = r.order_id AND x.refund_id = r.id);

INSERT INTO ledger_lines (event_id, transaction_id, kind, account, amount_minor, currency, order_id, payment_id, dispute_id, at)
SELECT d.event_id, d.id, l.kind::ledger_kind, l.account::ledger_account, l.sign * d.amount_minor, p.currency, d.order_id, d.payment_id, d.id,
  coalesce(d.closed_at, d.opened_at)
FROM disputes d JOIN payments p ON p.event_id = d.event_id AND p.id = d.payment_id JOIN (VALUES
  ('DISPUTED', 'DISPUTED', 1), ('DISPUTED', 'GATEWAY', -1), ('DISPUTE_LOST', 'LOSSES', 1), ('DISPUTE_LOST', 'DISPUTED', -1)
) AS l(kind, account, sign) ON d.status = 'LOST' OR (d.status = 'OPEN' AND d.is_withdrawn AND l.kind = 'DISPUTED')
WHERE d.amount_minor > 0 AND NOT EXISTS (SELECT FROM ledger_lines x WHERE x.event_id = d.event_id AND x.order_id = d.order_id AND x.dispute_id = d.id);

CREATE FUNCTION settle_payment_v3(
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

  SELECT o.status, o.failure_reason, o.offer_until IS NOT NULL AS is_offered, o.reservation_id, o.number, o.name, o.promo_id INTO sale
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
        SELECT s.id, s.version, (s.status = 'AVAILABLE' OR (s.status = 'HELD' AND s.held_until <= now())) OR (s.status = 'HELD' AND s.reservation_id = sale.reservation_id) AS is_takeable
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

CREATE FUNCTION move_payment_v2(
  sold_event int, payment uuid, new_status payment_status, states_before payment_status[], gateway_ref text, decline text,
  message jsonb
) RETURNS boolean
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  pay record;
  sale record;
  kept_now bigint;
BEGIN
  SELECT p.order_id, p.status, p.amount_minor, p.currency, (CASE WHEN p.status IN ('CAPTURED', 'REFUNDED', 'DISPUTED', 'LOST') THEN p.amount_minor - p.refunded_minor - p.lost_minor ELSE 0 END)::bigint AS kept INTO pay
  FROM payments p WHERE p.event_id = sold_event AND p.id = payment FOR UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;

  IF message IS NOT NULL THEN
    INSERT INTO webhook_inbox (event_id, gateway, gateway_event_id, type)
    VALUES (sold_event, message->>'gateway', message->>'id', message->>'type') ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
      RETURN false;
    END IF;
  END IF;

  SELECT o.status INTO sale FROM orders o WHERE o.event_id = sold_event AND o.id = pay.order_id FOR UPDATE;

  IF pay.status = 'AUTHORIZED' AND new_status = 'CANCELED' AND sale.status = 'PAID' THEN
    RETURN false;
  END IF;

  IF new_status IN ('CREATED', 'REQUIRES_ACTION', 'AUTHORIZED', 'CAPTURED') AND pay.status NOT IN ('CREATED', 'REQUIRES_ACTION', 'AUTHORIZED', 'CAPTURED') AND EXISTS (
    SELECT FROM payments x WHERE x.event_id = sold_event AND x.order_id = pay.order_id AND x.id <> payment AND x.status IN ('CREATED', 'REQUIRES_ACTION', 'AUTHORIZED', 'CAPTURED')
  ) THEN
    RETURN false;
  END IF;

  UPDATE payments p SET status = new_status, gateway_id = coalesce(gateway_ref, p.gateway_id), decline_code = coalesce(decline, p.decline_code),
    updated_at = now()
  WHERE p.event_id = sold_event AND p.id = payment AND (p.status = ANY (states_before) OR p.status = new_status)
  RETURNING (CASE WHEN p.status IN ('CAPTURED', 'REFUNDED', 'DISPUTED', 'LOST') THEN p.amount_minor - p.refunded_minor - p.lost_minor ELSE 0 END) INTO kept_now;
  IF kept_now IS NULL THEN
    RETURN false;
  END IF;
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
  IF kept_now <> pay.kept THEN
    INSERT INTO outbox (event_id, type, subject, payload)
  SELECT m.event_id, 'payment.moved', (m.order_id)::text, jsonb_build_object('orderId', m.order_id, 'paymentId', m.id, 'keptMinor', m.kept) FROM (SELECT sold_event AS event_id, payment AS id, pay.order_id AS order_id, kept_now - pay.kept AS kept) m WHERE m.kept <> 0;
  END IF;
  RETURN true;
END
$$;


-- Servers of the release before go on calling the earlier versions, which write the ledger from now on as well.
CREATE OR REPLACE FUNCTION settle_payment_v1(
  sold_event int, payment uuid, new_status payment_status, states_before payment_status[], gateway_ref text, method text,
  message jsonb
) RETURNS TABLE (outcome text, seat_ids int[], versions int[])
LANGUAGE sql AS 'SELECT * FROM settle_payment_v3(sold_event, payment, new_status, states_before, gateway_ref, method, message)';

CREATE OR REPLACE FUNCTION settle_payment_v2(
  sold_event int, payment uuid, new_status payment_status, states_before payment_status[], gateway_ref text, method text,
  message jsonb
) RETURNS TABLE (outcome text, seat_ids int[], versions int[])
LANGUAGE sql AS 'SELECT * FROM settle_payment_v3(sold_event, payment, new_status, states_before, gateway_ref, method, message)';

CREATE OR REPLACE FUNCTION move_payment_v1(
  sold_event int, payment uuid, new_status payment_status, states_before payment_status[], gateway_ref text, decline text,
  message jsonb
) RETURNS boolean
LANGUAGE sql AS 'SELECT move_payment_v2(sold_event, payment, new_status, states_before, gateway_ref, decline, message)';

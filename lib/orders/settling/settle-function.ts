import { appendAuditRow } from "#lib/audit/append-audit";
import { isCancelled } from "#lib/catalog/event-fragments";
import { LIVE_PAYMENT_STATUSES, PAYMENT_TRANSITIONS, type PaymentStatus } from "#lib/payments/state";
import type { SqlFunction } from "#lib/platform/db/sql-function";
import { appendFacts } from "#lib/platform/outbox/append-fact";
import { statesBeforeSql, statesSql } from "#lib/platform/transitions";
import { claimAddOnStock, isAddOnGone, lockAddOns } from "#lib/pricing/add-ons/add-on-fragments";
import { countPromoUseAgain } from "#lib/pricing/promo/promo-fragments";
import { RESERVATION_TRANSITIONS, type ReservationStatus } from "#lib/reservations/state";
import { isFreeAgainFor } from "#lib/seating/access/access-fragments";
import { appendPaymentMoved, keptMinor } from "../fact-statements.ts";
import { appendPaymentLines } from "../ledger/ledger-statements.ts";
import { ORDER_TRANSITIONS, type OrderStatus } from "../state.ts";
import { appendMessage, isKnownMessage } from "./inbox-fragments.ts";

const UNPAID_ORDER = statesBeforeSql<OrderStatus>(ORDER_TRANSITIONS, "PAID");
const WITHOUT_MONEY = statesBeforeSql<PaymentStatus>(PAYMENT_TRANSITIONS, "AUTHORIZED");
/** What the order has of add-ons, which a failed one gave back. */
const ADD_ONS = {
  eventId: "sold_event",
  wanted:
    "SELECT a.add_on_id AS id, a.quantity - a.returned AS quantity FROM order_add_ons a WHERE a.event_id = sold_event AND a.order_id = pay.order_id",
};
const BEFORE_CONFIRMED = statesBeforeSql<ReservationStatus>(RESERVATION_TRANSITIONS, "CONFIRMED");

/**
 * Settles a payment that holds money: books the reservation's seats, pays the order, issues tickets, records the payment,
 * appends the facts, writes the ledger and the audit log, all or nothing (INV-2, INV-10, INV-11). It locks payment → order → reservation →
 * seats by id → add-ons by id → promo code, like all that touch them, and each of its statements sees what came before the locks. Seats
 * are taken when they are still the reservation's own, or free again and not set aside for others (INV-5), the event is not cancelled, and add-ons
 * that a failed order gave back can be claimed again. Repeats are harmless: an order that is PAID stays as
 * it is, only the payment's state moves on. Money of an attempt beside the one that pays the order is surplus: nothing is
 * recorded, not even the webhook's message, until the caller has sent it back. Surplus whose refund is on the books stays surplus,
 * although the other attempt has failed since.
 */
export const SETTLE_PAYMENT: SqlFunction = {
  name: "settle_payment_v6",
  parameters: `sold_event int, payment uuid, new_status payment_status, states_before payment_status[], gateway_ref text, method text,
  message jsonb`,
  returns: "TABLE (outcome text, seat_ids int[], versions int[])",
  body: `
DECLARE
  pay record;
  sale record;
  wanted int[];
  kept_now bigint;
  issued int;
BEGIN
  SELECT p.order_id, p.status, p.amount_minor, p.currency, ${keptMinor("p")}::bigint AS kept INTO pay
  FROM payments p WHERE p.event_id = sold_event AND p.id = payment FOR UPDATE;
  IF NOT FOUND THEN
    outcome := 'unknown';
    RETURN NEXT;
    RETURN;
  END IF;

  IF message IS NOT NULL THEN
    -- Behind the payment's lock, so that a message that is delivered twice at once is seen by the second.
    IF ${isKnownMessage("message")} THEN
      outcome := 'duplicate';
      RETURN NEXT;
      RETURN;
    END IF;
  END IF;

  SELECT o.status, o.failure_reason, o.offer_until IS NOT NULL AS is_offered, o.reservation_id, o.number, o.name, o.promo_id, o.buyer_key INTO sale
  FROM orders o WHERE o.event_id = sold_event AND o.id = pay.order_id FOR UPDATE;

  IF EXISTS (
    SELECT FROM payments x WHERE x.event_id = sold_event AND x.order_id = pay.order_id AND x.id <> payment
      AND x.status IN (${statesSql(LIVE_PAYMENT_STATUSES)})
  ) OR (pay.status IN (${WITHOUT_MONEY}) AND (
    sale.status NOT IN (${UNPAID_ORDER}) OR EXISTS (
      SELECT FROM refunds r WHERE r.event_id = sold_event AND r.order_id = pay.order_id AND r.payment_id = payment AND r.kind = 'SURPLUS')
  )) THEN
    outcome := 'surplus';
    RETURN NEXT;
    RETURN;
  END IF;

  IF sale.status NOT IN (${UNPAID_ORDER}) THEN
    outcome := 'already';
  ELSIF sale.is_offered THEN
    outcome := 'offered';
  ELSE
    outcome := 'seats_gone';
    IF sale.status <> 'FAILED' OR sale.failure_reason = 'unpaid' THEN
      SELECT r.seat_ids INTO wanted FROM reservations r
      WHERE r.event_id = sold_event AND r.id = sale.reservation_id AND r.status IN (${BEFORE_CONFIRMED}) FOR UPDATE;

      SELECT array_agg(l.id), array_agg(l.version + 1) INTO seat_ids, versions
      FROM (
        SELECT s.id, s.version, ${isFreeAgainFor("s", { buyerKey: "sale.buyer_key" })} OR (s.status = 'HELD' AND s.reservation_id = sale.reservation_id) AS is_takeable
        FROM seats s WHERE s.event_id = sold_event AND s.id = ANY (wanted)
        ORDER BY s.event_id, s.id FOR UPDATE
      ) l HAVING count(*) FILTER (WHERE l.is_takeable) = cardinality(wanted);

      -- Behind the seats' locks: an event that is cancelled locks them all before its orders are listed. This money goes back.
      IF ${isCancelled("sold_event")} THEN
        seat_ids := NULL;
        versions := NULL;
      END IF;

      -- Money is never kept without what it is for: where an add-on was sold to others meanwhile, it goes back.
      IF seat_ids IS NOT NULL AND sale.status = 'FAILED' THEN
        ${lockAddOns(ADD_ONS)};
        IF ${isAddOnGone(ADD_ONS)} THEN
          seat_ids := NULL;
          versions := NULL;
        ELSE
          ${claimAddOnStock(ADD_ONS)};
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
      ${countPromoUseAgain({ eventId: "sold_event", promoId: "sale.promo_id" })};
    END IF;

    ${appendFacts({
      type: "order.paid",
      eventId: "sold_event",
      subject: "pay.order_id",
      payload: { orderId: "pay.order_id", tickets: "issued" },
    })};

    ${appendAuditRow({
      actor: "system",
      action: "order.settle",
      outcome: "paid",
      eventId: "sold_event",
      subject: "sale.number",
      detail: { payment: "payment", status: "new_status" },
    })};
  END IF;

  UPDATE payments p SET status = new_status, gateway_id = coalesce(gateway_ref, p.gateway_id), method_label = coalesce(method, p.method_label),
    decline_code = NULL, updated_at = now()
  WHERE p.event_id = sold_event AND p.id = payment AND p.status = ANY (states_before)
  RETURNING ${keptMinor("p")} INTO kept_now;
  IF kept_now IS NOT NULL THEN
    ${appendPaymentLines({
      ...{ eventId: "sold_event", orderId: "pay.order_id", paymentId: "payment" },
      ...{ amountMinor: "pay.amount_minor", currency: "pay.currency", before: "pay.status", after: "new_status" },
    })};
  END IF;
  IF kept_now <> pay.kept THEN
    ${appendPaymentMoved("(SELECT sold_event AS event_id, payment AS id, pay.order_id AS order_id, kept_now - pay.kept AS kept)")};
  END IF;

  IF message IS NOT NULL THEN
    ${appendMessage("message")};
  END IF;
  RETURN NEXT;
END`,
};

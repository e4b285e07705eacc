import { LIVE_PAYMENT_STATUSES } from "#lib/payments/state";
import type { SqlFunction } from "#lib/platform/db/sql-function";
import { statesSql } from "#lib/platform/transitions";
import { appendPaymentMoved, keptMinor } from "../fact-statements.ts";
import { appendPaymentLines } from "../ledger/ledger-statements.ts";
import { appendMessage } from "./inbox-fragments.ts";

const LIVE = statesSql(LIVE_PAYMENT_STATUSES);

/**
 * Records a state of a payment that settles nothing, when the table of states allows it, with its webhook's message; it answers
 * whether it did. A message that took effect before moves nothing. The authorization of an order that is paid is not let
 * go here: that takes its tickets back as well (undo-store.ts). An attempt does not come back to life beside a live one: money
 * that it may bring is surplus. Locks payment → order.
 */
export const MOVE_PAYMENT: SqlFunction = {
  name: "move_payment_v2",
  parameters: `sold_event int, payment uuid, new_status payment_status, states_before payment_status[], gateway_ref text, decline text,
  message jsonb`,
  returns: "boolean",
  body: `
DECLARE
  pay record;
  sale record;
  kept_now bigint;
BEGIN
  SELECT p.order_id, p.status, p.amount_minor, p.currency, ${keptMinor("p")}::bigint AS kept INTO pay
  FROM payments p WHERE p.event_id = sold_event AND p.id = payment FOR UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;

  IF message IS NOT NULL THEN
    ${appendMessage("message")};
    IF NOT FOUND THEN
      RETURN false;
    END IF;
  END IF;

  SELECT o.status INTO sale FROM orders o WHERE o.event_id = sold_event AND o.id = pay.order_id FOR UPDATE;

  IF pay.status = 'AUTHORIZED' AND new_status = 'CANCELED' AND sale.status = 'PAID' THEN
    RETURN false;
  END IF;

  IF new_status IN (${LIVE}) AND pay.status NOT IN (${LIVE}) AND EXISTS (
    SELECT FROM payments x WHERE x.event_id = sold_event AND x.order_id = pay.order_id AND x.id <> payment AND x.status IN (${LIVE})
  ) THEN
    RETURN false;
  END IF;

  UPDATE payments p SET status = new_status, gateway_id = coalesce(gateway_ref, p.gateway_id), decline_code = coalesce(decline, p.decline_code),
    updated_at = now()
  WHERE p.event_id = sold_event AND p.id = payment AND (p.status = ANY (states_before) OR p.status = new_status)
  RETURNING ${keptMinor("p")} INTO kept_now;
  IF kept_now IS NULL THEN
    RETURN false;
  END IF;
  ${appendPaymentLines({
    ...{ eventId: "sold_event", orderId: "pay.order_id", paymentId: "payment" },
    ...{ amountMinor: "pay.amount_minor", currency: "pay.currency", before: "pay.status", after: "new_status" },
  })};
  IF kept_now <> pay.kept THEN
    ${appendPaymentMoved("(SELECT sold_event AS event_id, payment AS id, pay.order_id AS order_id, kept_now - pay.kept AS kept)")};
  END IF;
  RETURN true;
END`,
};

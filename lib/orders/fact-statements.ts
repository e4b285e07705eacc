import { appendFacts } from "#lib/platform/outbox/append-fact";

/** What a row of `payments` holds of a buyer's money: captured less refunded and lost, in minor units. */
export const keptMinor = (payment: string) =>
  `(CASE WHEN ${payment}.status IN ('CAPTURED', 'REFUNDED', 'DISPUTED', 'LOST') THEN ${payment}.amount_minor - ${payment}.refunded_minor - ${payment}.lost_minor ELSE 0 END)`;

/**
 * The fact that the kept money changed: it grew or, with a negative `keptMinor`, was returned. `from` has event_id, id and
 * order_id of the payment, and `kept`: its present money minus its previous money.
 */
export const appendPaymentMoved = (from: string) =>
  appendFacts({
    type: "payment.moved",
    eventId: "m.event_id",
    subject: "m.order_id",
    payload: { orderId: "m.order_id", paymentId: "m.id", keptMinor: "m.kept" },
    from: `${from} m WHERE m.kept <> 0`,
  });

/** The money we keep of an event's payments, in minor units: one number as an SQL expression. */
export const keptOfEvent = (eventId: string) =>
  `(SELECT coalesce(sum(${keptMinor("p")}), 0) FROM payments p WHERE p.event_id = ${eventId})`;

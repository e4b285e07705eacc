import type { Desk, Operation } from "./desk.ts";
import { noSuch } from "./fault.ts";
import { page } from "./page.ts";
import { renderCharge } from "./rendering/render-charge.ts";
import { renderDispute } from "./rendering/render-dispute.ts";
import { renderEvent } from "./rendering/render-event.ts";
import { renderIntent } from "./rendering/render-intent.ts";
import { renderRefund } from "./rendering/render-refund.ts";

/** Lists, newest first, with Stripe's cursors and filters, and the plain look-ups of events and charges. */
export const listIntents: Operation = (desk, call) =>
  page(call, {
    url: "/v1/payment_intents",
    records: desk.ledger.intents.list(),
    filters: {},
    render: (intent) => renderIntent(desk, intent),
  });

export const listCharges: Operation = (desk, call) =>
  page(call, {
    url: "/v1/charges",
    records: desk.ledger.charges.list(),
    filters: { payment_intent: (charge) => charge.intentId },
    render: (charge) => renderCharge(desk, charge),
  });

export const listRefunds: Operation = (desk, call) =>
  page(call, {
    url: "/v1/refunds",
    records: desk.ledger.refunds.list(),
    filters: { payment_intent: (refund) => refund.intentId, charge: (refund) => refund.chargeId },
    render: renderRefund,
  });

export const listDisputes: Operation = (desk, call) =>
  page(call, {
    url: "/v1/disputes",
    records: desk.ledger.disputes.list(),
    filters: { payment_intent: (dispute) => dispute.intentId, charge: (dispute) => dispute.chargeId },
    render: (dispute) => renderDispute(desk, dispute),
  });

export const listEvents: Operation = (desk, call) =>
  page(call, {
    url: "/v1/events",
    records: desk.ledger.events.list(),
    filters: { type: (event) => event.type },
    render: renderEvent,
  });

export const retrieveEvent: Operation = (desk, { id }) => {
  const event = desk.ledger.events.get(id);
  if (!event) throw noSuch("event", id, { param: "id", status: 404 });
  return renderEvent(event);
};

export const retrieveCharge: Operation = (desk: Desk, { id }) => {
  const charge = desk.ledger.charges.get(id);
  if (!charge) throw noSuch("charge", id, { param: "id", status: 404 });
  return renderCharge(desk, charge);
};

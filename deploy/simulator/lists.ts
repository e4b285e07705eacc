import type { Call, Desk, Operation } from "./desk.ts";
import { invalidRequest, noSuch } from "./fault.ts";
import { formOf, integerOf, textOf } from "./form.ts";
import { renderCharge, renderDispute, renderEvent, renderIntent, renderRefund } from "./render.ts";

/** Lists, newest first, with Stripe's cursors, and the plain look-ups of events and charges. */
export const listIntents: Operation = (desk, call) =>
  page(call, desk.ledger.intents.list(), (intent) => renderIntent(desk, intent));

export const listRefunds: Operation = (desk, call) => {
  const intentId = textOf(call.query, "payment_intent");
  const refunds = desk.ledger.refunds.list().filter((refund) => intentId === undefined || refund.intentId === intentId);
  return page(call, refunds, renderRefund);
};

export const listDisputes: Operation = (desk, call) => {
  const intentId = textOf(call.query, "payment_intent");
  const disputes = desk.ledger.disputes.list();
  return page(
    call,
    disputes.filter((dispute) => intentId === undefined || dispute.intentId === intentId),
    renderDispute,
  );
};

export const listEvents: Operation = (desk, call) => {
  const type = textOf(call.query, "type");
  const events = desk.ledger.events.list().filter((event) => type === undefined || event.type === type);
  return page(call, events, renderEvent);
};

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

type Listed = { readonly id: string; readonly created: number };

function page<T extends Listed>(call: Call, records: readonly T[], render: (record: T) => unknown) {
  const limit = integerOf(call.query, "limit") ?? 10;
  if (limit < 1 || limit > 100) throw invalidRequest("Limit must be between 1 and 100.", { param: "limit" });
  const within = records.filter((record) => isWithin(call, record.created));
  const after = textOf(call.query, "starting_after");
  const start = after === undefined ? 0 : within.findIndex((record) => record.id === after) + 1;
  if (after !== undefined && start === 0) throw noSuch("object", after, { param: "starting_after", status: 400 });
  const data = within.slice(start, start + limit).map(render);
  return { object: "list", data, has_more: within.length > start + limit, url: "/v1" };
}

function isWithin(call: Call, created: number): boolean {
  const range = formOf(call.query, "created");
  const [gte, gt, lte, lt] = [
    integerOf(range, "gte") ?? 0,
    integerOf(range, "gt") ?? -1,
    integerOf(range, "lte") ?? Infinity,
    integerOf(range, "lt") ?? Infinity,
  ];
  return created >= gte && created > gt && created <= lte && created < lt;
}

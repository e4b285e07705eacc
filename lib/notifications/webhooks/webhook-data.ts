import { eventPageOnWire } from "#lib/catalog/event-wire";
import { findEventNow } from "#lib/catalog/find-event";
import { hallChangeLine } from "#lib/orders/changing-hall/hall-change-line";
import { loadOrderNumber, orderForOrganization } from "#lib/orders/reading/queries";
import { publicId } from "#lib/platform/ids";
import { readHallChange } from "#lib/seating/hall-change/hall-change-store";
import { findAdmittedTicket } from "#lib/tickets/queries";

/** What a message is about. */
export type WebhookFact =
  | { type: "order.paid"; eventId: number; orderId: string }
  | { type: "order.refunded"; eventId: number; orderId: string; refundId: string }
  | { type: "payment.disputed" | "dispute.closed"; eventId: number; orderId: string; disputeId: string }
  | { type: "ticket.checked_in"; eventId: number; ticketId: string }
  | { type: "event.updated"; eventId: number }
  | { type: "event.hall_changed"; eventId: number; changeId: string };

/**
 * The message of a fact: its `data`, and the fact's name, from which the message's id is derived. It contains no buyer's data;
 * programs with permission read the order through the API. Undefined when the subject is gone (an event that was deleted or
 * is a draft again).
 */
export async function webhookData(fact: WebhookFact): Promise<{ name: string; data: unknown } | undefined> {
  switch (fact.type) {
    case "order.paid": {
      const data = await orderData(fact.eventId, fact.orderId);
      return data && { name: `order.paid ${fact.orderId}`, data };
    }
    case "order.refunded":
      return refundData(fact.eventId, fact.orderId, fact.refundId);
    case "payment.disputed":
    case "dispute.closed":
      return disputeData(fact);
    case "ticket.checked_in":
      return admissionData(fact.eventId, fact.ticketId);
    case "event.updated": {
      const event = await findEventNow(fact.eventId);
      // Two changes at one moment become one message with the latest state.
      return event && { name: `event.updated ${event.id} ${event.updatedAt}`, data: eventPageOnWire(event) };
    }
    case "event.hall_changed":
      return hallData(fact.eventId, fact.changeId);
  }
}

/** An order as the API answers it to staff, without the names of people. */
async function orderData(eventId: number, orderId: string) {
  const order = await orderForOrganization(eventId, orderId);
  if (!order) return undefined;
  const { buyer: _, tickets, ...rest } = order;
  return { ...rest, tickets: tickets.map(({ holder_name: _name, qr_code: _code, ...ticket }) => ticket) };
}

async function refundData(eventId: number, orderId: string, refundId: string) {
  const order = await orderData(eventId, orderId);
  const refund = order?.refunds.find(({ refund_id }) => refund_id === publicId(eventId, refundId));
  return order && refund && { name: `order.refunded ${refundId}`, data: { ...order, refund } };
}

/** The event as it is now, and the change that this is about; who made it stays inside. */
async function hallData(eventId: number, changeId: string) {
  const event = await findEventNow(eventId);
  if (!event) return undefined;
  const { changed_by: _, ...change } = hallChangeLine(await readHallChange(eventId, changeId));
  return { name: `event.hall_changed ${changeId}`, data: { ...eventPageOnWire(event), hall_change: change } };
}

/** The order as it is when it is told, and which of its disputes this is about. */
async function disputeData(fact: Extract<WebhookFact, { disputeId: string }>) {
  const { type, eventId, orderId, disputeId } = fact;
  const order = await orderData(eventId, orderId);
  const dispute = order?.disputes.find(({ dispute_id }) => dispute_id === publicId(eventId, disputeId));
  return order && dispute && { name: `${type} ${disputeId}`, data: { ...order, dispute } };
}

async function admissionData(eventId: number, ticketId: string) {
  const ticket = await findAdmittedTicket(eventId, ticketId);
  if (!ticket) return undefined;
  const data = {
    event_id: eventId,
    ticket_number: ticket.number,
    order_number: await loadOrderNumber(eventId, ticket.orderId),
    seat: { section: ticket.section, row: ticket.row, number: ticket.seatNumber },
    gate: ticket.checkIn.gate,
    admitted_at: ticket.checkIn.scannedAt.toISOString(),
  };
  return { name: `ticket.checked_in ${ticketId}`, data };
}

import { eventDb } from "#lib/platform/db/db";

/** How many orders of an event hold tickets, and so hear of its changes (lib/orders/telling). */
export async function countOrdersToTell(eventId: number): Promise<number> {
  return eventDb(eventId).order.count({ where: { eventId, status: { in: ["PAID", "PARTIALLY_REFUNDED"] } } });
}

import { eventDb } from "#lib/platform/db/db";
import { addOnsOfRefund } from "./refund-rules.ts";

/** What went back with a refund: its tickets, and its add-ons as they were sold; neither where it was a sum alone. */
export async function readWhatWentBack(
  eventId: number,
  refundId: string,
): Promise<{ ticketIds: string[]; addOns: { name: string; quantity: number }[] }> {
  const refund = await eventDb(eventId).refund.findUnique({ where: { eventId_id: { eventId, id: refundId } } });
  if (!refund) return { ticketIds: [], addOns: [] };
  const { orderId, ticketIds, addOnIds } = refund;
  const sold = await eventDb(eventId).orderAddOn.findMany({ where: { eventId, orderId, addOnId: { in: addOnIds } } });
  const addOns = addOnsOfRefund(refund).map(({ addOnId, quantity }) => {
    return { name: sold.find((each) => each.addOnId === addOnId)?.name ?? "", quantity };
  });
  return { ticketIds, addOns };
}

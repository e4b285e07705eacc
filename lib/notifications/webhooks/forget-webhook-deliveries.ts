import { deleteOldDeliveries } from "./webhook-delivery-store.ts";

export const DELIVERIES_KEPT_DAYS = 30;

/** Empties the log of messages that are older than thirty days and wait for nothing. Answers how many left. */
export async function forgetWebhookDeliveries(): Promise<number> {
  return deleteOldDeliveries(DELIVERIES_KEPT_DAYS);
}

import { deleteOldMessages } from "./payment-store.ts";

/** Gateways send a message again for some days; a month leaves time to look into one. */
const KEPT_DAYS = 30;

/** Forgets the gateways' messages that no gateway sends again. Answers how many. */
export function forgetWebhookInbox(): Promise<number> {
  return deleteOldMessages(KEPT_DAYS);
}

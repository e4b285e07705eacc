import { deleteOldDeliveries } from "./outbox-store.ts";

/** Long past the last attempt (retry-rules.ts), and long enough to look into why a fact was given up. */
const KEPT_DAYS = 30;

/** Removes facts that no subscriber will act on; answers how many. */
export async function forgetOldFacts(): Promise<number> {
  return deleteOldDeliveries(KEPT_DAYS);
}

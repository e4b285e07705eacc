import { databaseNow } from "#lib/platform/db/database-clock";
import type { PaymentGateway } from "../gateway.ts";
import { recordAccountState } from "./payout-store.ts";

/**
 * Asks the gateway for a connected account and writes down how it stands. A webhook says only which one to ask about, because webhooks
 * repeat and overtake one another. Throws a `Failure` while the gateway cannot answer.
 */
export async function recordAccount(gateway: PaymentGateway, account: string): Promise<void> {
  if (!gateway.connects) return;
  const askedAt = databaseNow();
  await recordAccountState({ gateway: gateway.name, account }, { said: await gateway.findAccount(account), askedAt });
}

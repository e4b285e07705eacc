import { claimNewAccount } from "#lib/payments/payouts/payout-store";

import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { sellerOf } from "#prisma/seed/builders";
import type { Shop } from "./shop.ts";

/** Connects the organization of an event to an account of its own that takes payments, of which the platform takes a share. */
export async function aPayoutAccount(
  shop: Shop,
  eventId: number,
  { basisPoints = 250, fixedMinor = 0 }: { basisPoints?: number; fixedMinor?: number } = {},
): Promise<string> {
  const organizationId = await sellerOf(eventId);
  const { id: account } = await shop.act("/v1/accounts", { country: "DE" });
  const row = { organizationId, gateway: "stripe", account };
  await claimNewAccount(row, {
    actor: "system",
    action: "payout.connect",
    subject: account,
    outcome: "ok",
    organizationId,
  });
  shop.sandbox().changeAccount(account, { becomes: "active" });
  await shop.sandbox().webhooksIdle();
  const terms = { basisPoints, fixedMinor, validFrom: new Date(Date.now() - 60_000) };
  const fee = { id: uuidv7(), organizationId, currency: "EUR", ...terms };
  if (basisPoints + fixedMinor > 0) await db().platformFee.createMany({ data: [fee], skipDuplicates: true });
  return account;
}

/** How the account stands in our books. */
export async function payoutStateOf(account: string): Promise<string> {
  return (await db().payoutAccount.findFirstOrThrow({ where: { account } })).state;
}

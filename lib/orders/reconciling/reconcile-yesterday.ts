import { gatewayForNewPayment } from "#lib/payments/choose-gateway";
import { AROUND_MS, reconcileDay } from "./reconcile-day.ts";
import { DAY_MS, isReconciled, listDaysInTransit } from "./reconciliation-store.ts";

/**
 * Reconciles the last day (UTC) that has been over for some hours with the gateway that takes new payments, once, and looks again, once
 * a day, at the days before of which a refund is in transit. Answers how many differences it found.
 */
export async function reconcileYesterday(now = new Date()): Promise<{ differences: number }> {
  const { name } = gatewayForNewPayment({ totalMinor: 1 });
  const yesterday = new Date(now.getTime() - DAY_MS - AROUND_MS).toISOString().slice(0, 10);
  const again = await listDaysInTransit(name, new Date(now.getTime() - DAY_MS + AROUND_MS));
  const days = (await isReconciled(name, yesterday)) ? again : [...again, yesterday];
  let differences = 0;
  for (const day of days) differences += (await reconcileDay(name, day, now))?.differences.length ?? 0;
  return { differences };
}

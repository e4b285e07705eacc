import { gatewayForNewPayment } from "#lib/payments/choose-gateway";
import { AROUND_MS, DAY_MS, reconcileDay } from "./reconcile-day.ts";
import { isReconciled } from "./reconciliation-store.ts";

/**
 * Reconciles the last day (UTC) that has been over for some hours with the gateway that takes new payments, once. Answers how many
 * differences it found.
 */
export async function reconcileYesterday(now = new Date()): Promise<{ differences: number }> {
  const { name } = gatewayForNewPayment({ totalMinor: 1 });
  const day = new Date(now.getTime() - DAY_MS - AROUND_MS).toISOString().slice(0, 10);
  if (await isReconciled(name, day)) return { differences: 0 };
  return { differences: (await reconcileDay(name, day))?.differences.length ?? 0 };
}

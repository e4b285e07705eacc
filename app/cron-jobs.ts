import { endUnpaidReservations } from "#lib/orders/end-unpaid";
import { reconcilePayments } from "#lib/orders/reconcile-payments";
import { expireHolds } from "#lib/reservations/expire-holds";

/** What is done on a schedule, by name. Each may run in any number of processes at once. */
export const CRON_JOBS = {
  expire: async () => ({ expired: await expireHolds(), unpaid: await endUnpaidReservations() }),
  reconcile: async () => ({ payments: await reconcilePayments() }),
} satisfies Record<string, () => Promise<Record<string, number>>>;

export type CronJob = keyof typeof CRON_JOBS;

import { countDaySales } from "#lib/analytics/day-sales/count-day-sales";
import { movePictures } from "#lib/catalog/pictures/move-pictures";
import { sweepPictureFiles } from "#lib/catalog/pictures/sweep-picture-files";
import { workSeries } from "#lib/catalog/series/work-series";
import { rotateSigningKeys } from "#lib/identity/tokens/signing-keys";
import { forgetWebhookDeliveries } from "#lib/notifications/webhooks/forget-webhook-deliveries";
import { workCancellations } from "#lib/orders/cancelling/work-cancellations";
import { reconcileYesterday } from "#lib/orders/reconciling/reconcile-yesterday";
import { endUnpaidReservations } from "#lib/orders/settling/end-unpaid";
import { forgetWebhookInbox } from "#lib/orders/settling/forget-webhook-inbox";
import { reconcilePayments } from "#lib/orders/settling/reconcile-payments";
import { forgetOldAnswers } from "#lib/platform/http/idempotency";
import { deliverAll } from "#lib/platform/outbox/deliver-facts";
import { forgetOldFacts } from "#lib/platform/outbox/forget-old-facts";
import { relayFacts } from "#lib/platform/outbox/relay-facts";
import { copyEventRules } from "#lib/pricing/copy-event-rules";
import { movePrices } from "#lib/pricing/steps/move-prices";
import { forgetLapsed } from "#lib/privacy/forget-lapsed";
import { forgetReviews } from "#lib/privacy/forget-reviews";
import { refreshReputation } from "#lib/protection/reputation/refresh-reputation";
import { expireHolds } from "#lib/reservations/expire-holds";
import { forgetRefusals } from "#lib/reservations/first-refusals";
import { forgetChurn } from "#lib/reservations/note-churn";
import { releaseDueAllocations } from "#lib/seating/allocations/release-allocation";
import { sweepPictures } from "#lib/seating/drafts/sweep-pictures";
import { publishEvent } from "#lib/seating/publish-event";
import { forgetReadings } from "#lib/waiting-room/log-reading";
import { moveQueues } from "#lib/waiting-room/move-queues";

/** What is done on a schedule, by name. Each may run in any number of processes at once. */
export const CRON_JOBS = {
  expire: async () => ({ expired: await expireHolds(), unpaid: await endUnpaidReservations() }),
  forget: async () => ({
    accounts: await forgetLapsed(),
    idempotent_answers: (await forgetOldAnswers()) + (await forgetRefusals()),
    webhook_deliveries: await forgetWebhookDeliveries(),
    webhook_inbox: await forgetWebhookInbox(),
    facts: await forgetOldFacts(),
    queue_readings: await forgetReadings(),
    risk_reviews: await forgetReviews(),
    hold_churn: await forgetChurn(),
  }),
  /** Moves pictures from before the store into it; nothing to do afterwards. */
  "move-pictures": movePictures,
  "sweep-pictures": async () => ({ pictures: await sweepPictures(), files: await sweepPictureFiles() }),
  /** Twice a second where the server runs by itself (app/background.ts); this is for hosts where only a schedule does. */
  admit: moveQueues,
  /** Five times a second where the server runs by itself; the same. */
  relay: async () => {
    // Loaded here, since plain Node reads this file for the API's document and cannot load the mails' TSX.
    const { SUBSCRIBERS } = await import("./subscribers.ts");
    return { moved: await relayFacts(SUBSCRIBERS), delivered: await deliverAll(SUBSCRIBERS) };
  },
  /** Makes the dates of series that their facts did not. */
  "make-dates": async () => ({ dates: await workSeries({ copyRules: copyEventRules, publish: publishEvent }) }),
  /** Gives back the orders of cancelled events. */
  cancel: async () => ({ orders: await workCancellations() }),
  /** Puts seats of allocations on sale to everybody when their time or their rule says so. */
  "release-allocations": async () => ({ seats: await releaseDueAllocations() }),
  /** Every second where the server runs by itself; this is for hosts where only a schedule does. */
  "move-prices": movePrices,
  reconcile: async () => ({ payments: await reconcilePayments() }),
  /** Compares yesterday's movements of the gateway's balance with the ledger, once. */
  "reconcile-day": () => reconcileYesterday(),
  /** Counts the sales of days that changed. */
  "count-sales": async () => ({ days: await countDaySales() }),
  /** Reads the lists of networks and mail domains that are due (lib/protection/reputation). */
  "refresh-reputation": refreshReputation,
  "rotate-keys": rotateSigningKeys,
} satisfies Record<string, () => Promise<Record<string, number>>>;

export type CronJob = keyof typeof CRON_JOBS;

import { log } from "#lib/platform/observability/log";
import { singleton } from "#lib/platform/singleton";
import { announceFreed } from "#lib/reservations/expire-holds";
import { releaseHoldsOf } from "#lib/reservations/release-holds";
import { closeWaitingRoom } from "#lib/waiting-room/close-waiting-room";
import {
  type CancelledOrderRow,
  claimCancellationEnd,
  claimCancelledOrders,
  claimDueOrders,
  listOpenCancellations,
} from "./cancellation-store.ts";
import { claimGivenBack } from "./give-back-store.ts";
import { sendRefundsOf } from "./send-refunds.ts";
import { stopPayment } from "./stop-payment.ts";
import { claimWaiters, claimWaitersTold } from "./waiters-store.ts";

const PAGE = 100;
const RUNS_MAX = 100;

/**
 * Works at the runs of cancelled events until nothing is due: the queue is closed, holds are released, those who waited or held
 * seats are written to, and every order is given back by pages. Killed at any point it goes on where it stopped: what is decided is in the database, and a gateway is asked with a
 * key that never changes. Any number of processes share the work. Answers how many orders it worked at.
 */
export async function workCancellations(): Promise<number> {
  const at = singleton("cancellations at work", () => ({ isBusy: false }));
  // A run of many thousand orders takes longer than the schedule's pause.
  if (at.isBusy) return 0;
  at.isBusy = true;
  try {
    let worked = 0;
    for (const run of await listOpenCancellations(RUNS_MAX)) worked += await guarded(run);
    return worked;
  } finally {
    at.isBusy = false;
  }
}

/** One run that cannot go on now does not keep the others waiting. */
async function guarded(run: { eventId: number; isListed: boolean }): Promise<number> {
  try {
    return await workRun(run);
  } catch (error) {
    log().error({ err: error, eventId: run.eventId }, "the run of a cancelled event stopped and goes on later");
    return 0;
  }
}

async function workRun({ eventId, isListed }: { eventId: number; isListed: boolean }): Promise<number> {
  if (!isListed) {
    await closeWaitingRoom(eventId, "system");
    await claimCancelledOrders(eventId);
  }
  await claimWaiters(eventId);
  // A hold that was decided while the event was cancelled comes after the first look.
  await releaseHoldsOf(eventId);
  while ((await claimWaitersTold(eventId, PAGE)) > 0);
  let worked = 0;
  for (;;) {
    const page = await claimDueOrders(eventId, PAGE);
    if (page.length === 0) break;
    await workPage(eventId, page);
    worked += page.length;
  }
  if (await claimCancellationEnd(eventId)) log().info({ eventId }, "all orders of a cancelled event are given back");
  return worked;
}

async function workPage(eventId: number, page: readonly CancelledOrderRow[]): Promise<void> {
  const ids = page.map(({ orderId }) => orderId);
  const { toStop, changed } = await claimGivenBack(
    eventId,
    page.flatMap(({ orderId, status }) => (status === "WAITING" ? [orderId] : [])),
  );
  announceFreed(changed);
  for (const id of toStop) await stopGuarded(eventId, id);
  // What is stopped is over, and money that was taken meanwhile is given back like all other.
  if (toStop.length > 0) announceFreed((await claimGivenBack(eventId, toStop)).changed);
  await sendRefundsOf(eventId, ids);
}

async function stopGuarded(eventId: number, id: string): Promise<void> {
  try {
    await stopPayment({ eventId, id });
  } catch (error) {
    log().warn({ err: error, eventId, orderId: id }, "a payment for a cancelled event is not stopped yet");
  }
}

import { invariant } from "#lib/platform/invariant";
import { log } from "#lib/platform/observability/log";
import { unseal } from "#lib/platform/seal";
import { healthOfSale, isStepOn } from "#lib/protection/load/load-state";
import { openLiveSeats } from "#lib/seating/live-seats";
import type { SeatCounts } from "#lib/seating/live-states";
import { beginQueueForLoad } from "./begin-queue.ts";
import { endQueue } from "./end-queue.ts";
import { logReading } from "./log-reading.ts";
import { SEED_PURPOSE } from "./open-waiting-room.ts";
import { claimCalls, claimDraw, claimNumbers, listQueuesToMove, loadSalt, type QueueToMove } from "./store.ts";

/** Rooms that open within this time are counted already, so that a process that looks rarely does not miss an opening. */
export const SOON_SECONDS = 10;

/**
 * Moves every open queue one step: draws when it is time, numbers late arrivals, calls the next tickets; slower while checkout is slow, and
 * nobody while it is down or the sale is paused. While this process is loaded, automatic rooms begin to queue and none of them ends to. May run in any
 * number of processes at once. A queue that fails does not stop the others. Answers how many rooms are open or about to
 * open, and how many people were called.
 */
export async function moveQueues(): Promise<{ rooms: number; called: number }> {
  const queues = await listQueuesToMove(SOON_SECONDS);
  let called = 0;
  for (const queue of queues) {
    const beginsForLoad = queue.isAutomatic && queue.isFree && isStepOn("queue");
    if (!queue.isDue && !beginsForLoad) continue;
    try {
      if (beginsForLoad) await beginQueueForLoad(queue.eventId);
      called += await moveQueue(queue);
    } catch (error) {
      log().error({ err: error, eventId: queue.eventId }, "a queue could not be moved");
    }
  }
  return { rooms: queues.length, called };
}

async function moveQueue({ eventId, sealedSeed, isDrawn, isAutomatic, isSalePaused }: QueueToMove): Promise<number> {
  if (!isDrawn && !(await drawQueue(eventId, sealedSeed))) return 0;
  if (isAutomatic && !isSalePaused && !isStepOn("queue") && (await endQueue(eventId))) return 0;
  await claimNumbers(eventId);
  const called = isSalePaused ? 0 : await callNext(eventId);
  await logReading(eventId);
  return called;
}

async function callNext(eventId: number): Promise<number> {
  return claimCalls(eventId, { seats: await countSeats(eventId), health: healthOfSale() });
}

/** False when another process drew first or a ticket arrived in between. The next step tries again. */
async function drawQueue(eventId: number, sealedSeed: string): Promise<boolean> {
  const seed = unseal(SEED_PURPOSE, sealedSeed);
  invariant(seed !== undefined, "the seed of a draw was sealed by this app");
  return claimDraw(eventId, seed, await loadSalt(eventId));
}

/** The seats as this process knows them; undefined where it does not. */
async function countSeats(eventId: number): Promise<SeatCounts | undefined> {
  const seats = await openLiveSeats(eventId);
  await seats?.refresh();
  return seats && { free: seats.free(), occupied: seats.occupied() };
}

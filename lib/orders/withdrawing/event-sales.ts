import type { EventSales } from "#lib/catalog/event-sales";
import { invariant } from "#lib/platform/invariant";
import { deletePromosOf } from "#lib/pricing/promo/promo-fragments";
import { retaxLevels } from "#lib/pricing/rules/retax-levels";
import { deleteReservationsOf, lastHolds } from "#lib/reservations/reservation-fragments";
import { planSeatsOfNow } from "#lib/seating/allocations/plan-seats-of-now";
import { takePlannedSeatsAlong } from "#lib/seating/allocations/take-planned-seats-along";
import { takePaintingAlong } from "#lib/seating/painting/take-painting-along";
import { deleteSeatsOfEvent, lockSeatsOfEvent } from "#lib/seating/seat-fragments";
import { claimDrawMove, findDrawPlan } from "#lib/waiting-room/draw-move-store";
import { deleteQueueOf } from "#lib/waiting-room/queue-fragments";
import { isSold } from "./sold-rules.ts";

/** How the catalog takes an unsold event off sale, or deletes it. When a hold and this meet, the seats' locks let one of them win. */
export const eventSales: EventSales = {
  async isSold(tx, eventId) {
    await lockSeatsOfEvent(tx, eventId);
    // Read behind the locks, so that every hold that came before is seen.
    const holds = await lastHolds(tx, eventId);
    const order = await tx.order.findFirst({ where: { eventId }, select: { id: true } });
    const [clock] = await tx.$queryRaw<{ now: Date }[]>`SELECT now() AS now`;
    invariant(clock, "the database has a clock");
    return isSold({ hasOrders: order !== null, holds, now: clock.now });
  },
  async deleteUnsoldSeats(tx, eventId) {
    if (await eventSales.isSold(tx, eventId)) return false;
    await planSeatsOfNow(tx, eventId);
    await deleteSeatsOfEvent(tx, eventId);
    return true;
  },
  async takePaintedSeatsAlong(tx, event) {
    await takePaintingAlong(tx, event);
    await takePlannedSeatsAlong(tx, event);
  },
  retaxLevels,
  planDraw: findDrawPlan,
  moveDraw: claimDrawMove,
  async deleteTraces(tx, eventId) {
    await deleteReservationsOf(tx, eventId);
    await deletePromosOf(tx, eventId);
    await deleteQueueOf(tx, eventId);
  },
};

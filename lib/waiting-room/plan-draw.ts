import type { DrawPlan, MovedSale } from "#lib/catalog/event-sales";
import type { RoomRow } from "./room-store.ts";

/** Why the start of a sale stays: its order is drawn. The page says it in its own words. */
export const ORDER_IS_DRAWN =
  "cannot move: the order of the waiting room is drawn and people are let in by it. Pause the waiting room, or close it first";

/** Why a sale cannot end before its draw. */
export const ENDS_BEFORE_DRAW =
  "the waiting room would draw its order after the end of the sale: draw it earlier first";

/**
 * What a change of its sale does to the draw of a room. Before the draw it moves with the start and keeps its distance, but not into the
 * past: whoever joined by now takes part. A sale whose order is drawn cannot begin later. `after` ends at once where the event is postponed:
 * the draw keeps its distance until there is a date again, and nothing is refused.
 */
export function planDraw(room: RoomRow | undefined, { before, after, now }: Omit<MovedSale, "id">): DrawPlan {
  const isMoved = before.salesStartAt.getTime() !== after.salesStartAt.getTime();
  const isOther = isMoved || before.salesEndAt.getTime() !== after.salesEndAt.getTime();
  if (!room || room.closedAt || !isOther) return STAYS;
  const isSelling = after.salesEndAt > now;
  if (room.drawnAt) {
    const isRefused = isMoved && isSelling && room.mode === "ALWAYS" && after.salesStartAt > now;
    return isRefused ? { ok: false, problem: { path: "sales_start_time", message: ORDER_IS_DRAWN } } : STAYS;
  }
  const to = isMoved ? openingAfter(room.opensAt, { before, after, now }) : room.opensAt;
  if (isSelling && room.mode === "ALWAYS" && to >= after.salesEndAt) {
    const path = isMoved ? "sales_start_time" : "sales_end_time";
    return { ok: false, problem: { path, message: ENDS_BEFORE_DRAW } };
  }
  return to.getTime() === room.opensAt.getTime() ? STAYS : { ok: true, draw: { from: room.opensAt, to } };
}

const STAYS = { ok: true, draw: undefined } as const;

function openingAfter(opensAt: Date, { before, after, now }: Omit<MovedSale, "id">): Date {
  const distanceMs = Math.max(0, opensAt.getTime() - before.salesStartAt.getTime());
  const movedMs = after.salesStartAt.getTime() + distanceMs;
  const isBroughtIntoPast = after.salesEndAt > now && opensAt > now && movedMs < now.getTime();
  return isBroughtIntoPast ? now : new Date(movedMs);
}

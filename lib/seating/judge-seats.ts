import type { LiveSeats } from "./live-seats.ts";
import { judgeChoice } from "./lone-seat.ts";
import { readState } from "./seat-state.ts";

/**
 * Whether a choice would leave a lone seat that another choice of the same size would not, by the event's rule. Judged
 * once, when seats are held. Not judged when a wanted seat is not free: either the hold itself will refuse it, or the
 * request is a repetition and the seats are the buyer's already.
 */
export async function judgeSeats(
  seats: LiveSeats,
  seatIds: readonly number[],
): Promise<{ ok: true } | { ok: false; stranded: readonly number[]; suggestion: readonly number[] }> {
  if (seats.event.orphanRule === "OFF") return { ok: true };
  await seats.refresh();
  if (seatIds.some((seatId) => readState(seats.bitmap, seatId) !== 0)) return { ok: true };
  const { ids, hall, bitmap } = seats;
  const judged = judgeChoice(hall, ids.byPosition(bitmap), seatIds.map(ids.positionOf), {
    rule: seats.event.orphanRule === "STRICT" ? "strict" : "lenient",
    fill: 1 - seats.free() / Math.max(seats.event.capacity, 1),
    hoursToDoors: (seats.event.doorsAt.getTime() - Date.now()) / 3_600_000,
  });
  if (judged.ok) return judged;
  return { ok: false, stranded: judged.stranded.map(ids.idAt), suggestion: judged.suggestion.map(ids.idAt) };
}

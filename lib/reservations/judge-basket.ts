import type { Refused } from "#lib/platform/http/refusals";
import { judgeTotal } from "#lib/pricing/judge-total";
import { priceOf } from "#lib/seating/choose-seats";
import { judgeSeats } from "#lib/seating/judge-seats";
import type { LiveSeats } from "#lib/seating/live-seats";
import { refuse } from "./refusals.ts";

/** What a hold is judged by before any statement. */
type Ground = { seats: LiveSeats; hasProvenAddress: boolean | undefined };

/** What speaks against a basket of named seats before any statement. */
export async function judgeBasket(
  seatIds: readonly number[],
  ground: Ground,
): Promise<Refused<"invalid_request" | "orphan_seat" | "amount_not_payable" | "email_unproven"> | undefined> {
  const { seats } = ground;
  const unknown = seatIds.filter((seatId) => seats.ids.positionOf(seatId) === 0);
  if (unknown.length > 0) {
    const message = `there is no seat ${unknown.slice(0, 5).join(", ")} in this event`;
    return refuse("invalid_request", { fields: [{ path: "seat_ids", message }] });
  }
  const lone = await judgeSeats(seats, seatIds);
  return lone.ok
    ? judgePrices(seatIds, ground)
    : refuse("orphan_seat", { stranded: [...lone.stranded], suggestion: [...lone.suggestion] });
}

/**
 * Whether a payment can be of the seats' total; and for seats that cost nothing, whether the buyer has proven a mail address:
 * no payment bounds what a script holds, and limits count by person only where there is one. Prices in memory are seconds old at
 * most; the quote and the order judge once more.
 */
export function judgePrices(
  seatIds: readonly number[],
  { seats, hasProvenAddress }: Ground,
): Refused<"amount_not_payable" | "email_unproven"> | undefined {
  const totalMinor = seatIds.reduce((sum, seatId) => sum + priceOf(seats, seatId), 0);
  if (totalMinor === 0 && seatIds.length > 0 && !hasProvenAddress) return refuse("email_unproven");
  return judgeTotal(totalMinor, seats.event.currency);
}

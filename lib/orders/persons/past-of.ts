import { log } from "#lib/platform/observability/log";
import type { Measured } from "#lib/protection/risk/measure-risk";
import { findReviewsOf } from "#lib/protection/risk/review-store";
import { countAbandoned } from "#lib/reservations/churn-store";

/**
 * What the owner of these buyer keys did at an event before, as far as it adds to their risk: holds that they abandoned within minutes,
 * and orders for which they are on the organizer's list. Nothing for a new guest, and nothing while the database does not answer: a
 * risk decides only how much is asked.
 */
export async function pastOf(
  eventId: number,
  keys: readonly string[],
): Promise<Pick<Measured, "abandonedHolds" | "pastReasons">> {
  if (keys.length === 0) return {};
  try {
    const [abandonedHolds, reviews] = await Promise.all([countAbandoned(eventId, keys), findReviewsOf(eventId, keys)]);
    return { abandonedHolds, pastReasons: reviews.flatMap(({ reasons }) => reasons) };
  } catch (error) {
    log().warn({ err: error, eventId }, "what a buyer did before could not be read, and adds nothing to their risk");
    return {};
  }
}

import { isDisposable } from "../reputation/reputation-of.ts";
import { countRisk } from "./assess-risk.ts";
import { BANDS, judgeRisk, ORDER_SIGNALS, type Risk, type Signals } from "./judge-risk.ts";
import { keepReview } from "./review-store.ts";

type AssessedOrder = {
  readonly eventId: number;
  readonly buyerKey: string;
  readonly mail: string;
  /** What its groups bought: strengths of `ORDER_SIGNALS`. */
  readonly groups: Signals;
  /** The numbers of the orders of these groups, this one among them. */
  readonly orders: readonly string[];
};

/**
 * The risk of a paid order. One whose card or mailbox has more than one person may comes on the organizer's list with its buyer;
 * a throw-away address alone is counted and puts nobody there. Refuses nothing: the order is paid and stays so.
 */
export async function assessOrder({ eventId, buyerKey, mail, groups, orders }: AssessedOrder): Promise<Risk> {
  const risk = countRisk(judgeRisk({ ...groups, disposable_mail: (await isDisposable(mail)) ? 1 : 0 }));
  const isBeyond = ORDER_SIGNALS.some((name) => (groups[name] ?? 0) > 0);
  // Whose score is high reads that they are in the slow lane, which no order brings them into.
  const score = Math.min(risk.score, BANDS.high - 1);
  if (isBeyond) await keepReview(eventId, { personKey: buyerKey, score, reasons: risk.reasons, orders });
  return risk;
}

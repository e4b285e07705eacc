import { log } from "#lib/platform/observability/log";
import { decisionOn } from "./decided-people.ts";
import type { Risk } from "./judge-risk.ts";
import { type Measured, measureRisk } from "./measure-risk.ts";
import { assessedRisks, listedReviews, riskReasons } from "./metrics.ts";
import { referenceOf } from "./review-reference.ts";
import { keepReview } from "./review-store.ts";

/** At high risk with the reference by which the person and the organizer mean the same line of the list; none while the list is full. */
export type AssessedRisk = Risk & { readonly reference?: string };

/**
 * The risk of one person's request for a challenge of one event. Whom the organizer approved is low from then on, whom they refused is high;
 * who is high comes on the organizer's list. Never throws and never refuses: a risk decides only how much is asked.
 */
export async function assessRisk(asked: Measured): Promise<AssessedRisk> {
  const { eventId, actor } = asked;
  const decision = await decisionOn(eventId, [actor]);
  if (decision) return countRisk(decidedRisk(decision));
  const risk = countRisk(await measureRisk(asked));
  return risk.band === "high" ? { ...risk, ...(await list(eventId, actor, risk)) } : risk;
}

function decidedRisk({ isRefused, id }: { isRefused: boolean; id: string }): AssessedRisk {
  if (!isRefused) return { score: 0, band: "low", reasons: ["approved_by_organizer"] };
  return { score: 100, band: "high", reasons: ["refused_by_organizer"], reference: referenceOf(id) };
}

/** The risk, after it is counted in the metrics. */
export function countRisk<Judged extends Risk>(risk: Judged): Judged {
  assessedRisks.inc({ band: risk.band });
  for (const signal of risk.reasons) riskReasons.inc({ signal });
  return risk;
}

async function list(eventId: number, actor: string, { score, reasons }: Risk): Promise<{ reference?: string }> {
  try {
    const id = await keepReview(eventId, { personKey: actor, score, reasons });
    listedReviews.inc({ outcome: id ? "listed" : "full" });
    return id ? { reference: referenceOf(id) } : {};
  } catch (error) {
    log().warn({ err: error, eventId }, "a request of high risk could not be put on the organizer's list");
    listedReviews.inc({ outcome: "failed" });
    return {};
  }
}

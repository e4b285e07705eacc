import { appendManyAudits } from "#lib/audit/append-audit";
import { eventDb } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import { referenceOf } from "#lib/protection/risk/review-reference";
import { decideReviews } from "#lib/protection/risk/review-store";
import { LANES } from "../lanes.ts";

/** Decides about buyers of an event with a line of the audit log for each. Answers how many it changed. */
export async function claimDecision(
  eventId: number,
  { ids, decision, note }: { ids: readonly string[]; decision: "approve" | "refuse"; note: string },
  { actor, organizationId }: { actor: string; organizationId: string },
): Promise<number> {
  return inTransaction(eventDb(eventId), async (tx) => {
    const state = decision === "approve" ? "APPROVED" : "REFUSED";
    const decided = await decideReviews(tx, eventId, { ids, state, note, by: actor });
    if (decision === "approve") {
      const buyerKey = { in: decided.map(({ personKey }) => personKey) };
      // A ticket with a number keeps it: an order that was drawn never changes.
      const where = { eventId, buyerKey, lane: LANES.slow, sequence: null };
      await tx.queueTicket.updateMany({ where, data: { lane: LANES.everyone } });
    }
    await appendManyAudits(
      tx,
      decided.map(({ id, reasons }) => ({
        ...{ actor, action: `risk_review.${decision}`, subject: referenceOf(id), outcome: "ok" },
        ...{ organizationId, eventId, detail: { reasons, note } },
      })),
    );
    return decided.length;
  });
}

import { appendAudit } from "#lib/audit/append-audit";
import { erasePerson } from "#lib/identity/people/erase-person";
import { eraseMember, lockSoleOwnerships } from "#lib/organizations/members/erase-member";
import { globalDb } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import { appendFact } from "#lib/platform/outbox/append-fact";
import { eraseReviews } from "#lib/protection/risk/review-store";
import { eraseChurn } from "#lib/reservations/churn-store";
import { eraseAccess } from "#lib/seating/access/erase-access";

export type ErasureOutcome = { kind: "erased" | "missing" } | { kind: "last_owner"; organizations: string[] };

/**
 * Erases a person in one transaction: clears the personal data of their row, deletes everything that gives access in their
 * name, and appends the fact that erases their orders, so that none of these happens alone. The last owner of an organization
 * is not erased. The audit log keeps their key, which no longer identifies a person.
 */
export async function claimErasure(
  userId: string,
  { email, voidTickets }: { email: string; voidTickets: boolean },
): Promise<ErasureOutcome> {
  return inTransaction(globalDb(), async (tx) => {
    const organizations = await lockSoleOwnerships(tx, userId);
    if (organizations.length > 0) return { kind: "last_owner", organizations };
    if (!(await erasePerson(tx, { userId, email }))) return { kind: "missing" };
    await eraseMember(tx, { userId, email });
    await eraseAccess(tx, { userId, email });
    await eraseReviews(tx, userId);
    await eraseChurn(tx, userId);
    const who = `user:${userId}`;
    await appendFact(tx, { type: "account.erased", subject: who, payload: { userId, email, voidTickets } });
    const detail = { void_tickets: voidTickets };
    await appendAudit(tx, { actor: who, action: "account.erase", subject: who, outcome: "ok", detail });
    return { kind: "erased" };
  });
}

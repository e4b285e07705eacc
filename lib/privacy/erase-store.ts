import { appendAudit } from "#lib/audit/append-audit";
import { erasePerson } from "#lib/identity/people/erase-person";
import { eraseMember, lockSoleOwnerships } from "#lib/organizations/members/erase-member";
import { inTransaction } from "#lib/platform/db/transaction";
import { appendFact } from "#lib/platform/outbox/append-fact";

export type ErasureOutcome = { kind: "erased" | "missing" } | { kind: "last_owner"; organizations: string[] };

/**
 * Erases a person in one transaction: their row loses what names them and can never sign in again, all that gives access in
 * their name is gone, and the fact by which their orders are erased is appended, so that none of it happens alone. The last owner
 * of an organization is not erased. The audit log keeps their key, which names nobody any more.
 */
export async function claimErasure(
  userId: string,
  { email, voidTickets }: { email: string; voidTickets: boolean },
): Promise<ErasureOutcome> {
  return inTransaction(async (tx) => {
    const organizations = await lockSoleOwnerships(tx, userId);
    if (organizations.length > 0) return { kind: "last_owner", organizations };
    if (!(await erasePerson(tx, { userId, email }))) return { kind: "missing" };
    await eraseMember(tx, { userId, email });
    const who = `user:${userId}`;
    await appendFact(tx, { type: "account.erased", subject: who, payload: { userId, email, voidTickets } });
    const detail = { void_tickets: voidTickets };
    await appendAudit(tx, { actor: who, action: "account.erase", subject: who, outcome: "ok", detail });
    return { kind: "erased" };
  });
}

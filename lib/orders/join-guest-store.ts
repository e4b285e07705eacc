import { appendAudit } from "#lib/audit/append-audit";
import { findPersonIn } from "#lib/identity/person-fragments";
import { globalDb } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";

/**
 * Gives the account the orders that were bought as a guest with its proven mail, and those of the guest whose key is given.
 * Only guests' orders move: what another account bought for this mail stays with that account. Answers how many moved.
 */
export async function claimGuestOrders(userId: string, guestKey: string | undefined): Promise<number> {
  return inTransaction(globalDb(), async (tx) => {
    const person = await findPersonIn(tx, userId);
    if (!person?.isProven || person.isDisabled) return 0;
    const buyerKey = `user:${userId}`;
    const moved = await tx.order.updateManyAndReturn({
      where: {
        buyerKey: { startsWith: "guest:" },
        OR: [{ email: person.email }, ...(guestKey === undefined ? [] : [{ buyerKey: guestKey }])],
      },
      data: { buyerKey, userId },
      select: { eventId: true, number: true },
    });
    for (const { eventId, number } of moved) {
      await appendAudit(tx, { actor: buyerKey, action: "order.join", subject: number, outcome: "ok", eventId });
    }
    return moved.length;
  });
}

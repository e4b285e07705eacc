import { db } from "#lib/platform/db/db";
import { cameFrom } from "#lib/platform/http/request-context";

/**
 * Gives the account the orders that were bought as a guest with its proven mail, and those of the guest whose key is given.
 * Only guests' orders move: what another account bought for this mail stays with that account. Answers how many moved.
 */
export async function claimGuestOrders(userId: string, guestKey: string | undefined): Promise<number> {
  const { address, requestId } = cameFrom();
  return db().$executeRaw`
    WITH moved AS (
      UPDATE orders o SET buyer_key = 'user:' || u.id, user_id = u.id
      FROM users u
      WHERE u.id = ${userId}::uuid AND u.email_verified IS NOT NULL AND u.disabled_at IS NULL
        AND (o.email = u.email OR o.buyer_key = ${guestKey ?? ""}) AND o.buyer_key LIKE 'guest:%'
      RETURNING o.event_id, o.number, u.id
    )
    INSERT INTO audit_log (actor, action, event_id, subject, outcome, address, request_id)
    SELECT 'user:' || id, 'order.join', event_id, number, 'ok', ${address}, ${requestId} FROM moved`;
}

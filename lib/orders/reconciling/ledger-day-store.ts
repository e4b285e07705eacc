import { globalDb } from "#lib/platform/db/db";
import type { LedgerMovementRow } from "./compare-movements.ts";

/** What the ledgers of all events say that a gateway's balance moved by, the oldest first. Fees are the gateway's alone. */
export async function listLedgerMovements(
  gateway: string,
  { from, until }: { from: Date; until: Date },
): Promise<LedgerMovementRow[]> {
  return globalDb().$queryRaw<LedgerMovementRow[]>`
    SELECT l.transaction_id::text AS id, l.amount_minor AS "amountMinor", l.currency, l.at, p.gateway_id AS "gatewayPaymentId",
      CASE l.kind WHEN 'CAPTURED' THEN 'captured' WHEN 'REFUNDED' THEN 'refunded' WHEN 'REFUND_RETURNED' THEN 'refund_returned'
        WHEN 'DISPUTED' THEN 'disputed' ELSE 'dispute_returned' END AS kind
    FROM ledger_lines l JOIN payments p ON p.event_id = l.event_id AND p.id = l.payment_id
    WHERE l.account = 'GATEWAY' AND l.kind <> 'FEE' AND p.gateway = ${gateway} AND p.gateway_id IS NOT NULL
      AND l.at >= ${from} AND l.at < ${until}
    ORDER BY l.at, l.transaction_id`;
}

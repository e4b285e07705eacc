import { globalDb } from "#lib/platform/db/db";
import type { LedgerMovementRow, OpenRefund } from "./compare-movements.ts";

type Span = { from: Date; until: Date };

/**
 * What the ledgers of all events say that a gateway's balances moved by, the platform's own and those of these connected accounts, the
 * oldest first, without the fees.
 */
export async function listLedgerMovements(
  { gateway, accounts }: { gateway: string; accounts: readonly string[] },
  { from, until }: Span,
): Promise<LedgerMovementRow[]> {
  return globalDb().$queryRaw<LedgerMovementRow[]>`
    SELECT l.transaction_id::text AS id, l.amount_minor AS "amountMinor", l.currency, l.at, p.gateway_id AS "gatewayPaymentId", p.account,
      CASE l.kind WHEN 'CAPTURED' THEN 'captured' WHEN 'REFUNDED' THEN 'refunded' WHEN 'REFUND_RETURNED' THEN 'refund_returned'
        WHEN 'DISPUTED' THEN 'disputed' ELSE 'dispute_returned' END AS kind
    FROM ledger_lines l JOIN payments p ON p.event_id = l.event_id AND p.id = l.payment_id
    WHERE l.account = 'GATEWAY' AND l.movement IS NULL AND p.gateway = ${gateway} AND p.gateway_id IS NOT NULL
      AND (p.account IS NULL OR p.account = ANY (${accounts}::text[])) AND l.at >= ${from} AND l.at < ${until}
    ORDER BY l.at, l.transaction_id`;
}

/** A payment of ours as its gateway knows it. */
export type KnownPayment = { eventId: number; id: string; orderId: string; orderNumber: string; gatewayId: string };

/** Our payments of these ids at a gateway, of all events. */
export async function listPaymentsAt(gateway: string, gatewayIds: readonly string[]): Promise<KnownPayment[]> {
  return globalDb().$queryRaw<KnownPayment[]>`
    SELECT p.event_id AS "eventId", p.id::text AS id, p.order_id::text AS "orderId", o.number AS "orderNumber", p.gateway_id AS "gatewayId"
    FROM payments p JOIN orders o ON o.event_id = p.event_id AND o.id = p.order_id
    WHERE p.gateway = ${gateway} AND p.gateway_id = ANY (${gatewayIds}::text[])`;
}

/** The fees in the ledgers of these payments, by the gateway's movement, with the platform's part of them. */
export async function listFees(payments: readonly KnownPayment[]): Promise<Map<string, number>> {
  const rows = await globalDb().$queryRaw<{ movement: string; feeMinor: number }[]>`
    SELECT split_part(l.movement, ':', 1) AS movement, -sum(l.amount_minor)::float8 AS "feeMinor"
    FROM unnest(${payments.map(({ eventId }) => eventId)}::int[], ${payments.map(({ id }) => id)}::uuid[]) AS p(event_id, id)
      JOIN ledger_lines l ON l.event_id = p.event_id AND l.payment_id = p.id
    WHERE l.account = 'GATEWAY' AND l.movement IS NOT NULL
    GROUP BY 1`;
  return new Map(rows.map(({ movement, feeMinor }) => [movement, feeMinor]));
}

/** The refunds of these payments that our ledger counts in this later span. */
export async function listLaterRefunds(
  payments: readonly KnownPayment[],
  { from, until }: Span,
): Promise<LedgerMovementRow[]> {
  return globalDb().$queryRaw<LedgerMovementRow[]>`
    SELECT l.transaction_id::text AS id, l.amount_minor AS "amountMinor", l.currency, l.at, p.gateway_id AS "gatewayPaymentId", p.account, 'refunded' AS kind
    FROM unnest(${payments.map(({ eventId }) => eventId)}::int[], ${payments.map(({ id }) => id)}::uuid[]) AS k(event_id, id)
      JOIN payments p ON p.event_id = k.event_id AND p.id = k.id
      JOIN ledger_lines l ON l.event_id = p.event_id AND l.payment_id = p.id
    WHERE l.account = 'GATEWAY' AND l.kind = 'REFUNDED' AND l.at >= ${from} AND l.at < ${until}
    ORDER BY l.at, l.transaction_id`;
}

/** The refunds of these payments that wait for the gateway's word, or failed. */
export async function listOpenRefunds(
  payments: readonly KnownPayment[],
  status: "PENDING" | "FAILED",
): Promise<OpenRefund[]> {
  return globalDb().$queryRaw<OpenRefund[]>`
    SELECT p.gateway_id AS "gatewayPaymentId", r.amount_minor AS "amountMinor"
    FROM unnest(
        ${payments.map(({ eventId }) => eventId)}::int[], ${payments.map(({ orderId }) => orderId)}::uuid[],
        ${payments.map(({ id }) => id)}::uuid[], ${payments.map(({ gatewayId }) => gatewayId)}::text[]
      ) AS p(event_id, order_id, id, gateway_id)
      JOIN refunds r ON r.event_id = p.event_id AND r.order_id = p.order_id AND r.payment_id = p.id
    WHERE r.status = ${status}::refund_status`;
}

import { publicId } from "#lib/platform/ids";
import { toMajor } from "#lib/platform/money";
import type { RefundWire } from "./refund-contract.ts";
import type { RefundRow } from "./refund-store.ts";

/** A refund as the wire has it. */
export function refundOnWire(
  refund: RefundRow,
  { orderNumber, currency, tickets }: { orderNumber: string; currency: string; tickets: string[] },
): RefundWire {
  return {
    refund_id: publicId(refund.eventId, refund.id),
    order_number: orderNumber,
    amount: toMajor(refund.amountMinor, currency),
    currency,
    status: STATUS[refund.status],
    tickets,
    reason: refund.reason,
    failure: refund.failure,
    created_at: refund.createdAt.toISOString(),
  };
}

const STATUS = { PENDING: "pending", SUCCEEDED: "succeeded", FAILED: "failed" } as const;

import { publicId } from "#lib/platform/ids";
import { toMajor } from "#lib/platform/money";
import type { RefundWire } from "./refund-contract.ts";
import { addOnsOfRefund, type ReturnedAddOn } from "./refund-rules.ts";
import type { RefundRow } from "./refund-store.ts";

type Named = readonly { addOnId: string; name: string }[];

/** A refund as the wire has it. `addOns` are those of its order. */
export function refundOnWire(
  refund: RefundRow,
  {
    orderNumber,
    currency,
    tickets,
    addOns,
  }: { orderNumber: string; currency: string; tickets: string[]; addOns: Named },
): RefundWire {
  return {
    refund_id: publicId(refund.eventId, refund.id),
    order_number: orderNumber,
    amount: toMajor(refund.amountMinor, currency),
    currency,
    status: STATUS[refund.status],
    tickets,
    add_ons: addOnsOfRefund(refund).map((returned) => returnedAddOnOnWire(returned, { currency, addOns })),
    reason: refund.reason,
    failure: refund.failure,
    created_at: refund.createdAt.toISOString(),
  };
}

/** Add-ons that go back, with their name as they were sold. */
export function returnedAddOnOnWire(
  { addOnId, quantity, minor }: ReturnedAddOn,
  { currency, addOns }: { currency: string; addOns: Named },
): RefundWire["add_ons"][number] {
  const name = addOns.find((each) => each.addOnId === addOnId)?.name ?? "";
  return { add_on_id: addOnId, name, quantity, amount: toMajor(minor, currency) };
}

const STATUS = { PENDING: "pending", SUCCEEDED: "succeeded", FAILED: "failed" } as const;

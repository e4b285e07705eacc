import type { Person } from "#lib/identity/identify";
import type { Refused } from "#lib/platform/http/refusals";
import { invariant } from "#lib/platform/invariant";
import { toMajor } from "#lib/platform/money";
import { totalsOf } from "../invoicing/invoice-lines.ts";
import { linesOfNextRefund } from "../invoicing/lines-of-refund.ts";
import { taxOnWire } from "../placing/quote-wire.ts";
import { findOrderRows } from "../reading/store.ts";
import type { RefundPreview } from "./refund-contract.ts";
import { notRefundable } from "./refund-order.ts";
import { type RefundOrder, type RequestRefusal, readRefundRequest } from "./refund-request.ts";
import { tryRefund } from "./refund-store.ts";
import { returnedAddOnOnWire } from "./refund-wire.ts";

/** What a refund would give back, with the fees and taxes in it, or why it would be refused. Nothing changes. */
export async function previewRefund(
  person: Person,
  request: RefundOrder,
): Promise<{ ok: true; preview: RefundPreview } | RequestRefusal | Refused<"not_refundable">> {
  const read = await readRefundRequest(person, request);
  if (!read.ok) return read;
  const { order, asked } = read;
  const { judged, refundCount } = await tryRefund(order, asked);
  if (judged.said !== "ok") return notRefundable(judged, order.currency);
  const rows = await findOrderRows({ eventId: order.eventId, id: order.id });
  invariant(rows, "an order that was judged exists");
  const { amountMinor, restMinor, chosen, addOns, isWhole } = judged;
  const { currency } = order;
  const lines = linesOfNextRefund(rows, { amountMinor, addOns, seatIds: chosen.map(({ seatId }) => seatId) });
  const feesMinor = lines.reduce((sum, { feeMinor }) => sum + feeMinor, 0);
  const preview = {
    ...{ order_number: order.number, amount: toMajor(amountMinor, currency), currency },
    fees: toMajor(feesMinor, currency),
    taxes: totalsOf(lines).taxes.map((tax) => taxOnWire(tax, currency)),
    tickets: chosen.map(({ number }) => number),
    add_ons: addOns.map((returned) => returnedAddOnOnWire(returned, { currency, addOns: rows.addOns })),
    ...{ is_whole: isWhole, remaining_amount: toMajor(restMinor - amountMinor, currency) },
    seen_refunds: refundCount,
  };
  return { ok: true, preview };
}

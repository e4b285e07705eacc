import type { PaymentStatus } from "#lib/payments/state";
import type { RefundAsked, RefundJudgement } from "../refunding/judge-refund.ts";
import type { OrderStatus } from "../state.ts";

/** What becomes of one order of a cancelled event, as read behind its locks. */
export type CancelStep<Ticket> =
  /** Its tickets are void and, where `amountMinor` is not 0, a refund of it is on the books. */
  | { does: "give_back"; amountMinor: number; chosen: Ticket[] }
  /** Its payment is under way: it is stopped at the gateway first, or its money is taken and given back. */
  | { does: "stop_payment" }
  /** Nothing is owed: it was given back before, or was never paid. */
  | { does: "nothing" }
  | { does: "fail"; failure: CancelFailure };

/** Why an order's money is not back. `disputed`: the buyer's bank decides about it. `refused`: the gateway refused the refund. */
export const CANCEL_FAILURES = ["disputed", "refused"] as const;
export type CancelFailure = (typeof CANCEL_FAILURES)[number];

/** The one refund of an order whose event is cancelled. Its key never changes, so it is given back once (INV-6). */
export function cancelRefund(order: { number: string }, stepMinor: number): RefundAsked {
  return {
    ...{
      kind: "cancelled",
      numbers: [],
      amountMinor: null,
      reason: "event_cancelled",
      byOwner: false,
      actor: "system",
    },
    ...{ key: `${order.number}-cancelled`, stepMinor, gatewayId: null },
  };
}

/** Decides the next step of an order of a cancelled event from what its refund would be. */
export function judgeCancelled<Ticket>(
  order: { status: OrderStatus },
  payment: { status: PaymentStatus } | undefined,
  refund: RefundJudgement<Ticket>,
): CancelStep<Ticket> {
  if (refund.said === "ok") return { does: "give_back", amountMinor: refund.amountMinor, chosen: refund.chosen };
  if (order.status === "PENDING" || refund.said === "payment_under_way") return { does: "stop_payment" };
  // Money that a bank took for good is with the buyer.
  if (refund.said === "disputed" && payment?.status !== "LOST") return { does: "fail", failure: "disputed" };
  return { does: "nothing" };
}

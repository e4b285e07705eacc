import { gatewayOf } from "#lib/payments/choose-gateway";
import { type GatewayFee, type GatewayRefund, GatewayRejected } from "#lib/payments/gateway";
import { Failure, invariant } from "#lib/platform/invariant";
import { log } from "#lib/platform/observability/log";
import { bookFees } from "../ledger/ledger-store.ts";
import { findPayment, type PaymentRow } from "../settling/payment-store.ts";
import { isByPayment } from "./refund-rules.ts";
import { claimRefundEnd, type RefundRow } from "./refund-store.ts";

/**
 * Asks the gateway for a recorded refund, with its stored key, and records the answer. An unreachable gateway changes nothing for
 * the buyer, because the reconciler asks again. A refusal leaves the refund FAILED, for staff to send again.
 */
export async function sendRefund(refund: RefundRow): Promise<void> {
  const payment = await findPayment(refund.eventId, refund.paymentId);
  invariant(payment, "a refund is of a payment");
  const answer = await askForRefund(refund, payment);
  if (answer !== "unknown") await recordRefundState(refund, answer);
}

/** What a gateway says of a refund; one that it refused has no id there. */
export type RefundState = Pick<GatewayRefund, "status" | "failure" | "fee"> & { gatewayId: string | null };

/**
 * Asks the gateway for a recorded refund, with its stored key. `unknown`: the gateway is out of reach, and whether it heard us is
 * open.
 */
export async function askForRefund(refund: RefundRow, payment: PaymentRow): Promise<RefundState | "unknown"> {
  invariant(payment.gatewayId, "a refund is of a payment that its gateway knows");
  try {
    return await gatewayOf(payment).refund({
      gatewayId: payment.gatewayId,
      amountMinor: refund.amountMinor,
      currency: payment.currency,
      idempotencyKey: gatewayKeyOf(refund),
      reason: isByPayment(refund.kind) ? refund.kind.toLowerCase() : "requested",
      ...(payment.applicationFeeMinor > 0 ? { returnsApplicationFee: true } : {}),
    });
  } catch (error) {
    if (error instanceof GatewayRejected) {
      log().error({ err: error, ...about(refund) }, "the gateway rejected a refund");
      return { status: "failed", gatewayId: null, failure: error.code };
    }
    if (!(error instanceof Failure)) throw error;
    log().warn({ err: error, ...about(refund) }, "a refund is not sent yet, it is asked for again");
    return "unknown";
  }
}

/** The key under which this attempt of a refund is known at the gateway. */
export function gatewayKeyOf({ idempotencyKey, attempt }: Pick<RefundRow, "idempotencyKey" | "attempt">): string {
  return attempt === 1 ? idempotencyKey : `${idempotencyKey}-${attempt}`;
}

/** Brings a refund of our books to what the gateway says of it, with what came back of the fees. */
export async function recordRefundState(refund: RefundRow, state: RefundState): Promise<void> {
  const { status, gatewayId, failure = null, fee } = state;
  if (status === "succeeded") await claimRefundEnd(refund, { status: "SUCCEEDED", gatewayId });
  if (status === "succeeded" && fee) await bookRefundFee(refund, fee);
  if (status !== "failed" || !(await claimRefundEnd(refund, { status: "FAILED", gatewayId, failure }))) return;
  log().error({ ...about(refund), failure }, "a refund failed: the buyer still waits for the money");
}

/** Books what came back of a payment's fees with a refund, once however often it is heard. */
export async function bookRefundFee({ eventId, paymentId, orderId }: RefundRow, fee: GatewayFee): Promise<void> {
  if (fee.feeMinor !== 0) await bookFees({ eventId, id: paymentId, orderId }, [fee]);
}

function about({ eventId, id, orderId }: RefundRow): { eventId: number; orderId: string; refundId: string } {
  return { eventId, orderId, refundId: id };
}

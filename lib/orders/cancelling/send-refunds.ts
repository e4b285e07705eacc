import { log } from "#lib/platform/observability/log";
import { findAtGateway } from "../refunding/record-refunds.ts";
import type { RefundRow } from "../refunding/refund-store.ts";
import { askForRefund, bookRefundFee } from "../refunding/send-refund.ts";
import type { PaymentRow } from "../settling/payment-store.ts";
import { listRefundsToSend } from "./cancellation-store.ts";
import { claimRefundsEnded, type RefundAnswer } from "./end-refunds-store.ts";

/** Requests that one process has at the gateway at the same time. */
const AT_ONCE = 8;

type ToSend = { refund: RefundRow; payment: PaymentRow; isRepeated: boolean };

/** Sends the refunds of these orders of a cancelled event off and records the answers. What got none stays to be asked again. */
export async function sendRefundsOf(eventId: number, orderIds: readonly string[]): Promise<void> {
  const waiting = (await listRefundsToSend(eventId, orderIds)).values();
  const answers: RefundAnswer[] = [];
  const lane = async () => {
    for (const each of waiting) {
      const answer = await answerOn(each);
      if (answer) answers.push(answer);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  await claimRefundsEnded(eventId, answers);
  for (const { refund, status, fee } of answers) if (status === "SUCCEEDED" && fee) await bookRefundFee(refund, fee);
}

async function answerOn({ refund, payment, isRepeated }: ToSend): Promise<RefundAnswer | undefined> {
  if (refund.status !== "PENDING") {
    const { status, gatewayId, failure } = refund;
    return { refund, status, gatewayId, failure };
  }
  try {
    // The gateway is looked at before it is asked again: it forgets a key after a day, we never do.
    const known = isRepeated ? await findAtGateway(refund, payment) : undefined;
    const answer = known ?? (await askForRefund(refund, payment));
    if (answer === "unknown") return undefined;
    const { gatewayId, failure = null, fee } = answer;
    return { refund, status: STATUS[answer.status], gatewayId, failure, ...(fee ? { fee } : {}) };
  } catch (error) {
    log().warn({ err: error, eventId: refund.eventId, orderId: refund.orderId }, "a refund is not sent yet");
    return undefined;
  }
}

const STATUS = { pending: "PENDING", succeeded: "SUCCEEDED", failed: "FAILED" } as const;

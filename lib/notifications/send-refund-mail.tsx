import { orderById } from "#lib/orders/reading/find-order";
import { env } from "#lib/platform/env";
import { invariant } from "#lib/platform/invariant";
import { deliver } from "./deliver.ts";
import { mailWords } from "./mail-words.ts";
import { orderLinks } from "./order-links.ts";
import { renderMail } from "./render-mail.ts";
import { type REFUND_REASONS, RefundMail } from "./templates/refund-mail.tsx";

/** Mails the buyer that a refund is on its way, or that no money was taken; once for each refund. */
export async function sendRefundMail(refund: {
  eventId: number;
  orderId: string;
  /** Null when the card was only authorized and then released: nothing was charged. */
  refundId: string | null;
  amountMinor: number;
  reason: (typeof REFUND_REASONS)[number];
}): Promise<void> {
  const { eventId, orderId, refundId, amountMinor, reason } = refund;
  const order = await orderById(eventId, orderId);
  invariant(order, "the fact of a refund is appended in the transaction of its order");
  const words = await mailWords(order.locale);
  const wasCharged = refundId !== null;
  const facts = {
    order,
    amountMinor,
    reason,
    wasCharged,
    words,
    orderUrl: orderLinks(order).order,
    appUrl: env().APP_URL,
  };
  const { html, text } = await renderMail(<RefundMail {...facts} />);
  await deliver({
    dedupeKey: `refund:${eventId}:${orderId}:${refundId ?? "void"}`,
    template: wasCharged ? "refund" : "void",
    recipient: order.email,
    subject: words.t(wasCharged ? "refund.subject" : "void.subject", { title: order.event.title }),
    html,
    text,
  });
}

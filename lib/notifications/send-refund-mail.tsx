import { orderById } from "#lib/orders/reading/find-order";
import { seatOfTicket } from "#lib/orders/reading/seat-of-ticket";
import type { OrderView } from "#lib/orders/reading/views";
import { readWhatWentBack } from "#lib/orders/refunding/queries";
import { invariant } from "#lib/platform/invariant";
import { deliver } from "./deliver.ts";
import { orderLetter } from "./order-letter.ts";
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
  const letter = await orderLetter(order);
  const wasCharged = refundId !== null;
  const what = refundId === null ? { seats: [], addOns: [] } : await whatWentBack(order, { eventId, refundId });
  const { html, text } = await renderMail(
    <RefundMail {...letter} {...{ amountMinor, reason, wasCharged }} {...what} />,
  );
  await deliver({
    dedupeKey: `refund:${eventId}:${orderId}:${refundId ?? "void"}`,
    template: wasCharged ? "refund" : "void",
    recipient: order.email,
    subject: letter.words.t(wasCharged ? "refund.subject" : "void.subject", { title: order.event.title }),
    html,
    text,
  });
}

async function whatWentBack({ tickets }: OrderView, { eventId, refundId }: { eventId: number; refundId: string }) {
  const { ticketIds, addOns } = await readWhatWentBack(eventId, refundId);
  return { seats: tickets.filter(({ id }) => ticketIds.includes(id)).map(seatOfTicket), addOns };
}

import { orderById } from "#lib/orders/reading/find-order";
import { invariant } from "#lib/platform/invariant";
import { log } from "#lib/platform/observability/log";
import { deliver } from "./deliver.ts";
import { orderLetter } from "./order-letter.ts";
import { renderMail } from "./render-mail.ts";
import { OfferMail } from "./templates/offer-mail.tsx";

/** Asks the buyer whether other seats will do; once for each offer. One that was answered or ran out sends nothing. */
export async function sendOfferMail({ eventId, orderId }: { eventId: number; orderId: string }): Promise<void> {
  const order = await orderById(eventId, orderId);
  invariant(order, "the fact of an offer is appended in the transaction of its order");
  if (!order.offer) {
    log().info({ eventId, orderId }, "no open offer to send");
    return;
  }
  const letter = await orderLetter(order);
  const { html, text } = await renderMail(<OfferMail {...letter} offer={order.offer} />);
  await deliver({
    dedupeKey: `offer:${eventId}:${orderId}:${order.offer.until}`,
    template: "offer",
    recipient: order.email,
    subject: letter.words.t("offer.subject", { title: order.event.title }),
    html,
    text,
  });
}

import { orderById } from "#lib/orders/reading/find-order";
import { env } from "#lib/platform/env";
import { invariant } from "#lib/platform/invariant";
import { log } from "#lib/platform/observability/log";
import { deliver } from "./deliver.ts";
import { mailWords } from "./mail-words.ts";
import { orderLinks } from "./order-links.ts";
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
  const words = await mailWords(order.locale);
  const facts = { order, offer: order.offer, words, orderUrl: orderLinks(order).order, appUrl: env().APP_URL };
  const { html, text } = await renderMail(<OfferMail {...facts} />);
  await deliver({
    dedupeKey: `offer:${eventId}:${orderId}:${order.offer.until}`,
    template: "offer",
    recipient: order.email,
    subject: words.t("offer.subject", { title: order.event.title }),
    html,
    text,
  });
}

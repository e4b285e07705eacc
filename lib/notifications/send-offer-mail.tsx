import { z } from "zod";
import { orderById } from "#lib/orders/reading/find-order";
import { env } from "#lib/platform/env";
import { positiveInt, uuid } from "#lib/platform/input";
import { invariant } from "#lib/platform/invariant";
import { log } from "#lib/platform/observability/log";
import { deliver } from "./deliver.ts";
import { mailWords } from "./mail-words.ts";
import { orderLinks } from "./order-links.ts";
import { renderMail } from "./render-mail.ts";
import { OfferMail } from "./templates/offer-mail.tsx";

const payloadShape = z.object({ eventId: positiveInt, orderId: uuid });

/** Asks the buyer whether other seats will do; once for each offer. One that was answered or ran out sends nothing. */
export async function sendOfferMail(payload: unknown): Promise<void> {
  const { eventId, orderId } = payloadShape.parse(payload);
  const order = await orderById(eventId, orderId);
  invariant(order, "an offer is enqueued in the transaction of its order");
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

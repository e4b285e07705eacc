import { orderById } from "#lib/orders/reading/find-order";
import { env } from "#lib/platform/env";
import { invariant } from "#lib/platform/invariant";
import { deliver } from "./deliver.ts";
import { mailWords } from "./mail-words.ts";
import { orderLinks } from "./order-links.ts";
import { renderMail } from "./render-mail.ts";
import { LinksEndedMail } from "./templates/links-ended-mail.tsx";

/** Mails the new link to an order whose links were ended, once for each time. Sends nothing when it is ended as well meanwhile. */
export async function sendLinksEndedMail(ended: {
  eventId: number;
  orderId: string;
  linkVersion: number;
}): Promise<void> {
  const { eventId, orderId, linkVersion } = ended;
  const order = await orderById(eventId, orderId);
  invariant(order, "the fact that links are ended is appended in the transaction of their order");
  if (order.linkVersion !== linkVersion) return;
  const words = await mailWords(order.locale);
  const { html, text } = await renderMail(
    <LinksEndedMail order={order} orderUrl={orderLinks(order).order} words={words} appUrl={env().APP_URL} />,
  );
  await deliver({
    dedupeKey: `links-ended:${eventId}:${orderId}:${linkVersion}`,
    template: "links-ended",
    recipient: order.email,
    subject: words.t("linksEnded.subject", { title: order.event.title }),
    html,
    text,
  });
}

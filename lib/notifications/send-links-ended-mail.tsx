import { orderById } from "#lib/orders/reading/find-order";
import { invariant } from "#lib/platform/invariant";
import { deliver } from "./deliver.ts";
import { orderLetter } from "./order-letter.ts";
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
  const letter = await orderLetter(order);
  const { html, text } = await renderMail(<LinksEndedMail {...letter} />);
  await deliver({
    dedupeKey: `links-ended:${eventId}:${orderId}:${linkVersion}`,
    template: "links-ended",
    recipient: order.email,
    subject: letter.words.t("linksEnded.subject", { title: order.event.title }),
    html,
    text,
  });
}

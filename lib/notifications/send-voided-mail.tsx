import { orderById } from "#lib/orders/reading/find-order";
import { invariant } from "#lib/platform/invariant";
import { deliver } from "./deliver.ts";
import { orderLetter } from "./order-letter.ts";
import { renderMail } from "./render-mail.ts";
import { VoidedMail } from "./templates/voided-mail.tsx";

/** Mails a holder which free tickets staff voided. A free ticket becomes void once, so the first of them names the mail. */
export async function sendVoidedMail(voided: {
  eventId: number;
  orderId: string;
  ticketIds: readonly string[];
}): Promise<void> {
  const { eventId, orderId, ticketIds } = voided;
  const order = await orderById(eventId, orderId);
  invariant(order, "the fact that tickets are void is appended in the transaction of their order");
  const tickets = order.tickets.filter(({ id }) => ticketIds.includes(id));
  const letter = await orderLetter(order);
  const { html, text } = await renderMail(<VoidedMail {...letter} tickets={tickets} />);
  await deliver({
    dedupeKey: `voided:${eventId}:${ticketIds[0]}`,
    template: "voided",
    recipient: order.email,
    subject: letter.words.t("voided.subject", { title: order.event.title, count: tickets.length }),
    html,
    text,
  });
}

import { orderById } from "#lib/orders/reading/find-order";
import { invariant } from "#lib/platform/invariant";
import { deliver } from "./deliver.ts";
import { orderLetter } from "./order-letter.ts";
import { renderMail } from "./render-mail.ts";
import { ReissueMail } from "./templates/reissue-mail.tsx";
import { ticketCodes } from "./ticket-codes.ts";

/** Mails the buyer a ticket's new code, once for each issue. Sends nothing when the ticket is void meanwhile. */
export async function sendReissueMail(reissue: {
  eventId: number;
  orderId: string;
  ticketId: string;
  issue: number;
}): Promise<void> {
  const { eventId, orderId, ticketId, issue } = reissue;
  const order = await orderById(eventId, orderId);
  invariant(order, "the fact of a new code is appended in the transaction of its ticket");
  const ticket = order.tickets.find(({ id, status }) => id === ticketId && status === "LIVE");
  if (!ticket) return;
  const letter = await orderLetter(order);
  const { html, text } = await renderMail(
    <ReissueMail {...letter} ticket={ticket} codes={await ticketCodes([ticket])} />,
  );
  await deliver({
    dedupeKey: `reissue:${eventId}:${ticketId}:${issue}`,
    template: "reissue",
    recipient: order.email,
    subject: letter.words.t("reissue.subject", { title: order.event.title }),
    html,
    text,
  });
}

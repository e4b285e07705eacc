import type { PrintedChange } from "#lib/orders/changing-hall/printed-changes";
import { orderById } from "#lib/orders/reading/find-order";
import { invariant } from "#lib/platform/invariant";
import { deliver } from "./deliver.ts";
import { mailCalendar } from "./mail-calendar.ts";
import { orderLetter } from "./order-letter.ts";
import { renderMail } from "./render-mail.ts";
import { SeatsChangedMail } from "./templates/seats-changed-mail.tsx";
import { ticketCodes } from "./ticket-codes.ts";

/**
 * Mails a buyer which of their seats are called otherwise or have another entrance, with the new codes of their tickets and a calendar
 * file that changes the entry in their calendar; once for each change. Nothing when no ticket is live any more or the event is cancelled.
 */
export async function sendSeatsChangedMail(changed: {
  eventId: number;
  orderId: string;
  changeId: string;
  seats: readonly PrintedChange[];
}): Promise<void> {
  const { eventId, orderId, changeId, seats } = changed;
  const order = await orderById(eventId, orderId);
  invariant(order, "the fact of changed seats is appended behind the lock of their order");
  const live = order.tickets.filter(({ status }) => status === "LIVE");
  if (order.event.isCancelled || live.length === 0) return;
  const letter = await orderLetter(order);
  const { html, text } = await renderMail(
    <SeatsChangedMail {...letter} seats={seats} tickets={live} codes={await ticketCodes(live)} />,
  );
  await deliver({
    dedupeKey: `seats:${eventId}:${orderId}:${changeId}`,
    template: "seats-changed",
    recipient: order.email,
    subject: letter.words.t("seatsChanged.subject", { count: seats.length, title: order.event.title }),
    html,
    text,
    calendar: mailCalendar(order, letter.words),
  });
}

import { Text } from "@react-email/components";
import type { TicketView } from "#lib/orders/reading/views";
import type { OrderLetter } from "../order-letter.ts";
import { EventBox } from "./event-box.tsx";
import { MailButton } from "./mail-frame.tsx";
import { look } from "./mail-look.ts";
import { OrderFrame } from "./order-frame.tsx";
import { MailTicket } from "./order-mail.tsx";

/** The free tickets that staff voided, and that the gate no longer admits them. */
export function VoidedMail(props: OrderLetter & { tickets: readonly TicketView[] }) {
  const { order, tickets, words } = props;
  const { t } = words;
  const said = { title: order.event.title, count: tickets.length };
  return (
    <OrderFrame letter={props} preview={t("voided.preview", said)} title={t("voided.title", said)}>
      <Text style={look.text}>{t("voided.intro", said)}</Text>
      <EventBox event={order.event} words={words} />
      {tickets.map((ticket) => (
        <MailTicket key={ticket.id} ticket={ticket} code={undefined} words={words} />
      ))}
      <Text style={look.text}>{t("voided.preview", said)}</Text>
      <MailButton href={props.orderUrl}>{t("viewOrder")}</MailButton>
      <Text style={look.small}>{t("orderNumber", { number: order.number })}</Text>
    </OrderFrame>
  );
}

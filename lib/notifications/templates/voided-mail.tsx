import { Text } from "@react-email/components";
import type { OrderView, TicketView } from "#lib/orders/reading/views";
import { greetingOf } from "../greeting.ts";
import type { MailWords } from "../mail-words.ts";
import { EventBox } from "./event-box.tsx";
import { MailButton, MailFrame } from "./mail-frame.tsx";
import { look } from "./mail-look.ts";
import { MailTicket } from "./order-mail.tsx";

/** The free tickets that staff voided, and that the gate no longer admits them. */
export function VoidedMail(props: {
  order: OrderView;
  tickets: readonly TicketView[];
  orderUrl: string;
  words: MailWords;
  appUrl: string;
}) {
  const { order, tickets, words } = props;
  const { t } = words;
  const said = { title: order.event.title, count: tickets.length };
  return (
    <MailFrame
      locale={words.locale}
      appUrl={props.appUrl}
      preview={t("voided.preview", said)}
      title={t("voided.title", said)}
      footer={t("footer")}
    >
      <Text style={look.text}>{greetingOf(words, order.name)}</Text>
      <Text style={look.text}>{t("voided.intro", said)}</Text>
      <EventBox event={order.event} words={words} />
      {tickets.map((ticket) => (
        <MailTicket key={ticket.id} ticket={ticket} code={undefined} words={words} />
      ))}
      <Text style={look.text}>{t("voided.preview", said)}</Text>
      <MailButton href={props.orderUrl}>{t("viewOrder")}</MailButton>
      <Text style={look.small}>{t("orderNumber", { number: order.number })}</Text>
    </MailFrame>
  );
}

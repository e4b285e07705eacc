import { Text } from "@react-email/components";
import type { TicketView } from "#lib/orders/reading/views";
import { greetingOf } from "../greeting.ts";
import { EventBox } from "./event-box.tsx";
import { MailButton, MailFrame } from "./mail-frame.tsx";
import { look } from "./mail-look.ts";
import { MailTicket, type OrderMailProps } from "./order-mail.tsx";

/** A ticket with its new code, and that the old one admits no longer. */
export function ReissueMail({ order, ticket, links, codes, words, appUrl }: OrderMailProps & { ticket: TicketView }) {
  const { t } = words;
  return (
    <MailFrame
      locale={words.locale}
      appUrl={appUrl}
      preview={t("reissue.preview")}
      title={t("reissue.title")}
      footer={t("footer")}
    >
      <Text style={look.text}>{greetingOf(words, order.name)}</Text>
      <Text style={look.text}>{t("reissue.intro", { title: order.event.title })}</Text>
      <EventBox event={order.event} words={words} />
      <MailTicket ticket={ticket} code={codes.get(ticket.id)} words={words} />
      <MailButton href={links.order}>{t("openOrder")}</MailButton>
      <Text style={look.small}>{t("confirmation.keep")}</Text>
      <Text style={look.small}>{t("orderNumber", { number: order.number })}</Text>
    </MailFrame>
  );
}

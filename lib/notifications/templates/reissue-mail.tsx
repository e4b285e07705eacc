import { Text } from "@react-email/components";
import type { TicketView } from "#lib/orders/reading/views";
import type { OrderLetter } from "../order-letter.ts";
import { EventBox } from "./event-box.tsx";
import { MailButton } from "./mail-frame.tsx";
import { look } from "./mail-look.ts";
import { OrderFrame } from "./order-frame.tsx";
import { MailTicket, type TicketCodes } from "./order-mail.tsx";

/** A ticket with its new code, and that the old one admits no longer. */
export function ReissueMail(props: OrderLetter & { ticket: TicketView; codes: TicketCodes }) {
  const { order, ticket, codes, words } = props;
  const { t } = words;
  return (
    <OrderFrame letter={props} preview={t("reissue.preview")} title={t("reissue.title")}>
      <Text style={look.text}>{t("reissue.intro", { title: order.event.title })}</Text>
      <EventBox event={order.event} words={words} />
      <MailTicket ticket={ticket} code={codes.get(ticket.id)} words={words} />
      <MailButton href={props.orderUrl}>{t("openOrder")}</MailButton>
      <Text style={look.small}>{t("confirmation.keep")}</Text>
      <Text style={look.small}>{t("orderNumber", { number: order.number })}</Text>
    </OrderFrame>
  );
}

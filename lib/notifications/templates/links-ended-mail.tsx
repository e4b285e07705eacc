import { Text } from "@react-email/components";
import type { OrderLetter } from "../order-letter.ts";
import { EventBox } from "./event-box.tsx";
import { MailButton } from "./mail-frame.tsx";
import { look } from "./mail-look.ts";
import { OrderFrame } from "./order-frame.tsx";

/** Earlier links to the order are ended, and the new one. */
export function LinksEndedMail(props: OrderLetter) {
  const { order, words } = props;
  const { t } = words;
  return (
    <OrderFrame letter={props} preview={t("linksEnded.preview")} title={t("linksEnded.title")}>
      <Text style={look.text}>{t("linksEnded.intro", { title: order.event.title })}</Text>
      <EventBox event={order.event} words={words} />
      <MailButton href={props.orderUrl}>{t("viewOrder")}</MailButton>
      <Text style={look.small}>{t("orderNumber", { number: order.number })}</Text>
    </OrderFrame>
  );
}

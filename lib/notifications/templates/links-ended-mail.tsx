import { Text } from "@react-email/components";
import type { OrderView } from "#lib/orders/reading/views";
import { greetingOf } from "../greeting.ts";
import type { MailWords } from "../mail-words.ts";
import { EventBox } from "./event-box.tsx";
import { MailButton, MailFrame } from "./mail-frame.tsx";
import { look } from "./mail-look.ts";

/** Earlier links to the order are ended, and the new one. */
export function LinksEndedMail(props: { order: OrderView; orderUrl: string; words: MailWords; appUrl: string }) {
  const { order, words } = props;
  const { t } = words;
  return (
    <MailFrame
      locale={words.locale}
      appUrl={props.appUrl}
      preview={t("linksEnded.preview")}
      title={t("linksEnded.title")}
      footer={t("footer")}
    >
      <Text style={look.text}>{greetingOf(words, order.name)}</Text>
      <Text style={look.text}>{t("linksEnded.intro", { title: order.event.title })}</Text>
      <EventBox event={order.event} words={words} />
      <MailButton href={props.orderUrl}>{t("viewOrder")}</MailButton>
      <Text style={look.small}>{t("orderNumber", { number: order.number })}</Text>
    </MailFrame>
  );
}

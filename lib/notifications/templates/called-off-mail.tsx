import { Text } from "@react-email/components";
import type { OrderView } from "#lib/orders/reading/views";
import { greetingOf } from "../greeting.ts";
import type { MailWords } from "../mail-words.ts";
import { EventBox } from "./event-box.tsx";
import { MailButton, MailFrame } from "./mail-frame.tsx";
import { look } from "./mail-look.ts";

/** The event is cancelled: what becomes of the money and of the tickets. */
export function CalledOffMail(props: {
  order: OrderView;
  amountMinor: number;
  orderUrl: string;
  words: MailWords;
  appUrl: string;
}) {
  const { order, amountMinor, words } = props;
  const { t } = words;
  const said = { title: order.event.title, amount: words.money(amountMinor, order.currency) };
  const money = moneyOf(order, amountMinor);
  return (
    <MailFrame
      locale={words.locale}
      appUrl={props.appUrl}
      preview={t(`calledOff.${money}`, said)}
      title={t("calledOff.title")}
      footer={t("footer")}
    >
      <Text style={look.text}>{greetingOf(words, order.name)}</Text>
      <Text style={look.text}>{t("calledOff.intro", said)}</Text>
      <EventBox event={order.event} words={words} />
      <Text style={look.text}>{t(`calledOff.${money}`, said)}</Text>
      {money === "back" ? <Text style={look.text}>{t("refund.when")}</Text> : null}
      {order.tickets.length > 0 ? <Text style={look.text}>{t("calledOff.tickets")}</Text> : null}
      <Text style={look.text}>{t("calledOff.calendar")}</Text>
      <MailButton href={props.orderUrl}>{t("viewOrder")}</MailButton>
      <Text style={look.small}>{t("orderNumber", { number: order.number })}</Text>
    </MailFrame>
  );
}

function moneyOf({ totalMinor, dispute }: OrderView, amountMinor: number): "back" | "free" | "disputed" | "uncharged" {
  if (amountMinor > 0) return "back";
  if (totalMinor === 0) return "free";
  return dispute ? "disputed" : "uncharged";
}

import { Text } from "@react-email/components";
import type { OrderView } from "#lib/orders/reading/views";
import type { OrderLetter } from "../order-letter.ts";
import { EventBox } from "./event-box.tsx";
import { MailButton } from "./mail-frame.tsx";
import { look } from "./mail-look.ts";
import { OrderFrame } from "./order-frame.tsx";

/** The event is cancelled: what becomes of the money and of the tickets. */
export function CalledOffMail(props: OrderLetter & { amountMinor: number }) {
  const { order, amountMinor, words } = props;
  const { t } = words;
  const said = { title: order.event.title, amount: words.money(amountMinor, order.currency) };
  const money = moneyOf(order, amountMinor);
  return (
    <OrderFrame letter={props} preview={t(`calledOff.${money}`, said)} title={t("calledOff.title")}>
      <Text style={look.text}>{t("calledOff.intro", said)}</Text>
      <EventBox event={order.event} words={words} />
      <Text style={look.text}>{t(`calledOff.${money}`, said)}</Text>
      {money === "back" ? <Text style={look.text}>{t("refund.when")}</Text> : null}
      {order.tickets.length > 0 ? <Text style={look.text}>{t("calledOff.tickets")}</Text> : null}
      <Text style={look.text}>{t("calledOff.calendar")}</Text>
      <MailButton href={props.orderUrl}>{t("viewOrder")}</MailButton>
      <Text style={look.small}>{t("orderNumber", { number: order.number })}</Text>
    </OrderFrame>
  );
}

function moneyOf({ totalMinor, dispute }: OrderView, amountMinor: number): "back" | "free" | "disputed" | "uncharged" {
  if (amountMinor > 0) return "back";
  if (totalMinor === 0) return "free";
  return dispute ? "disputed" : "uncharged";
}

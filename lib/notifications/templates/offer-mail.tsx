import { Text } from "@react-email/components";
import type { OrderView } from "#lib/orders/reading/views";
import type { OrderLetter } from "../order-letter.ts";
import { EventBox } from "./event-box.tsx";
import { MailButton, MailLine } from "./mail-frame.tsx";
import { look } from "./mail-look.ts";
import { OrderFrame } from "./order-frame.tsx";

/** Other seats for money that came after the wanted ones were gone: the buyer decides. */
export function OfferMail(props: OrderLetter & { offer: NonNullable<OrderView["offer"]> }) {
  const { order, offer, words } = props;
  const { t } = words;
  const said = {
    title: order.event.title,
    amount: words.money(order.totalMinor, order.currency),
    until: words.date(offer.until, order.event.timeZone),
  };
  return (
    <OrderFrame letter={props} preview={t("offer.preview", said)} title={t("offer.title")}>
      <Text style={look.text}>{t("offer.intro", said)}</Text>
      <EventBox event={order.event} words={words} />
      {offer.seats.map((seat) => (
        <MailLine
          key={`${seat.section} ${seat.row} ${seat.number}`}
          label={t("offer.seats")}
          value={words.seat(seat)}
        />
      ))}
      <MailButton href={props.orderUrl}>{t("offer.choose")}</MailButton>
      <Text style={look.small}>{t("offer.otherwise")}</Text>
      <Text style={look.small}>{t("orderNumber", { number: order.number })}</Text>
    </OrderFrame>
  );
}

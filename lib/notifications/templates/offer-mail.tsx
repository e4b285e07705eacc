import { Text } from "@react-email/components";
import type { OrderView } from "#lib/orders/reading/views";
import { greetingOf } from "../greeting.ts";
import type { MailWords } from "../mail-words.ts";
import { EventBox } from "./event-box.tsx";
import { MailButton, MailFrame, MailLine } from "./mail-frame.tsx";
import { look } from "./mail-look.ts";

/** Other seats for money that came after the wanted ones were gone: the buyer decides. */
export function OfferMail(props: {
  order: OrderView;
  offer: NonNullable<OrderView["offer"]>;
  orderUrl: string;
  words: MailWords;
  appUrl: string;
}) {
  const { order, offer, words } = props;
  const { t } = words;
  const said = {
    title: order.event.title,
    amount: words.money(order.totalMinor, order.currency),
    until: words.date(offer.until, order.event.timeZone),
  };
  return (
    <MailFrame
      locale={words.locale}
      appUrl={props.appUrl}
      preview={t("offer.preview", said)}
      title={t("offer.title")}
      footer={t("footer")}
    >
      <Text style={look.text}>{greetingOf(words, order.name)}</Text>
      <Text style={look.text}>{t("offer.intro", said)}</Text>
      <EventBox event={order.event} words={words} />
      {offer.seats.map((seat) => (
        <MailLine
          key={`${seat.section} ${seat.row} ${seat.number}`}
          label={t("offer.seats")}
          value={seat.row === "" ? t("seatStanding", seat) : t("seat", seat)}
        />
      ))}
      <MailButton href={props.orderUrl}>{t("offer.choose")}</MailButton>
      <Text style={look.small}>{t("offer.otherwise")}</Text>
      <Text style={look.small}>{t("orderNumber", { number: order.number })}</Text>
    </MailFrame>
  );
}

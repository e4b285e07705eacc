import { Text } from "@react-email/components";
import type { OrderView } from "#lib/orders/reading/views";
import type { MailWords } from "../mail-words.ts";
import type { OrderLetter } from "../order-letter.ts";
import { EventBox } from "./event-box.tsx";
import { MailButton } from "./mail-frame.tsx";
import { look } from "./mail-look.ts";
import { OrderFrame } from "./order-frame.tsx";

/** Which seats got worse and why, and that the order may be given back. */
export function SeatsWorseMail(props: OrderLetter) {
  const { order, words } = props;
  const { t } = words;
  const said = { title: order.event.title };
  return (
    <OrderFrame letter={props} preview={t("seatsWorse.preview")} title={t("seatsWorse.title")}>
      <Text style={look.text}>{t("seatsWorse.intro", said)}</Text>
      <WorseSeatLines order={order} words={words} />
      <EventBox event={order.event} words={words} />
      <MailButton href={props.orderUrl}>{t("viewOrder")}</MailButton>
      <Text style={look.small}>{t("orderNumber", { number: order.number })}</Text>
    </OrderFrame>
  );
}

/** The worse seats of an order with their reasons, and until when it may be given back; nothing for all others. */
export function WorseSeatLines({ order, words }: { order: OrderView; words: MailWords }) {
  const { t } = words;
  const { refundUntil, timeZone } = order.event;
  if (order.worseSeats.length === 0) return null;
  return (
    <>
      {order.worseSeats.map(({ reasons, ...seat }) => (
        <Text key={`${seat.section} ${seat.row} ${seat.number}`} style={look.text}>
          {words.seat(seat)}: {reasons.map((reason) => t(`seatsWorse.reason.${reason}`)).join(" ")}
        </Text>
      ))}
      {refundUntil === null ? null : (
        <Text style={look.text}>{t("seatsWorse.returns", { until: words.date(refundUntil, timeZone) })}</Text>
      )}
    </>
  );
}

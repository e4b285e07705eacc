import { Text } from "@react-email/components";
import type { OrderView } from "#lib/orders/reading/views";
import { greetingOf } from "../greeting.ts";
import type { MailWords } from "../mail-words.ts";
import { EventBox } from "./event-box.tsx";
import { MailButton, MailFrame } from "./mail-frame.tsx";
import { look } from "./mail-look.ts";

/** Which seats got worse and why, and that the order may be given back. */
export function SeatsWorseMail(props: { order: OrderView; orderUrl: string; words: MailWords; appUrl: string }) {
  const { order, words } = props;
  const { t } = words;
  const said = { title: order.event.title };
  return (
    <MailFrame
      locale={words.locale}
      appUrl={props.appUrl}
      preview={t("seatsWorse.preview")}
      title={t("seatsWorse.title")}
      footer={t("footer")}
    >
      <Text style={look.text}>{greetingOf(words, order.name)}</Text>
      <Text style={look.text}>{t("seatsWorse.intro", said)}</Text>
      <WorseSeatLines order={order} words={words} />
      <EventBox event={order.event} words={words} />
      <MailButton href={props.orderUrl}>{t("viewOrder")}</MailButton>
      <Text style={look.small}>{t("orderNumber", { number: order.number })}</Text>
    </MailFrame>
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
          {seat.row === "" ? t("seatStanding", seat) : t("seat", seat)}:{" "}
          {reasons.map((reason) => t(`seatsWorse.reason.${reason}`)).join(" ")}
        </Text>
      ))}
      {refundUntil === null ? null : (
        <Text style={look.text}>{t("seatsWorse.returns", { until: words.date(refundUntil, timeZone) })}</Text>
      )}
    </>
  );
}

import { Text } from "@react-email/components";
import { type LastChange, partWord, placeText } from "#lib/catalog/event-move";
import type { OrderView } from "#lib/orders/reading/views";
import { isOpenDate } from "#lib/platform/open-date";
import type { MailWords } from "../mail-words.ts";
import type { OrderLetter } from "../order-letter.ts";
import { EventBox } from "./event-box.tsx";
import { MailButton } from "./mail-frame.tsx";
import { look } from "./mail-look.ts";
import { OrderFrame } from "./order-frame.tsx";

/** What changed of the event, and what its holder can do about it. */
export function ChangeMail(props: OrderLetter & { change: LastChange }) {
  const { order, change, words } = props;
  const { t } = words;
  const { event } = order;
  const said = { title: event.title };
  return (
    <OrderFrame letter={props} preview={t("changed.intro", said)} title={t("changed.heading")}>
      <Text style={look.text}>{t("changed.intro", said)}</Text>
      {change.parts.map((part) => (
        <Text key={part} style={look.text}>
          {t(`changed.${partWord(part, change.before.startsAt, event.startsAt)}`, wordsOf(change, order, words))}
        </Text>
      ))}
      <EventBox event={event} words={words} />
      <Text style={look.text}>{t("changed.valid")}</Text>
      {event.refundUntil === null ? null : (
        <Text style={look.text}>
          {isOpenDate(event.refundUntil)
            ? t("changed.returnsOpen")
            : t("changed.returns", { until: words.date(event.refundUntil, event.timeZone) })}
        </Text>
      )}
      <MailButton href={props.orderUrl}>{t("viewOrder")}</MailButton>
      <Text style={look.small}>{t("orderNumber", { number: order.number })}</Text>
    </OrderFrame>
  );
}

function wordsOf({ before }: LastChange, { event }: OrderView, { date }: MailWords) {
  const { timeZone } = event;
  const zoneBefore = before.venue?.timeZone ?? timeZone;
  return {
    before: date(before.startsAt, zoneBefore),
    after: date(event.startsAt, timeZone),
    endBefore: date(before.endsAt, zoneBefore),
    endAfter: date(event.endsAt, timeZone),
    doorsBefore: date(before.doorsAt, zoneBefore),
    doorsAfter: date(event.doorsAt, timeZone),
    venueBefore: before.venue ? placeText(before.venue) : "–",
    venueAfter: placeText({ name: event.venueName, address: event.venueAddress, city: event.city }),
    titleBefore: before.title || "–",
    titleAfter: event.title,
    subtitleBefore: before.subtitle || "–",
    performersBefore: before.performers.join(", ") || "–",
  };
}

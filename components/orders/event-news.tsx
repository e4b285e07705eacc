import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { EventDate } from "#components/ui/event-date";
import { Money } from "#components/ui/money";
import { Notice } from "#components/ui/notice";
import { type ChangedPart, partWord, placeText } from "#lib/catalog/event-move";
import type { OrderView } from "#lib/orders/reading/views";
import { isOpenDate } from "#lib/platform/open-date";

/** What became of the event since the order was made: cancelled, or changed. Nothing for all others. */
export function EventNews({ order, now }: { order: OrderView; now: Date }) {
  if (order.paidAt === null) return null;
  if (order.event.isCancelled) return <Cancelled order={order} />;
  return order.event.change ? <Changed order={order} now={now} /> : null;
}

function Cancelled({ order }: { order: OrderView }) {
  const t = useTranslations("orders");
  const { currency, refundedMinor, totalMinor, status, dispute } = order;
  const amount = () => <Money minor={refundedMinor} currency={currency} className="font-bold" />;
  const text = (): ReactNode => {
    if (totalMinor === 0) return t("called.free");
    if (dispute && dispute.state !== "won") return t("called.disputed");
    return status === "REFUNDED" && refundedMinor > 0 ? t.rich("called.back", { amount }) : t("called.running");
  };
  return (
    <Notice tone="bad" title={t("called.title")}>
      {text()}
    </Notice>
  );
}

function Changed({ order, now }: { order: OrderView; now: Date }) {
  const t = useTranslations("orders");
  const { event } = order;
  const { change, refundUntil, timeZone } = event;
  if (!change) return null;
  const at = (moment: string) => () => <EventDate at={moment} timeZone={timeZone} />;
  const was = change.before;
  const wasAt = (moment: string) => () => <EventDate at={moment} timeZone={was.venue?.timeZone ?? timeZone} />;
  const moments: Record<Exclude<ChangedPart, "title" | "subtitle" | "programme" | "venue">, [string, string]> = {
    time: [was.startsAt, event.startsAt],
    end: [was.endsAt, event.endsAt],
    doors: [was.doorsAt, event.doorsAt],
  };
  const timeOr = (part: keyof typeof moments) => {
    const word = partWord(part, was.startsAt, event.startsAt);
    return word === "end" || word === "doors" || word === "timeOpen" || word === "timeSet" ? word : "time";
  };
  const texts = {
    title: { before: was.title || "–", after: event.title },
    subtitle: { before: was.subtitle || "–" },
    programme: { before: was.performers.join(", ") || "–" },
    venue: {
      before: was.venue ? placeText(was.venue) : "–",
      after: placeText({ name: event.venueName, address: event.venueAddress, city: event.city }),
    },
  };
  return (
    <Notice tone="warn" title={t("changed.heading")}>
      {change.parts.map((part) => (
        <p key={part}>
          {part === "title" || part === "subtitle" || part === "programme" || part === "venue"
            ? t(`changed.${part}`, texts[part])
            : t.rich(`changed.${timeOr(part)}`, { before: wasAt(moments[part][0]), after: at(moments[part][1]) })}
        </p>
      ))}
      <p>
        {t("changed.valid")}{" "}
        {refundUntil !== null && new Date(refundUntil) > now
          ? isOpenDate(refundUntil)
            ? t("changed.returnsOpen")
            : t.rich("changed.returns", { date: at(refundUntil) })
          : null}
      </p>
    </Notice>
  );
}

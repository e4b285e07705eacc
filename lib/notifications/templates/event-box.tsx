import { Section, Text } from "@react-email/components";
import type { OrderedEvent } from "#lib/orders/reading/views";
import { isSameDay } from "#lib/platform/local-time";
import { isOpenDate } from "#lib/platform/open-date";
import type { MailWords } from "../mail-words.ts";
import { look } from "./mail-look.ts";

type Shown = Pick<OrderedEvent, "title" | "startsAt" | "doorsAt" | "timeZone" | "venueName" | "venueAddress" | "city">;

/** What, when and where. */
export function EventBox({ event, words: { t, date } }: { event: Shown; words: MailWords }) {
  const { doorsAt, startsAt, timeZone } = event;
  const time = date(doorsAt, timeZone, "time");
  return (
    <Section style={look.eventBox}>
      <Text style={look.eventTitle}>{event.title}</Text>
      <Text style={look.text}>
        {date(startsAt, timeZone)}
        <br />
        {event.venueName}, {event.venueAddress}, {event.city}
        {isOpenDate(startsAt) ? null : <br />}
        {isOpenDate(startsAt)
          ? null
          : isSameDay(doorsAt, startsAt, timeZone)
            ? t("doors", { time })
            : t("doorsOn", { date: date(doorsAt, timeZone, "day"), time })}
      </Text>
    </Section>
  );
}

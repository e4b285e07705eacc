import { Section, Text } from "@react-email/components";
import type { OrderedEvent } from "#lib/orders/reading/views";
import type { MailWords } from "../mail-words.ts";
import { look } from "./mail-look.ts";

/** What, when and where. */
export function EventBox({ event, words: { t, date } }: { event: OrderedEvent; words: MailWords }) {
  return (
    <Section style={look.eventBox}>
      <Text style={look.eventTitle}>{event.title}</Text>
      <Text style={look.text}>
        {date(event.startsAt, event.timeZone)}
        <br />
        {event.venueName}, {event.venueAddress}, {event.city}
        <br />
        {t("doors", { time: date(event.doorsAt, event.timeZone, "time") })}
      </Text>
    </Section>
  );
}

import { createEvent } from "ics";
import { invariant } from "#lib/platform/invariant";

/** What a calendar is told of an event. Times ISO 8601 in UTC, `timeZone` the venue's (IANA). */
export type CalendarEntry = {
  /** Stable for the event, so that a second download replaces the first. */
  uid: string;
  title: string;
  /** Free text above the line that names the hour at the venue; seats, an order number. */
  description?: string;
  startsAt: string;
  endsAt: string;
  timeZone: string;
  venueName: string;
  venueAddress: string;
  city: string;
  url: string;
  isCancelled?: boolean;
};

/**
 * An iCalendar file (RFC 5545) with one entry. Its times are UTC, which every calendar turns into its owner's zone; the
 * hour at the venue stands in the description, because that is what the ticket says.
 */
export function eventCalendar(entry: CalendarEntry, locale: string): string {
  const atVenue = `${venueTime(entry, locale)} (${entry.timeZone})`;
  const { error, value } = createEvent({
    uid: entry.uid,
    productId: "-//Fairseat//Tickets//EN",
    method: "PUBLISH",
    title: entry.title,
    start: Date.parse(entry.startsAt),
    startInputType: "utc",
    startOutputType: "utc",
    end: Date.parse(entry.endsAt),
    endInputType: "utc",
    endOutputType: "utc",
    location: [entry.venueName, entry.venueAddress, entry.city].filter(Boolean).join(", "),
    description: [entry.description, atVenue].filter(Boolean).join("\n"),
    url: entry.url,
    status: entry.isCancelled ? "CANCELLED" : "CONFIRMED",
    busyStatus: entry.isCancelled ? "FREE" : "BUSY",
  });
  invariant(value !== null && value !== undefined && !error, `an event makes a calendar entry: ${String(error)}`);
  return value;
}

function venueTime({ startsAt, timeZone }: CalendarEntry, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short", timeZone }).format(
    new Date(startsAt),
  );
}

import { createEvent } from "ics";
import { invariant } from "#lib/platform/invariant";

/** An event for a calendar. Times are ISO 8601 in UTC, `timeZone` is the venue's (IANA). */
export type CalendarEntry = {
  /** Stable for each event, so a second download replaces the first. */
  uid: string;
  title: string;
  /** Free text, such as seats and an order number, shown above the hour at the venue. */
  description?: string;
  startsAt: string;
  endsAt: string;
  timeZone: string;
  venueName: string;
  venueAddress: string;
  city: string;
  url: string;
  isCancelled?: boolean;
  /** How often the entry changed: a calendar follows the file with the higher number (RFC 5545, SEQUENCE). */
  sequence?: number;
  /** Who sends the file (RFC 5546 asks for it). */
  organizer?: { name: string; email: string };
};

/**
 * An iCalendar file (RFC 5545) with one entry. Its times are UTC, which calendars convert to their owner's zone; the
 * description adds the hour at the venue, because the ticket shows that one.
 */
export function eventCalendar(entry: CalendarEntry, locale: string): string {
  const atVenue = `${venueTime(entry, locale)} (${entry.timeZone})`;
  const { error, value } = createEvent({
    uid: entry.uid,
    productId: "-//Fairseat//Tickets//EN",
    method: entry.isCancelled ? "CANCEL" : "PUBLISH",
    sequence: entry.sequence ?? 0,
    ...(entry.organizer ? { organizer: entry.organizer } : {}),
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

import { createEvent } from "ics";
import { invariant } from "#lib/platform/invariant";
import { isOpenDate, openDateWords } from "#lib/platform/open-date";

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
  // Without a date there is nothing to come to: the entry goes, and comes again with the date.
  const isOpen = isOpenDate(entry.startsAt);
  const isGone = entry.isCancelled === true || isOpen;
  const atVenue = isOpen ? openDateWords(locale) : `${venueTime(entry, locale)} (${entry.timeZone})`;
  const { error, value } = createEvent({
    uid: entry.uid,
    productId: "-//Fairseat//Tickets//EN",
    method: isGone ? "CANCEL" : "PUBLISH",
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
    status: isGone ? "CANCELLED" : "CONFIRMED",
    busyStatus: isGone ? "FREE" : "BUSY",
  });
  invariant(value !== null && value !== undefined && !error, `an event makes a calendar entry: ${String(error)}`);
  return foldLines(value);
}

/**
 * Folds the lines to at most 75 octets without the line break (RFC 5545, section 3.1), between characters. The library counts
 * characters, of which a letter with an accent takes two octets and others up to four.
 */
function foldLines(file: string): string {
  return file
    .replaceAll(/\r\n[ \t]/g, "")
    .split("\r\n")
    .map((line) => {
      let folded = "";
      let octets = 0;
      for (const character of line) {
        const size = Buffer.byteLength(character);
        const isFull = octets + size > LINE_OCTETS_MAX;
        folded += isFull ? `\r\n ${character}` : character;
        octets = isFull ? 1 + size : octets + size;
      }
      return folded;
    })
    .join("\r\n");
}

const LINE_OCTETS_MAX = 75;

function venueTime({ startsAt, timeZone }: CalendarEntry, locale: string): string {
  return new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
    timeZone,
  }).format(new Date(startsAt));
}

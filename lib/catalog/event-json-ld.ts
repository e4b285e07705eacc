import { markdownWords } from "#lib/platform/markdown-words";
import { toMajor } from "#lib/platform/money";
import { isOpenDate } from "#lib/platform/open-date";
import type { EventPage } from "./contract.ts";
import { isOpenToFans } from "./offered-prices.ts";
import { sharePath } from "./pictures/share-path.ts";
import { SALE_STATE_WORDS } from "./state.ts";

/** The types of the shipped categories. */
const TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    concert: "MusicEvent",
    opera: "TheaterEvent",
    theatre: "TheaterEvent",
    comedy: "ComedyEvent",
    sport: "SportsEvent",
    festival: "Festival",
    family: "ChildrensEvent",
  }),
);

/** A postponed event keeps the date that it had, as search engines ask for it, until it has another. */
function datesOf({ startsAt, doorsAt, endsAt, lastChange }: EventPage) {
  if (!isOpenDate(startsAt)) return { startDate: startsAt, doorTime: doorsAt, endDate: endsAt };
  const had = lastChange?.before.startsAt;
  return had !== undefined && !isOpenDate(had) ? { startDate: had } : {};
}

/**
 * The event as structured data (schema.org Event) with one offer for each price level, as the text of a script element.
 * Characters that could end the element are escaped, because titles come from outside.
 */
export function eventJsonLd(event: EventPage, appUrl: string): string {
  const url = `${appUrl}/events/${event.slug}`;
  const words = SALE_STATE_WORDS[event.saleState];
  const document = {
    "@context": "https://schema.org",
    "@type": TYPES.get(event.categorySlug) ?? "Event",
    name: event.title,
    description: markdownWords(event.description),
    url,
    image: [
      `${appUrl}${sharePath(event)}`,
      ...event.pictures.map(({ picture }) => `${appUrl}/pictures/${picture}?as=jpeg`),
    ],
    ...datesOf(event),
    eventStatus: words.event,
    eventAttendanceMode: "https://schema.org/OfflineEventAttendanceMode",
    ...(event.ageMin === null ? {} : { typicalAgeRange: `${event.ageMin}-` }),
    isAccessibleForFree: event.maxPriceMinor === 0,
    location: {
      "@type": "Place",
      name: event.venueName,
      address: {
        "@type": "PostalAddress",
        streetAddress: event.venueAddress,
        addressLocality: event.city,
        addressCountry: event.country,
      },
    },
    performer: event.performers.map((name) => ({ "@type": "PerformingGroup", name })),
    organizer: { "@type": "Organization", name: event.seller.name },
    // Nothing is offered of what is cancelled or over; what is sold out may come back.
    offers: (isOpenToFans(event.saleState) ? event.levels : []).map((level) => ({
      "@type": "Offer",
      name: level.name,
      price: toMajor(level.priceMinor, event.currency),
      priceCurrency: event.currency,
      availability: event.saleState === "on_sale" && level.left === 0 ? SALE_STATE_WORDS.sold_out.offer : words.offer,
      validFrom: event.salesStartAt,
      url: `${url}/seats`,
    })),
  };
  return JSON.stringify(document).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

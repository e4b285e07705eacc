import { suggestTimeZone } from "#lib/catalog/venues/time-zone";
import { timeZoneAnswer, timeZoneQuery } from "#lib/catalog/venues/venue-contract";
import { anyone } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** The time zones of a country, and the one of a place in it. */
export const GET = endpoint(
  {
    route: "/api/v1/time-zones",
    authority: anyone,
    limit: limitTo("browse"),
    query: timeZoneQuery,
    operation: {
      summary: "Suggest a time zone",
      description: "For the form of a venue: the country's time zones, and the one of the coordinates or the city.",
      tag: "Venues",
      answers: { 200: { description: "The time zones.", body: timeZoneAnswer } },
      example: { query: { country: "ES", city: "Madrid" } },
    },
  },
  async ({ query }) => {
    const { country, city = "", latitude, longitude } = query;
    const coordinates = latitude === undefined || longitude === undefined ? null : { latitude, longitude };
    const { zones, suggested } = suggestTimeZone({ country, city, coordinates });
    return json({ data: zones, suggested: suggested ?? null });
  },
);

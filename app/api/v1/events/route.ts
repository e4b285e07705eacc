import { anyone } from "#lib/accounts/authority";
import { searchQuery } from "#lib/catalog/contract";
import { eventOnWire } from "#lib/catalog/event-wire";
import { searchEvents } from "#lib/catalog/search-events";
import { door } from "#lib/platform/http";
import { json } from "#lib/platform/response";

/** What is on: filtered, sorted, one page. Words that found nothing are corrected, and the answer says to what. */
export const GET = door({ route: "/api/v1/events", authority: anyone, query: searchQuery }, async ({ query }) => {
  const { data, meta, showingResultsFor } = await searchEvents(query);
  return json({
    data: data.map(eventOnWire),
    meta: showingResultsFor === undefined ? meta : { ...meta, showing_results_for: showingResultsFor },
  });
});

import { inBulkhead } from "#lib/platform/bulkhead";
import type { EventList, SearchQuery } from "./contract.ts";
import { correctWords } from "./correct-words.ts";
import { eventCards } from "./event-card.ts";
import { readTrend } from "./queries.ts";
import { type ListFilters, listEvents } from "./search-store.ts";
import { wordsOf } from "./words.ts";

const LIMIT = 20;

/**
 * One page of the events that pass every filter of the query. Without `from`, past events are left out; cancelled events are
 * listed as such. Words match without regard to accents and case, and by their beginnings, in the event, its performers, its
 * venue and city. When no event has them all they are corrected to the nearest known words, and the answer says so. Sorted
 * by relevance when there are words, otherwise by date; ties are broken by date and id, so paging repeats and omits nothing.
 * Throws a `Failure` of the database when too many searches wait.
 */
export async function searchEvents(query: SearchQuery, nowMs: number = Date.now()): Promise<EventList> {
  const limit = query.limit ?? LIMIT;
  const page = query.page ?? 1;
  const words = wordsOf(query.q ?? "");
  const sort = query.sort ?? "relevance";
  const trend = sort === "popular" ? await readTrend(nowMs) : new Map<number, number>();
  const list = (found: string[]) =>
    listEvents(filtersOf(query, found), { sort, offset: (page - 1) * limit, limit, trend });

  const { result, corrected } = await inBulkhead("search", async () => {
    const asTyped = await list(words);
    const meant = asTyped.total === 0 ? await correctWords(words) : undefined;
    return { result: meant && meant.length > 0 ? await list(meant) : asTyped, corrected: meant };
  });
  const data = await eventCards(result.rows, nowMs);
  const meta = { total: result.total, page, limit };
  return corrected && result.total > 0 ? { data, meta, showingResultsFor: corrected.join(" ") } : { data, meta };
}

function filtersOf(query: SearchQuery, words: string[]): ListFilters {
  const { from, to, city, category, min_price: minPrice, max_price: maxPrice } = query;
  return { words, from, to, city, category, minPrice, maxPrice };
}
